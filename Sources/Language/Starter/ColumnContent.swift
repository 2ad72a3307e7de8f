import Formats
import Model
import Units

/// The content of a column, for guessing what it is.
struct ColumnContent {
  let table: DataTable
  /// The rows that are looked at: all, or of a large file some from everywhere.
  private let rows: [Int]
  private static let mostRows = 20_000

  init(table: DataTable) {
    self.table = table
    let step = max(1, table.rowCount / Self.mostRows)
    rows = Array(stride(from: 0, to: table.rowCount, by: step))
  }

  /// How well a column's content fits a guess.
  struct Fit {
    /// What was seen, in few words.
    var ground: String
    /// The number of rows that do not fit.
    var misfits: Int = 0
    /// The line of the first of them.
    var firstMisfit: Int?
    /// What does not fit, in a few words; nil if everything fits.
    var problem: String?
    /// The meanings of the column's texts, if they are words.
    var values: [(text: String, months: Int)]?
  }

  /// Whether few enough fields disagree to trust a doubtful heading.
  func isMostlyRight(_ fit: Fit) -> Bool { fit.misfits * 10 <= rows.count }

  /// The different texts, blanks left out.
  func distinct(_ index: Int) -> Set<String> {
    Set(rows.lazy.map { table.text($0, index) }.filter { !$0.isEmpty })
  }

  /// The days in a column, one per field that is a day.
  func days(_ index: Int) -> [Day] {
    rows.compactMap { try? table.day($0, index) }
  }

  /// A column of any texts.
  func texts(_ index: Int) -> Fit { Fit(ground: "texts") }

  /// A column of few different texts.
  func few(_ index: Int, _ counts: ClosedRange<Int>) -> Fit {
    let values = distinct(index)
    var fit = Fit(
      ground: values.count > 6 || values.isEmpty
        ? Counted(values.count, "different value").description
        : values.sorted().joined(separator: ", "))
    guard counts.contains(values.count) else {
      fit.misfits = rows.count
      fit.problem = "it has \(Counted(values.count, "different value"))"
      return fit
    }
    return fit
  }

  /// A column whose texts are all different.
  func ids(_ index: Int) -> Fit {
    var seen: Set<String> = []
    return fields(index, "an id of its own", "different values", blanks: false) {
      seen.insert(table.text($0, index)).inserted
    }
  }

  func amounts(_ index: Int) -> Fit {
    fields(index, "an amount", "amounts", blanks: false) {
      table.possibleAmount($0, index).map(Quantity.positiveMoney.contains) ?? false
    }
  }

  /// A column of amounts, some of which may be blank, nothing or a credit.
  func money(_ index: Int) -> Fit {
    var fit = amounts(index)
    let others = rows.count { row in
      table.isEmpty(row, index) || table.possibleAmount(row, index).map { $0 <= 0 } ?? false
    }
    if others < rows.count, fit.misfits == others {
      fit.ground = others == 0 ? "amounts" : "amounts, but for \(others) blank, nothing or credits"
      fit.misfits = 0
      fit.problem = nil
    }
    return fit
  }

  /// What a column of amounts adds up to.
  func sum(_ index: Int) -> Double {
    (0..<table.rowCount).reduce(0) { $0 + (table.possibleAmount($1, index) ?? 0) }
  }

  /// A column of numbers of at least 0.
  func numbers(_ index: Int) -> Fit {
    fields(index, "a number", "numbers", blanks: false) {
      (try? Quantity.nonNegative.value(table.text($0, index))) != nil
    }
  }

  func dates(_ index: Int) -> Fit {
    fields(index, "a date", "dates", blanks: true) { table.isDay($0, index) }
  }

  func booleans(_ index: Int) -> Fit {
    fields(index, "yes or no", "yes or no", blanks: true) {
      Vocabulary.boolean(table.text($0, index)) != nil
    }
  }

  /// A column of months, or of few words that mean months.
  func terms(_ index: Int) -> Fit {
    let plain = fields(index, "a number of months", "months", blanks: true) {
      (try? Quantity.months.value(table.text($0, index))) != nil
    }
    let texts = distinct(index)
    guard plain.misfits > 0, texts.count <= 12 else { return plain }
    let values = texts.sorted().compactMap { text in
      (Vocabulary.months(text) ?? Vocabulary.vagueMonths(text)).map { (text: text, months: $0) }
    }
    let known = Set(values.map(\.text))
    var spelled = fields(index, "a term", "months, spelled out", blanks: true) {
      known.contains(table.text($0, index))
    }
    spelled.values = values
    return spelled.misfits < plain.misfits ? spelled : plain
  }

  /// Counts the fields that fit.
  ///
  /// - Parameter blanks: Whether blanks fit.
  private func fields(
    _ index: Int, _ one: String, _ many: String, blanks: Bool, _ isRight: (Int) -> Bool
  ) -> Fit {
    let misfits = rows.filter { row in
      table.isEmpty(row, index) ? !blanks : !isRight(row)
    }
    guard let first = misfits.first else { return Fit(ground: many) }
    let line = table.location(first, index).line ?? 0
    let count = "\(misfits.count) of \(Counted(rows.count, "field"))"
    return Fit(
      ground: "\(many), but for \(count), first at line \(line)", misfits: misfits.count,
      firstMisfit: line,
      problem: misfits.count == 1 ? "\(count) is not \(one)" : "\(count) are not \(many)")
  }
}
