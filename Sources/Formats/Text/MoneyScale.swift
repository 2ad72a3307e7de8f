/// The unit in which amounts are shown together, so that the largest has about three digits.
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
    return showsPlus && amount > 0 && text.contains { "1"..."9" ~= $0 } ? "+" + text : text
  }

  /// An amount by itself, such as `51.8m`.
  package static func text(_ amount: Double, showsPlus: Bool = false) -> String {
    let scale = MoneyScale(for: [amount])
    return scale.text(amount, showsPlus: showsPlus) + scale.suffix
  }
}
