internal import Synchronization

/// Free draws of normal scores on which a ``Surface`` is averaged: the same for every run.
///
/// Half of the points are independent normals and the others their negatives, scaled so that each
/// coordinate has mean square 1.
struct FixedPoints: Sendable {
  /// By coordinate, then point.
  let coordinates: [[Double]]
  let count: Int

  /// How many serve an estimate, and each replicate of a jackknife.
  static let many = 32_768
  static let few = 2048
  /// No surface has more assumptions.
  static let dimensionLimit = 64

  private static let cache = Mutex<[Int: [[Double]]]>([:])

  /// The first coordinates of `count` points, an even number.
  init(_ count: Int, dimensions: Int) {
    precondition(dimensions <= Self.dimensionLimit)
    self.count = count
    coordinates = Self.cache.withLock { known in
      while known[count, default: []].count < dimensions {
        known[count, default: []].append(
          Self.coordinate(known[count, default: []].count, of: count))
      }
      return Array(known[count, default: []][..<dimensions])
    }
  }

  /// The same points with some of their coordinates, in another order.
  func coordinates(_ indices: [Int]) -> FixedPoints {
    FixedPoints(coordinates: indices.map { coordinates[$0] }, count: count)
  }

  private init(coordinates: [[Double]], count: Int) {
    self.coordinates = coordinates
    self.count = count
  }

  private static func coordinate(_ dimension: Int, of count: Int) -> [Double] {
    let half = (0..<count / 2).map { SplitMix.normal(7, dimensionLimit * $0 + dimension) }
    let scale = (half.reduce(0) { $0 + $1 * $1 } / Double(half.count)).squareRoot()
    return half.map { $0 / scale } + half.map { -$0 / scale }
  }
}

/// Numbers by seed and index.
///
/// - Reference: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
enum SplitMix {
  /// A standard normal number.
  static func normal(_ seed: UInt64, _ index: Int) -> Double {
    var x = seed &+ (UInt64(index) + 1) &* 0x9E37_79B9_7F4A_7C15
    x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
    x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
    x ^= x >> 31
    return StandardNormal.quantile((Double(x >> 11) + 0.5) * 0x1p-53)
  }
}
