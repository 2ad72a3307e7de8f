/// How near to a bound counts as on it.
public enum Tolerance {
  /// A billionth, of the bound or of 1.
  ///
  /// Decimals such as 0.85 have no exact binary form, so that sums and quotients of them miss a bound
  /// by some parts in 10^16. A billionth is far above that, and far below any difference that
  /// somebody states.
  @inlinable
  public static var relative: Double { 1e-9 }

  /// A number, or the nearest half of 1 where it is within a millionth of it: what has no exact
  /// binary form, such as 100 x 1.005, rounds as written.
  ///
  /// From a billion on, where `Double` cannot tell so little apart, it is the last few units that it
  /// can.
  public static func half(_ value: Double) -> Double {
    let nearestHalf = (value * 2).rounded() / 2
    return (value - nearestHalf).magnitude <= Swift.max(1e-6, 8 * value.ulp) ? nearestHalf : value
  }
}
