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
      case .money(let scale): scale.error(value) + scale.suffix
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

  /// Shown for missing numbers.
  package static let missing = "–"

  private static func withMinus(_ text: String) -> String {
    text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }
}

/// The unit shared by amounts shown together, so that the largest has about three digits.
package struct MoneyScale: Hashable, Sendable {
  /// `m`, `k`, `bn` or nothing: the suffix of an amount.
  package let suffix: String
  package let divisor: Double
  package let decimals: Int

  /// The scale of amounts that are read together.
  package init(for amounts: [Double]) {
    let largest = amounts.map(\.magnitude).filter(\.isFinite).max() ?? 0
    (suffix, divisor) =
      switch largest {
      case 1e9...: ("bn", 1e9)
      case 1e6...: ("m", 1e6)
      case 1e3...: ("k", 1e3)
      default: ("", 1)
      }
    decimals =
      switch largest / divisor {
      case 100...: 0
      case 10...: 1
      default: 2
      }
  }

  /// An amount without the suffix.
  package func text(_ amount: Double, showsPlus: Bool = false) -> String {
    let text = NumberText.grouped(amount / divisor, decimals: decimals)
    return showsPlus ? NumberText.signed(amount, text) : text
  }

  /// An amount that is at least 0, and seen to be above it: `<0.01` for what rounds to nothing.
  package func error(_ amount: Double) -> String {
    let text = text(amount)
    guard amount > 0, !text.contains(where: { "1"..."9" ~= $0 }) else { return text }
    return "<" + self.text(divisor * least)
  }

  /// One of the last decimal.
  private var least: Double { decimals == 0 ? 1 : decimals == 1 ? 0.1 : 0.01 }

  /// An amount by itself, such as `51.8m`.
  package static func text(_ amount: Double, showsPlus: Bool = false) -> String {
    let scale = MoneyScale(for: [amount])
    return scale.text(amount, showsPlus: showsPlus) + scale.suffix
  }
}

/// A number with its text.
package struct ShownNumber: Hashable, Sendable {
  /// Exact.
  package let value: Double
  /// Rounded, with its unit.
  package let text: String

  package init(_ value: Double, _ format: FigureFormat) {
    self.value = value
    text = format.text(value)
  }
}
