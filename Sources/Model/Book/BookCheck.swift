import Ownership
import Units

/// The examination of a book's columns: gathers every problem before it throws.
struct BookCheck {
  private let ids: [String]
  private var problems: [BookError.Problem] = []

  init(ids: [String]) {
    self.ids = ids
    if ids.isEmpty {
      problems.append(
        .init(column: "account", found: "none", expected: "a book of at least one account"))
    }
  }

  func finish() throws(BookError) {
    if !problems.isEmpty { throw BookError(problems: problems) }
  }

  mutating func lengths(_ columns: [(name: String, count: Int)]) {
    for column in columns where column.count != ids.count {
      problems.append(
        .init(
          column: column.name, found: "\(column.count)",
          expected: "an entry for each of \(Counted(ids.count, "account"))"))
    }
  }

  /// Ids that are empty, repeated, or of the same hash.
  mutating func ids(_ hashes: [UInt64]) {
    for row in ids.indices where ids[row].isEmpty {
      problem(row, "account", "an empty id", "an id")
    }
    let byHash = ids.indices.sorted { (hashes[$0], $0) < (hashes[$1], $1) }
    for (first, second) in zip(byHash, byHash.dropFirst()) where hashes[first] == hashes[second] {
      if ids[first] == ids[second] {
        if ids[first].isEmpty { continue }
        problem(second, "account", "the id of row \(first + 1) again", "an id of its own")
      } else {
        problem(
          second, "account", "an id whose hash is that of \(ids[first]) (row \(first + 1))",
          "ids that differ in their hash: rename one of the two")
      }
    }
  }

  mutating func arr(_ arr: [Double]) {
    for row in arr.indices where !(arr[row] > 0 && arr[row].isFinite) {
      problem(row, "arr", "\(arr[row])", "an amount above 0")
    }
  }

  mutating func segments(_ declarations: [Segment.Declaration], of segment: [Int]) {
    var seen: Set<String> = []
    for declaration in declarations {
      if declaration.name.isEmpty {
        problems.append(.init(column: "segments", found: "an empty name", expected: "a name"))
      } else if !seen.insert(declaration.name).inserted {
        problems.append(
          .init(
            column: "segments", found: "\(declaration.name) twice",
            expected: "every segment once"))
      }
    }
    for row in segment.indices where !declarations.indices.contains(segment[row]) {
      problem(
        row, "segment", "number \(segment[row])", "one of \(declarations.count) segments from 0")
    }
  }

  mutating func term(_ term: [Int]) {
    for row in term.indices where !RenewalCalendar.terms.contains(term[row]) {
      problem(row, "term", "\(term[row])", "1 to \(RenewalCalendar.terms.upperBound) months")
    }
  }

  mutating func salesCycle(_ salesCycle: [Double?]) {
    for row in salesCycle.indices {
      guard let days = salesCycle[row], !(days >= 0 && days.isFinite) else { continue }
      problem(row, "sales-cycle", "\(days)", "days, 0 or more")
    }
  }

  mutating func numbers(_ attributes: [String: BookAttribute]) {
    for (name, attribute) in attributes.sorted(by: { $0.key < $1.key }) {
      guard case .number(let values) = attribute else { continue }
      for row in values.indices {
        guard let value = values[row], !value.isFinite else { continue }
        problem(row, name, "\(value)", "a finite number")
      }
    }
  }

  private mutating func problem(_ row: Int, _ column: String, _ found: String, _ expected: String) {
    let id = ids[row].isEmpty ? nil : ids[row]
    problems.append(
      .init(row: row, account: id, column: column, found: found, expected: expected))
  }
}
