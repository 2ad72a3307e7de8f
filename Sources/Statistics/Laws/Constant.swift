/// One value, without uncertainty.
struct Constant: Law {
  let value: Double

  var family: String { "constant" }
  var support: ClosedRange<Double> { value...value }

  func quantile(_ p: Double) -> Double { value }
  func cumulative(_ x: Double) -> Double { 1 }
}

extension Distribution {
  /// One value, without uncertainty; finite.
  public static func constant(_ x: Double) throws(DistributionError) -> Distribution {
    try require(finite: x, "the value")
    return try Distribution(
      Constant(value: x), moments: .init(mean: x, standardDeviation: 0), widest: ("the value", x))
  }
}
