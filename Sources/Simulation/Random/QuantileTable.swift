public import Statistics

/// The quantile function of a distribution as a table: any distribution at the cost of a look-up.
///
/// Both tails are cut into octaves of min(u, 1 - u), and each octave into 64 linear segments. The
/// index comes from the bits of the number. Monotone; the relative error is about 1e-5 for
/// distributions of sizes.
///
/// - Complexity: a look-up and a multiplication; 2,944 evaluations of the law to fill.
public struct QuantileTable: Sendable {
  private static let octaves = 23
  private static let segmentsPerOctave = 64
  private static let segmentCount = octaves * segmentsPerOctave
  /// The number of values in a table.
  static let floats = Int32(2 * 2 * segmentCount)
  /// The bits of 2^-24, the smallest uniform, truncated to the exponent and six fraction bits.
  private static let firstIndex = Int(Float(0x1p-24).bitPattern >> 17)

  /// At `2 * segment`: value at the segment's start and rise per unit of probability; the lower
  /// half of the law first, then the upper.
  let segments: [SIMD2<Float>]
  /// The mean of the tabulated distribution.
  public let mean: Double
  /// The largest value of the table.
  public let largest: Double

  public init(_ distribution: Distribution) {
    func start(of segment: Int) -> Double { Self.start(of: segment) }
    func half(_ value: (Double) -> Double) -> [SIMD2<Float>] {
      var left = value(start(of: 0))
      return (0..<Self.segmentCount).map { segment in
        let right = value(start(of: segment + 1))
        let rise = (right - left) / (start(of: segment + 1) - start(of: segment))
        defer { left = right }
        return SIMD2(Float(left), Float(rise))
      }
    }
    let segments = half { distribution.quantile($0) } + half { distribution.quantile(1 - $0) }
    self.segments = segments
    largest = Double(segments[Self.segmentCount][0])
    mean = Self.part(of: segments, upTo: .infinity).sum
  }

  /// The smallest tail of a segment.
  private static func start(of segment: Int) -> Double {
    Double(Float(bitPattern: UInt32(firstIndex + segment) << 17))
  }

  /// The chance of a value up to a limit, and the sum of such values, each times its chance.
  ///
  /// Exact for the table, which is linear within a segment.
  public func part(upTo limit: Double) -> (chance: Double, sum: Double) {
    Self.part(of: segments, upTo: limit)
  }

  private static func part(
    of segments: [SIMD2<Float>], upTo limit: Double
  ) -> (chance: Double, sum: Double) {
    var (chance, sum) = (0.0, 0.0)
    for (index, entry) in segments.enumerated() {
      let start = start(of: index % segmentCount)
      let width = Self.start(of: index % segmentCount + 1) - start
      let (first, rise) = (Double(entry[0]), Double(entry[1]) * width)
      let (low, high) = (min(first, first + rise), max(first, first + rise))
      guard low <= limit else { continue }
      let share = high <= limit ? 1 : (limit - low) / (high - low)
      chance += width * share
      sum += width * share * (low + min(high, limit)) / 2
    }
    return (chance, sum)
  }

  /// The quantile at `u` in [2^-24, 1 - 2^-24].
  @inline(__always)
  public func value(at u: Float) -> Float {
    let tail = min(u, 1 - u)
    let bits = tail.bitPattern
    let within = Int(bits >> 17) - Self.firstIndex
    // The midpoint itself belongs to the last segment below it.
    let segment = min(within, Self.segmentCount - 1)
    let start = Float(bitPattern: UInt32(Self.firstIndex + segment) << 17)
    let entry = segments[u < 0.5 ? segment : segment + Self.segmentCount]
    return entry[0] + (tail - start) * entry[1]
  }
}
