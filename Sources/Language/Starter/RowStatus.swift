import Formats

/// Which rows of an export are customers, by a column that says what each is.
///
/// Where a word of the column means a customer, rows with other words are none; where only words of
/// others are known, rows with unknown words stay.
struct RowStatus {
  let heading: String
  let index: Int
  /// The values of the rows that stay, as the file writes them.
  let kept: [String]
  /// Those of the others.
  let left: [String]
  /// Values whose meaning is not known, whether or not their rows stay.
  let unknown: [String]
  /// Whether a word means a customer, so that others are left out.
  private let hasCustomers: Bool

  /// As a condition of the book; nil where every row stays.
  var condition: String? {
    if left.isEmpty { return nil }
    // Of many words the fewer are written.
    return hasCustomers || left.contains("")
      ? "\(heading) = \(kept.joined(separator: " | "))"
      : "\(heading) != \(left.joined(separator: " | "))"
  }

  /// The same with the unknown values among the customers.
  var withUnknown: String {
    "\(heading) = \((kept + unknown.filter { !kept.contains($0) }).sorted().joined(separator: " | "))"
  }

  /// Every column that tells customers from others, or may.
  static func all(in table: DataTable) -> [RowStatus] {
    states(in: table).compactMap { RowStatus(table, $0) }
  }

  /// The columns whose heading is one of states.
  static func states(in table: DataTable) -> [Int] {
    let headings = Headings(table.headings)
    return table.headings.indices.filter { index in
      Vocabulary.stateHeadings.contains { headings.has(index, [$0]) }
    }
  }

  private init?(_ table: DataTable, _ index: Int) {
    var values: Set<String> = []
    for row in 0..<table.rowCount {
      values.insert(table.text(row, index).trimmed)
      if values.count > 30 { return nil }
    }
    let words = Headings.words(table.headings[index])
    let isActive = words.contains("active")
    let states = values.map { (value: $0, state: Vocabulary.state($0, isActive: isActive)) }
      .sorted { $0.value < $1.value }
    let customers = states.filter { $0.state == .customer }
    let leavers = states.filter { $0.state == .leaver }
    let others = states.filter { $0.state == .former || $0.state == .prospect }
    let unknown = states.filter { $0.state == nil && !$0.value.isEmpty }.map(\.value)
    let kept: [String]
    let left: [String]
    if !customers.isEmpty {
      kept = (customers + leavers).map(\.value).sorted()
      left = states.map(\.value).filter { !kept.contains($0) }
    } else if !others.isEmpty {
      left = others.map(\.value)
      kept = states.map(\.value).filter { !left.contains($0) }
    } else {
      // Nothing is known: a column of few words may be of states all the same.
      let mayBeOther = !Vocabulary.otherTypes.isDisjoint(with: words)
      guard leavers.isEmpty, !mayBeOther, (2...12).contains(unknown.count) else { return nil }
      (kept, left) = (states.map(\.value), [])
    }
    guard !kept.isEmpty, !left.isEmpty || !unknown.isEmpty else { return nil }
    (heading, self.index, hasCustomers) = (table.headings[index], index, !customers.isEmpty)
    (self.kept, self.left, self.unknown) = (kept, left, unknown)
  }

  /// The values of a column of states that mean a customer who has given notice.
  static func leavers(in table: DataTable, _ index: Int) -> Set<String> {
    guard states(in: table).contains(index) else { return [] }
    var values: Set<String> = []
    for row in 0..<table.rowCount {
      values.insert(table.text(row, index))
      if values.count > 30 { return [] }
    }
    return values.filter { Vocabulary.state($0) == .leaver }
  }
}
