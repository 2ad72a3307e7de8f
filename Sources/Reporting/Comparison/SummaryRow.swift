import Formats

/// The numbers of a row of a summary by column, as a terminal shows them; `-` for what is missing.
struct SummaryRow {
  private let numbers: [String: Double]

  static func all(of table: Table) -> [SummaryRow] {
    table.rows.map { row in
      SummaryRow(
        numbers: Dictionary(
          uniqueKeysWithValues: zip(table.columns, row).compactMap { column, value in
            if case .number(let number) = value { (column.key, number) } else { nil }
          }))
    }
  }

  subscript(key: String) -> Double? { numbers[key] }

  /// In percent without the sign.
  func ratio(_ key: String) -> String {
    numbers[key].map { NumberText.grouped($0 * 100, decimals: 1) } ?? "-"
  }

  func percent(_ key: String) -> String {
    numbers[key].map { NumberText.percent($0, decimals: 0) } ?? "-"
  }

  func count(_ key: String) -> String {
    numbers[key].map { NumberText.grouped($0, decimals: $0 == $0.rounded() ? 0 : 1) } ?? "-"
  }

  func money(_ key: String, _ scale: MoneyScale) -> String {
    numbers[key].map { scale.text($0) } ?? "-"
  }

  /// With its sign, and the standard error where there is one.
  func change(_ key: String, _ scale: MoneyScale, error: String) -> String {
    guard let mean = numbers[key] else { return "-" }
    let error = numbers[error].flatMap { $0.isFinite ? " ± " + scale.text($0) : nil } ?? ""
    return scale.text(mean, showsPlus: true) + error
  }

  /// A range, with signs.
  func change(_ low: String, _ scale: MoneyScale, upTo high: String) -> String {
    guard let low = numbers[low], let high = numbers[high] else { return "-" }
    return scale.text(low, showsPlus: true) + ".." + scale.text(high, showsPlus: true)
  }
}
