/// The values of a column by rank. The column is not sorted: values go into ascending buckets, and
/// a bucket is sorted when one of its ranks is first requested.
///
/// Buckets have equal width. One that holds too many values, because of distant outliers, is split
/// into buckets of its own.
///
/// - Reference: Dobosiewicz, "Sorting by Distributive Partitioning", Information Processing Letters
///   7, 1978.
public struct OrderStatistics: Sendable {
  /// Bucket by bucket; unordered within a bucket until it is sorted.
  private var values: [Double]
  /// Where each bucket begins, and where the last one ends.
  private var starts: [Int]
  private var isSorted: [Bool]

  /// The average number of values in a bucket.
  private static let perBucket = 4
  /// Up to this many values are sorted directly.
  private static let few = 64

  /// The order statistics of a column of finite values, at least one.
  public init(_ column: [Double]) {
    let (low, high) = Self.extremes(of: column)
    self.init(column, from: low, to: high)
  }

  /// - Parameters:
  ///   - low: The smallest value.
  ///   - high: The largest.
  init(_ column: [Double], from low: Double, to high: Double) {
    let buckets = max(1, column.count / Self.perBucket)
    let scale = Double(buckets) / (high - low)
    guard column.count > Self.few, scale.isFinite, scale > 0 else {
      // Few values, equal ones, or a width beyond the range of a number.
      values = low < high ? column.sorted() : column
      starts = [0, column.count]
      isSorted = [true]
      return
    }
    (values, starts) = Self.deal(column, into: buckets) { ($0 - low) * scale }
    isSorted = [Bool](repeating: false, count: buckets)
  }

  /// The value of a rank from 1, the smallest, to the count.
  ///
  /// - Complexity: O(values of the same bucket).
  public mutating func value(rank: Int) -> Double {
    precondition((1...values.count).contains(rank), "ranks run from 1 to the count")
    let position = rank - 1
    var bucket = self.bucket(at: position)
    while !isSorted[bucket] {
      settle(bucket)
      bucket = self.bucket(at: position)
    }
    return values[position]
  }

  /// How many values are at most that of a rank: the highest rank of an equal value.
  mutating func count(upToValueOf rank: Int) -> Int {
    let value = value(rank: rank)
    let end = starts[bucket(at: rank - 1) + 1]
    return values[rank..<end].firstIndex { $0 != value } ?? end
  }

  /// The rank of the quantile at `p` among `count` values: the smallest with at least the share `p`
  /// of values up to it, ceil(p x count).
  public static func rank(_ p: Double, of count: Int) -> Int {
    // 0.07 x 100 rounds to more than 7; the tolerance keeps rank 7.
    let exact = p * Double(count)
    return min(max(Int((exact - exact * 1e-12).rounded(.up)), 1), count)
  }

  /// The smallest and the largest of a column.
  static func extremes(of column: [Double]) -> (low: Double, high: Double) {
    precondition(!column.isEmpty, "a column has values")
    return column.withUnsafeBufferPointer { values in
      var (low, high) = (values[0], values[0])
      for value in values {
        low = value < low ? value : low
        high = value > high ? value : high
      }
      return (low, high)
    }
  }

  /// The values in the order of their buckets, and where each bucket begins.
  ///
  /// - Parameter place: Non-decreasing in the value, from 0 to the number of buckets.
  @inline(__always)
  private static func deal(
    _ column: [Double], into buckets: Int, _ place: (Double) -> Double
  ) -> (values: [Double], starts: [Int]) {
    // Sizes are stored two places ahead: the running sum turns them into where the next bucket
    // begins, and placing values advances that to where it ends.
    var starts = [Int](repeating: 0, count: buckets + 2)
    let values = [Double](unsafeUninitializedCapacity: column.count) { dealt, count in
      starts.withUnsafeMutableBufferPointer { starts in
        column.withUnsafeBufferPointer { values in
          for value in values { starts[min(Int(place(value)), buckets - 1) + 2] += 1 }
          for bucket in 2..<buckets + 2 { starts[bucket] += starts[bucket - 1] }
          for value in values {
            let bucket = min(Int(place(value)), buckets - 1)
            dealt.initializeElement(at: starts[bucket + 1], to: value)
            starts[bucket + 1] += 1
          }
        }
      }
      count = column.count
    }
    starts.removeLast()
    return (values, starts)
  }

  /// The bucket at a position: the last that begins at or before it.
  private func bucket(at position: Int) -> Int {
    var (first, last) = (0, isSorted.count - 1)
    while first < last {
      let middle = (first + last + 1) / 2
      if starts[middle] <= position { first = middle } else { last = middle - 1 }
    }
    return first
  }

  /// Sorts a bucket, or splits it into buckets of its own.
  private mutating func settle(_ bucket: Int) {
    let rows = starts[bucket]..<starts[bucket + 1]
    guard rows.count > Self.few else {
      values[rows].sort()
      isSorted[bucket] = true
      return
    }
    let inner = OrderStatistics(Array(values[rows]))
    values.replaceSubrange(rows, with: inner.values)
    starts.replaceSubrange(bucket...bucket + 1, with: inner.starts.map { $0 + rows.lowerBound })
    isSorted.replaceSubrange(bucket...bucket, with: inner.isSorted)
  }
}
