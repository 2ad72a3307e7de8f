/// A column of a ``Surface``.
enum SurfaceTerm: Hashable {
  case constant
  case hermite(assumption: Int, degree: Int)
  case product(Int, Int)
  /// Of the fit by the terms before all powers, scaled.
  case power(Int)

  @inline(__always)
  static func power(_ x: Double, _ exponent: Int) -> Double { exponent == 2 ? x * x : x * x * x }
}

/// The fit of a ``Surface`` before powers of it, and how it is scaled for them.
struct LinearFit: Hashable {
  var coefficients: [Double]
  var mean: Double
  var deviation: Double
  /// Met in the worlds, in deviations from the mean.
  var range: ClosedRange<Double>

  /// In deviations from the mean, within the range.
  @inline(__always)
  func scaled(_ values: SIMD8<Double>) -> SIMD8<Double> {
    let scaled = (values - mean) / deviation
    return pointwiseMin(
      pointwiseMax(scaled, SIMD8(repeating: range.lowerBound)),
      SIMD8(repeating: range.upperBound))
  }

  /// In deviations from the mean, within the range.
  @inline(__always)
  func scaled(_ value: Double) -> Double {
    min(max((value - mean) / deviation, range.lowerBound), range.upperBound)
  }
}
