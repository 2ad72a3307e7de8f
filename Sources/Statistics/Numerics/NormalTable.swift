/// The standard normal law from a table, for sums over many points.
///
/// Between entries the probability is a Taylor polynomial of degree 4 around the nearest, within
/// 1e-12 of ``StandardNormal/cumulative(_:)``.
enum NormalTable {
  private static let perUnit = 64.0
  /// Beyond it, the probability is 0 or 1 to the last bit of 1.
  private static let end = 8.5
  private static let last = Int(end * perUnit)

  /// By entry, from -``end``: probability and density.
  private static let entries: [SIMD2<Double>] = (-last...last).map {
    let x = Double($0) / perUnit
    return SIMD2(StandardNormal.cumulative(x), StandardNormal.density(x))
  }

  /// The probability of a value up to `x`.
  static func cumulative(_ x: Double) -> Double {
    entries.withUnsafeBufferPointer { cumulative(x, $0) }
  }

  /// The sum of the probabilities of values up to `scale` times each of some numbers.
  static func sum(_ values: [Double], scale: Double) -> Double {
    entries.withUnsafeBufferPointer { entries in
      values.withUnsafeBufferPointer { values in
        var sum = 0.0
        for value in values { sum += cumulative(value * scale, entries) }
        return sum
      }
    }
  }

  @inline(__always)
  private static func cumulative(
    _ x: Double, _ entries: UnsafeBufferPointer<SIMD2<Double>>
  ) -> Double {
    guard x.magnitude < end else { return x > 0 ? 1 : 0 }
    // The sum is above 0, so that dropping its decimals rounds to the nearest entry.
    let place = Int(x * perUnit + (Double(last) + 0.5))
    let (a, entry) = (Double(place - last) * (1 / perUnit), entries[place])
    let h = x - a
    // The derivatives of the density are its products with Hermite polynomials.
    let terms =
      1 + h * (-a / 2 + h * ((a * a - 1) / 6 + h * ((3 * a - a * a * a) / 24)))
    return entry[0] + entry[1] * h * terms
  }
}
