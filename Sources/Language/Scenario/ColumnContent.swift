/// What stands in a column of a file, for guessing what it is.
struct ColumnContent {
  let table: CSVTable

  /// The different texts, blanks left out.
  func distinct(_ index: Int) -> Set<String> {
    Set((0..<table.rowCount).lazy.map { table.text($0, index) }.filter { !$0.isEmpty })
  }

  /// What the few different values of a column are; nil where they are not few.
  func few(_ index: Int, _ counts: ClosedRange<Int>) -> String? {
    let values = distinct(index)
    guard counts.contains(values.count) else { return nil }
    return values.count > 6
      ? "\(values.count) different values" : values.sorted().joined(separator: ", ")
  }

  /// What it is where every field holds a number from a lowest one on.
  func numbers(_ index: Int, from lowest: Double) -> String? {
    let isRight = all(index, blanks: false) { text in
      (try? Literal.number(text)).map { $0 >= lowest } ?? false
    }
    return isRight ? "numbers" : nil
  }

  /// Whether every field is right.
  ///
  /// - Parameter blanks: Whether a blank is.
  func all(_ index: Int, blanks: Bool, _ isRight: (String) -> Bool) -> Bool {
    (0..<table.rowCount).allSatisfy { row in
      table.isEmpty(row, index) ? blanks : isRight(table.text(row, index))
    }
  }
}
