import Synchronization
import Units

/// Free draws of normal scores on which a ``Surface`` is averaged: the same for every run.
///
/// Half of the points are independent normals and the others their negatives, scaled so that each
/// coordinate has mean square 1.
struct FixedPoints: Sendable {
  /// By coordinate, then point of the first half.
  private let halves: [[Double]]
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
    halves = Self.cache.withLock { known in
      while known[count, default: []].count < dimensions {
        known[count, default: []].append(Self.half(known[count, default: []].count, of: count))
      }
      return Array(known[count, default: []][..<dimensions])
    }
  }

  /// The same points with some of their coordinates, in another order.
  func coordinates(_ indices: [Int]) -> FixedPoints {
    FixedPoints(halves: indices.map { halves[$0] }, count: count)
  }

  private init(halves: [[Double]], count: Int) {
    self.halves = halves
    self.count = count
  }

  private static func half(_ dimension: Int, of count: Int) -> [Double] {
    let half = (0..<count / 2).map { SplitMix.normal(7, dimensionLimit * $0 + dimension) }
    let scale = (half.reduce(0) { $0 + $1 * $1 } / Double(half.count)).squareRoot()
    return half.map { $0 / scale }
  }

  /// The sum, by point, of a constant, polynomials of coordinates, and products of two of them.
  ///
  /// What is odd in a point is the opposite in the point's negative, so that each is calculated once
  /// for both.
  ///
  /// - Parameter polynomials: By coordinate, the factors of its powers from the 0th to the third.
  func values(
    constant: Double, _ polynomials: [SIMD4<Double>],
    products: [(Int, Int, Double)]
  ) -> [Double] {
    typealias Lanes = SIMD8<Double>
    let half = count / 2
    precondition(half.isMultiple(of: Lanes.scalarCount))
    var even = [Double](
      repeating: polynomials.reduce(constant) { $0 + $1[0] }, count: half)
    var odd = [Double](repeating: 0, count: half)
    even.withUnsafeMutableBytes { even in
      odd.withUnsafeMutableBytes { odd in
        @inline(__always)
        func update(
          _ sums: UnsafeMutableRawBufferPointer, at offset: Int, _ change: Lanes
        ) {
          sums.storeBytes(
            of: sums.loadUnaligned(fromByteOffset: offset, as: Lanes.self) + change,
            toByteOffset: offset, as: Lanes.self)
        }
        for (coordinate, factors) in zip(halves, polynomials) where factors != .zero {
          coordinate.withUnsafeBytes { z in
            for offset in stride(from: 0, to: z.count, by: MemoryLayout<Lanes>.size) {
              let z = z.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
              let square = z * z
              update(even, at: offset, factors[2] * square)
              update(odd, at: offset, z * (factors[1] + factors[3] * square))
            }
          }
        }
        for (a, b, factor) in products {
          halves[a].withUnsafeBytes { a in
            halves[b].withUnsafeBytes { b in
              for offset in stride(from: 0, to: a.count, by: MemoryLayout<Lanes>.size) {
                let a = a.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
                update(
                  even, at: offset,
                  factor * a * b.loadUnaligned(fromByteOffset: offset, as: Lanes.self))
              }
            }
          }
        }
      }
    }
    return [Double](unsafeUninitializedCapacity: count) { values, size in
      for point in 0..<half {
        values[point] = even[point] + odd[point]
        values[half + point] = even[point] - odd[point]
      }
      size = count
    }
  }
}

extension SplitMix {
  /// A standard normal number, by seed and index.
  static func normal(_ seed: UInt64, _ index: Int) -> Double {
    StandardNormal.quantile(uniform(seed, index))
  }

  /// A number between 0 and 1, neither of which it is.
  static func uniform(_ seed: UInt64, _ index: Int) -> Double {
    (Double(word(from: seed, at: index) >> 11) + 0.5) * 0x1p-53
  }
}
