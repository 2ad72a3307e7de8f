import Model
import Ownership

/// What a framework's table says of one motion, given the facts.
struct TableReading {
  let owner: Recommendation.Owner
  let source: Role?
  let asks: [Fact]
  let notes: [Note]
  /// The facts that decide between the rows, as far as they are known.
  let read: [Fact]
  /// The numbers of the rows that may answer.
  let rows: [Int]

  init(_ framework: Framework, _ motion: Motion, _ facts: FactSheet, _ cuts: CutValues) {
    let table = framework.rules(of: motion)
    precondition(
      table.last?.rule.when == "otherwise",
      "\(framework.name) has no last row for \(motion.rawValue)")
    let tree = DecisionTree(table, facts, cuts)
    let rows = tree.answers.sorted()
    let candidates = rows.map { framework.rules[$0 - 1] }
    let last = candidates[candidates.count - 1]
    self.rows = rows
    read = Self.read(table, facts, cuts)

    let owners = tree.map { framework.rules[$0 - 1].owner }
    var asks = owners.facts
    var source: Role?
    if asks.isEmpty {
      owner = last.owner.map { .role($0) } ?? .silent
      let found = candidates.map { $0.found(facts, cuts) }
      asks = tree.map { framework.rules[$0 - 1].finder }.facts
      for found in found { asks.add(found.missing) }
      if asks.isEmpty { source = found[found.count - 1].source }
    } else {
      owner = .open
    }
    self.source = source
    self.asks = asks
    // What is said of an owner is not said where there is none yet.
    let role = owner == .open ? nil : last.owner
    var notes = last.notes.filter { note in candidates.allSatisfy { $0.notes.contains(note) } }
    for note in framework.notes where note.motions.contains(motion) {
      guard case .yes = note.condition.truth(facts, cuts), note.owner == nil || note.owner == role
      else { continue }
      notes.add([note.note])
    }
    self.notes = notes.filter { $0 != role.map { .alternative($0) } }
  }

  /// The known facts of the rows up to the first that holds.
  private static func read(
    _ table: [(number: Int, rule: Rule)], _ facts: FactSheet, _ cuts: CutValues
  ) -> [Fact] {
    var read: [Fact] = []
    rows: for (_, rule) in table {
      switch rule.condition.truth(facts, cuts) {
      case .no(let ground): read.add(ground)
      case .unknown: read.add(rule.condition.leaves.compactMap(\.fact))
      case .yes(let ground):
        read.add(ground)
        break rows
      }
    }
    return read.filter { facts[$0] != nil }
  }
}

/// Who finds the opportunities, and the condition under which nobody does.
private struct Finder: Hashable {
  let role: Role?
  let unless: String?
}

extension Rule {
  fileprivate var finder: Finder { Finder(role: source, unless: unless) }

  /// Who finds the opportunities, or what decides it.
  fileprivate func found(
    _ facts: FactSheet, _ cuts: CutValues
  ) -> (source: Role?, missing: [Fact]) {
    switch unsourced?.truth(facts, cuts) {
    case .yes?: (nil, [])
    case .unknown(let missing)?: (nil, missing)
    case .no?, nil: (source, [])
    }
  }
}
