/// How far a number is moved that has no range, to see what hangs on it. Ours, not the user's: a range
/// that the scenario states comes before it.
public enum TestRange: Hashable, Sendable {
  /// A chance: its odds over and times the factor.
  case odds(Double)
  /// An amount: over and times the factor.
  case factor(Double)
  /// An odds ratio or multiplier, of which 1 is no effect: its square root and its square, so half of
  /// the effect and twice. 1 stays.
  case effect
  /// A rate: less and more by so much, not below 0.
  case shift(Double)
  /// From the first to the second, or to the value itself where that is larger.
  case between(Double, Double)
  /// Whole numbers: over and times the factor, at least one less and one more.
  case whole(Double)

  /// What a value is moved to; nil where the two are the same, as of 0.
  ///
  /// ```swift
  /// TestRange.odds(1.5).ends(of: 0.5)  // 0.4 and 0.6
  /// ```
  public func ends(of value: Double) -> ClosedRange<Double>? {
    let (low, high) =
      switch self {
      case .odds(let factor): (Self.chance(value, 1 / factor), Self.chance(value, factor))
      case .factor(let factor): (value / factor, value * factor)
      case .effect: (min(value.squareRoot(), value * value), max(value.squareRoot(), value * value))
      case .shift(let step): (max(0, value - step), value + step)
      case .between(let low, let high): (low, max(high, value))
      case .whole(let factor):
        (
          max(0, min(value - 1, (value / factor).rounded())),
          max(value + 1, (value * factor).rounded())
        )
      }
    return low < high ? low...high : nil
  }

  /// A chance with its odds multiplied.
  private static func chance(_ value: Double, _ factor: Double) -> Double {
    value * factor / (1 - value + value * factor)
  }
}
