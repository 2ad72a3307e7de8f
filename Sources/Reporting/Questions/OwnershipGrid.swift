import Formats
import Model
import Ownership

/// Who owns each motion under each model, segment by segment and stage by stage, as far as they
/// differ.
struct OwnershipGrid: Sendable {
  /// An owner, and where and from when.
  struct Entry: Hashable, Sendable {
    let assignment: Assignment
    /// Empty for the whole book.
    let segments: [String]
    /// Counted from 1; nil where it is so from the start.
    let fromYear: Int?

    /// Where and from when, in words.
    var scope: Sentence {
      let names = segments.map { "\(name: $0)" as Sentence }.listed()
      return
        switch (segments.isEmpty, fromYear)
      {
      case (true, nil): ""
      case (false, nil): "in \(names)"
      case (true, let year?): "from year \(year)"
      case (false, let year?): "in \(names) from year \(year)"
      }
    }
  }

  /// Every role that owns something, in the order of its first appearance.
  let roles: [Role]
  /// By motion, then model.
  private let entries: [Motion: [Int: [Entry]]]

  /// - Parameter models: By index in the scenario.
  init(_ scenario: Scenario, models: [Int]) {
    var (entries, roles): ([Motion: [Int: [Entry]]], [Role]) = ([:], [])
    for motion in Motion.allCases {
      for model in models {
        let own = Self.entries(of: motion, scenario.models[model], scenario.book)
        entries[motion, default: [:]][model] = own
        for entry in own where !roles.contains(entry.assignment.owner) {
          roles.append(entry.assignment.owner)
        }
      }
    }
    self.entries = entries
    self.roles = roles
  }

  /// The owners of a motion under a model, by its index in the scenario; empty for nobody.
  subscript(motion: Motion, model: Int) -> [Entry] { entries[motion]?[model] ?? [] }

  /// Motions that have the same owners under every model, together.
  var rows: [[Motion]] {
    var rows: [[Motion]] = []
    for motion in Motion.allCases {
      if let index = rows.firstIndex(where: { entries[$0[0]] == entries[motion] }) {
        rows[index].append(motion)
      } else {
        rows.append([motion])
      }
    }
    return rows
  }

  /// Motions in words.
  static func words(_ motions: [Motion]) -> Sentence {
    motions.map { "\(Wording.words($0.rawValue))" as Sentence }.listed()
  }

  private static func entries(
    of motion: Motion, _ model: OwnershipModel, _ book: Book
  ) -> [Entry] {
    var before: [Assignment?] = []
    return model.stages.flatMap { stage -> [Entry] in
      let owners = book.segments.map {
        stage.rules.owners.assignment(segment: $0.name, tier: $0.tier, motion: motion)
      }
      guard owners != before else { return [] }
      before = owners
      var seen: [Assignment] = []
      for case let owner? in owners where !seen.contains(owner) { seen.append(owner) }
      return seen.map { owner in
        let segments = zip(book.segments, owners).filter { $1 == owner }.map(\.0.name)
        return Entry(
          assignment: owner, segments: segments.count == owners.count ? [] : segments,
          fromYear: stage.fromYear > 1 ? stage.fromYear : nil)
      }
    }
  }
}
