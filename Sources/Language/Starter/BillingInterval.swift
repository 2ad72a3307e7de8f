import Formats

/// For how many months an amount is billed: in a column of words or months, or in one that counts the
/// units of another, such as `3` of `month`.
struct BillingInterval {
  /// The column that says it, or that counts it.
  let count: Int
  /// The column with the unit; nil where one column says all.
  let unit: Int?
  /// The different words, or units, with the months of each.
  let words: [(text: String, months: Int)]
  /// Of each row; nil where it is blank.
  let months: [Int?]

  /// Whether a column counts the units of another.
  var isCounted: Bool { unit != nil }

  init?(_ table: DataTable) {
    let headings = Headings(table.headings)
    let content = ColumnContent(table: table)
    func column(_ phrases: [[String]], where isRight: (Int) -> Bool) -> Int? {
      for phrase in phrases {
        let said = table.headings.indices.first { headings.isExactly($0, phrase) && isRight($0) }
        if let said { return said }
      }
      return nil
    }
    func words(_ column: Int) -> [(text: String, months: Int)]? {
      let texts = content.distinct(column)
      let words = texts.sorted().compactMap { text in
        Vocabulary.months(text).map { (text: text, months: $0) }
      }
      return texts.isEmpty || words.count < texts.count || texts.count > 12 ? nil : words
    }
    func isNumeric(_ column: Int) -> Bool {
      let texts = content.distinct(column)
      return !texts.isEmpty && texts.allSatisfy { Int($0).map(Self.counts.contains) ?? false }
    }
    let unit = column(Vocabulary.intervalUnit + Vocabulary.billingInterval) {
      !isNumeric($0) && words($0) != nil
    }
    let count = column(Vocabulary.intervalCount) { $0 != unit && isNumeric($0) }
    if let unit, let count, let units = words(unit) {
      (self.unit, self.count, self.words) = (unit, count, units)
      let byText = Dictionary(units.map { ($0.text, $0.months) }) { first, _ in first }
      months = (0..<table.rowCount).map { row in
        byText[table.text(row, unit)].flatMap { unit in
          Int(table.text(row, count).trimmed).map { $0 * unit }
        }
      }
      return
    }
    guard let only = column(Vocabulary.billingInterval, where: { words($0) != nil }),
      let said = words(only)
    else { return nil }
    (self.unit, self.count, self.words) = (nil, only, said)
    let byText = Dictionary(said.map { ($0.text, $0.months) }) { first, _ in first }
    months = (0..<table.rowCount).map { byText[table.text($0, only)] }
  }

  private static let counts = 1...120

  /// As a column of months, for a term or for what an amount is over.
  func termYAML(of table: DataTable) -> String {
    let heading = DocumentWriter.scalar(table.headings[count])
    guard let unit else { return heading }
    let pairs = words.map { "\(DocumentWriter.scalar($0.text)): \($0.months)" }
    return "{column: \(heading), by: [{column: \(DocumentWriter.scalar(table.headings[unit])),"
      + " values: {\(pairs.joined(separator: ", "))}}]}"
  }

  /// The same as the scenario reads it.
  var period: BookColumns.Period {
    BookColumns.Period(index: count, factors: unit.map { [factor($0) { Double($0) }] } ?? [])
  }

  /// The column of words as a number by each.
  func factor(_ column: Int, _ number: (Int) -> Double) -> BookColumns.Factor {
    .init(
      index: column,
      values: Dictionary(words.map { ($0.text.lowercased(), number($0.months)) }) { a, _ in a })
  }

  /// Its heading or headings.
  func name(in table: DataTable) -> String {
    unit.map { "\(table.headings[count]) and \(table.headings[$0])" } ?? table.headings[count]
  }

  /// What a year's money is times, in words.
  func times(in table: DataTable) -> String {
    unit == nil
      ? words.map { "\($0.text) \(NumberText.short(12 / Double($0.months)))" }.joined(
        separator: ", ")
      : "12 over their months"
  }
}
