import Units

/// The rows of a table that are totals of others, by evidence: a row called a total that is the sum of
/// the rows above it, or that can be nothing else.
///
/// `Total Logistics` is a customer until its amount is the sum of the others; `Grand Total`, `Summe` or
/// `Total (418 records)` are no customers, whatever stands in them.
struct TotalRows {
  private struct Candidate {
    let record: Int
    let label: String
    var isTotal = false
    /// The amount that is a sum, or else the last one; nil without any.
    var amount: Double?
  }

  private var candidates: [Candidate] = []
  private let totals: Set<Int>
  private let records: Records

  func contains(_ record: Int) -> Bool { totals.contains(record) }

  /// - Parameter typical: The number of fields that a record fills.
  init(_ records: Records, _ body: Range<Int>, typical: Int) {
    self.records = records
    candidates = body.compactMap { record in
      records.first(record).flatMap { first in
        TotalWord.begins(first) || TotalWord.ends(first)
          ? Candidate(record: record, label: first) : nil
      }
    }
    guard let last = candidates.last?.record else {
      totals = []
      return
    }
    let columns = Self.columns(candidates.map(\.record), records)
    var sums = columns.map { _ in [DecimalMark.point: RunningSums(), .comma: RunningSums()] }
    var next = 0
    // Several rows called so, of which some are proven, are all of one kind.
    var proven = 0
    for record in body.lowerBound...last {
      let isCandidate = next < candidates.count && candidates[next].record == record
      var isTotal = false
      if isCandidate {
        let isSparse = records.filled(record) * 2 <= typical
        isTotal = TotalWord.isUnmistakable(candidates[next].label)
        for (index, column) in columns.enumerated() {
          for mark in DecimalMark.allCases {
            guard let value = Self.amount(record, column, records, mark) else { continue }
            if candidates[next].amount == nil { candidates[next].amount = value }
            guard let rows = sums[index][mark]?.explains(value) else { continue }
            if rows > 1 || isSparse || proven > 0 {
              candidates[next].amount = value
              isTotal = true
              proven += rows > 1 ? 1 : 0
            }
          }
        }
        // A label alone, such as `Total records: 418`.
        isTotal = isTotal || candidates[next].amount == nil && isSparse
        candidates[next].isTotal = isTotal
        next += 1
      }
      for (index, column) in columns.enumerated() {
        for mark in DecimalMark.allCases {
          if isTotal {
            sums[index][mark]?.endGroup()
          } else if let value = Self.amount(record, column, records, mark) {
            sums[index][mark]?.add(value)
          }
        }
      }
    }
    totals = Set(candidates.filter(\.isTotal).map(\.record))
  }

  /// Columns in which some candidate has an amount.
  private static func columns(_ candidates: [Int], _ records: Records) -> [Int] {
    let width = candidates.map { records.width($0) }.max() ?? 0
    return (0..<width).filter { column in
      candidates.contains { isNumber($0, column, records) }
    }
  }

  static func isNumber(_ record: Int, _ column: Int, _ records: Records) -> Bool {
    DecimalMark.allCases.contains { amount(record, column, records, $0) != nil }
  }

  private static func amount(
    _ record: Int, _ column: Int, _ records: Records, _ mark: DecimalMark
  ) -> Double? {
    guard column < records.width(record), !records.isBlank(record, column) else { return nil }
    return try? WrittenAmount(records.text(record, column), decimal: mark).value
  }

  /// `: Summe 3,000, Zwischensumme Nord 1,200`; empty without amounts.
  var sums: String {
    let told = candidates.filter(\.isTotal).compactMap { candidate in
      candidate.amount.map { "\(Excerpt.of(candidate.label)) \(NumberText.grouped($0))" }
    }
    guard !told.isEmpty else { return "" }
    let more = told.count > 4 ? " and \(told.count - 4) more" : ""
    return ": " + told.prefix(4).joined(separator: ", ") + more
  }

  /// Rows that are called totals, but are the sum of nothing and count as records.
  func remarks(leavingOut labels: [RowLabel]) -> [String] {
    candidates.filter { !$0.isTotal && $0.amount != nil }.prefix(8).map { candidate in
      let all = labels.map(\.text) + [candidate.label]
      return "line \(records.lines[candidate.record]): \(Excerpt.of(candidate.label)) with"
        + " \(NumberText.grouped(candidate.amount ?? 0)) is called a total, but is the sum of nothing, and"
        + " counts; --answer 'leave-out=\(all.joined(separator: ", "))' leaves it out"
    }
  }
}

/// The sums of a column so far: since each total, and of all rows.
package struct RunningSums {
  private var sum = 0.0
  private var count = 0
  /// The sums and counts at the start and behind each total; the latest of many.
  private var groups: [(sum: Double, count: Int)] = [(0, 0)]
  private static let most = 64

  package init() {}

  package mutating func add(_ value: Double) {
    sum += value
    count += 1
  }

  package mutating func endGroup() {
    groups.append((sum, count))
    if groups.count > Self.most { groups.remove(at: 1) }
  }

  /// Of how many rows an amount is the sum: of those since some total, or of all; nil for none.
  package func explains(_ total: Double) -> Int? {
    guard total != 0 else { return nil }
    return groups.reversed().first { group in
      let rows = count - group.count
      // A total may be rounded to whole amounts, and each of its parts to cents.
      let tolerance = max(
        1e-9 * total.magnitude, total == total.rounded() ? 0.5 : 0.005 * Double(rows))
      return rows > 0 && abs(sum - group.sum - total) <= tolerance
    }.map { count - $0.count }
  }
}

/// Labels that mark some rows of a table, and no others.
struct RowLabels {
  private let records: Records
  private let body: Range<Int>
  private let width: Int

  init(_ records: Records, _ body: Range<Int>, width: Int) {
    self.records = records
    self.body = body
    self.width = width
  }

  /// Those that mark just these rows: stems, which also hold for the next export, where they take no
  /// other row.
  func marking(_ rows: [Int]) -> [RowLabel] {
    guard !rows.isEmpty else { return [] }
    let texts = rows.map { records.first($0) ?? "" }
    let marked = Set(rows)
    let byWord = Dictionary(grouping: texts) { $0.trimmed.lowercased().prefix { $0.isLetter } }
    var labels: [RowLabel] = []
    var judged: [RowLabel: Bool] = [:]
    for (row, text) in zip(rows, texts) {
      let word = text.trimmed.prefix { $0.isLetter }
      let isShared = Set(byWord[word.lowercased()[...]] ?? []).count > 1 && TotalWord.begins(text)
      let stem = isShared ? RowLabel("\(word)*") : Self.label(text)
      let isSafe =
        judged[stem]
        ?? body.allSatisfy { marked.contains($0) || !marks(stem, $0) }
      judged[stem] = isSafe
      let label = isSafe && marks(stem, row) ? stem : RowLabel(text)
      if !labels.contains(label) { labels.append(label) }
    }
    return labels
  }

  private func marks(_ label: RowLabel, _ record: Int) -> Bool {
    guard let first = records.first(record) else { return false }
    return label.marks(first: first, filled: records.filled(record), width: width)
  }

  /// The text itself, or where it has figures, which will be others next time, what stands before.
  static func label(_ text: String) -> RowLabel {
    let text = text.split(whereSeparator: \.isNewline).first.map { $0.trimmed } ?? text
    let stem = text.prefix { !$0.isNumber && $0 != "(" && $0 != ":" }.trimmed
    return RowLabel(stem.count < text.count && stem.count >= 3 ? stem + "*" : text)
  }
}
