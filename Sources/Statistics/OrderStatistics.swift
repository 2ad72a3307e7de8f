/// The values of a column by rank, found by selection: a column is sorted only as far as asked.
///
/// Deterministic: the pivots depend on the values alone.
///
/// - Reference: Hoare, "Algorithm 65: Find", 1961; Musser, "Introspective Sorting and Selection
///   Algorithms", 1997.
public struct OrderStatistics: Sendable {
  private var values: [Double]
  /// Ascending positions that hold the value of their rank, with ends -1 and the count: all values
  /// before a settled position are not larger, all after it not smaller.
  private var settled: [Int]

  /// The order statistics of a column without NaN.
  public init(_ column: [Double]) {
    values = column
    settled = [-1, column.count]
  }

  /// The value of a rank from 1, the smallest, to the count.
  ///
  /// - Complexity: O(count) for the first; later ones search only between ranks already known.
  public mutating func value(rank: Int) -> Double {
    precondition((1...values.count).contains(rank), "ranks run from 1 to the count")
    let position = rank - 1
    let next = settled.firstIndex { $0 >= position } ?? settled.count - 1
    guard settled[next] != position else { return values[position] }
    values.withUnsafeMutableBufferPointer {
      Self.settle(position, in: settled[next - 1] + 1..<settled[next], of: &$0)
    }
    settled.insert(position, at: next)
    return values[position]
  }

  /// The rank of the quantile at `p` among `count` values: the smallest with at least the share `p`
  /// of values up to it, ceil(p x count).
  public static func rank(_ p: Double, of count: Int) -> Int {
    // 0.07 x 100 is above 7 by rounding: the tolerance keeps rank 7.
    let exact = p * Double(count)
    return min(max(Int((exact - exact * 1e-12).rounded(.up)), 1), count)
  }

  private static func settle(
    _ position: Int, in range: Range<Int>, of values: inout UnsafeMutableBufferPointer<Double>
  ) {
    var low = range.lowerBound
    var high = range.upperBound - 1
    var patience = 2 * (Int.bitWidth - range.count.leadingZeroBitCount)
    while low < high {
      guard patience > 0 else {
        values[low...high].sort()
        return
      }
      patience -= 1
      let pivot = median(values[low], values[low + (high - low) / 2], values[high])
      var i = low
      var j = high
      while i <= j {
        while values[i] < pivot { i += 1 }
        while pivot < values[j] { j -= 1 }
        if i <= j {
          values.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if position <= j {
        high = j
      } else if position >= i {
        low = i
      } else {
        return
      }
    }
  }

  private static func median(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }
}
