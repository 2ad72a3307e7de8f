/// How numbers are shown in sentences and on pages: as in a terminal, but with a true minus sign.
package enum FigureFormat: Hashable, Sendable {
  /// An amount with the suffix of its scale: `1.44m`.
  case money(MoneyScale)
  /// The same with its sign: `+1.44m`.
  case change(MoneyScale)
  /// A share or a multiple: `91.9%`.
  case percent(decimals: Int)
  /// Pieces, or years: `31`, `29.7`.
  case count
  /// As many digits as it needs, up to four decimals.
  case plain

  package func text(_ value: Double) -> String {
    guard value.isFinite else { return FigureFormat.missing }
    let text =
      switch self {
      case .money where value == 0, .change where value == 0: "0"
      case .money(let scale): scale.text(value) + scale.suffix
      case .change(let scale): scale.text(value, showsPlus: true) + scale.suffix
      case .percent(let decimals): NumberText.percent(value, decimals: decimals)
      case .count: NumberText.grouped(value, decimals: value == value.rounded() ? 0 : 1)
      case .plain: NumberText.short(value)
      }
    return FigureFormat.withMinus(text)
  }

  /// As short as a round number can be: `2m`, `25%`.
  package func tick(_ value: Double) -> String {
    let text =
      switch self {
      case .money(let scale), .change(let scale):
        NumberText.short(value / scale.divisor) + (value == 0 ? "" : scale.suffix)
      case .percent: NumberText.shortPercent(value)
      case .count, .plain: NumberText.short(value)
      }
    return FigureFormat.withMinus(text)
  }

  /// From one number to another: `−2.13m..+5.01m`.
  package func range(_ low: Double, _ high: Double) -> String { text(low) + ".." + text(high) }

  /// Shown where there is no number.
  package static let missing = "–"

  private static func withMinus(_ text: String) -> String {
    text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }
}
