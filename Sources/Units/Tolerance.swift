/// How near to a bound counts as on it.
public enum Tolerance {
  /// A billionth, of the bound or of 1.
  ///
  /// Decimals such as 0.85 have no exact binary form, so that sums and quotients of them miss a bound
  /// by some parts in 10^16. A billionth is far above that, and far below any difference that
  /// somebody states.
  @inlinable
  public static var relative: Double { 1e-9 }
}
