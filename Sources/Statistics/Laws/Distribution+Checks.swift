/// What parameters must be.
extension Distribution {
  static func require(
    _ value: Double, _ parameter: String, _ expected: String, _ isRight: (Double) -> Bool
  ) throws(DistributionError) {
    guard value.isFinite, isRight(value) else {
      throw DistributionError(parameter, value, expected: expected)
    }
  }

  static func require(finite value: Double, _ parameter: String)
    throws(DistributionError)
  {
    try require(value, parameter, "a finite number") { _ in true }
  }

  static func require(positive value: Double, _ parameter: String)
    throws(DistributionError)
  {
    try require(value, parameter, "a number above 0") { $0 > 0 }
  }

  static func require(low: Double, high: Double) throws(DistributionError) {
    try require(finite: low, "low")
    try require(high, "high", "a number above low, which is \(low)") { $0 > low }
  }

  static func require(low: Double, mode: Double, high: Double)
    throws(DistributionError)
  {
    try require(low: low, high: high)
    try require(mode, "mode", "a number from low, \(low), to high, \(high)") {
      $0 >= low && $0 <= high
    }
  }
}
