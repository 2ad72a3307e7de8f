import Analysis

/// The number formats of a workbook: full values, displayed short.
struct NumberFormats: Hashable, Sendable {
  /// Whole units behind the currency's code, such as `USD 1,234`; a dash for nothing.
  let money: String
  /// To the cent.
  let cents: String

  static let share = "0.0%"
  static let whole = "#,##0"
  static let decimal = "#,##0.0"

  /// - Parameter currency: An ISO code; anything else is left out.
  init(currency: String) {
    let isCode = currency.utf8.count == 3 && currency.allSatisfy { $0.isASCII && $0.isLetter }
    let prefix = isCode ? "[$\(currency)] " : ""
    money = "\(prefix)#,##0;\(prefix)-#,##0;\"–\""
    cents = prefix + "#,##0.00"
  }

  /// The format of a column's numbers; nil for the default format.
  ///
  /// - Parameter unit: What the row counts.
  func format(of number: Double, _ kind: ColumnKind, unit: Figure.Unit?) -> String? {
    switch kind {
    case .money: money
    case .share: Self.share
    case .count: Self.whole
    case .people: number == number.rounded() ? Self.whole : Self.decimal
    case .ofRow: unit.map(format)
    case .number, .text: nil
    }
  }

  /// The format of what a figure counts.
  func format(of unit: Figure.Unit) -> String {
    switch unit {
    case .money: money
    case .ratio: Self.share
    case .count: Self.decimal
    }
  }
}
