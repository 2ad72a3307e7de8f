/// Consecutive groups of dependent values in a column, such as the trials of one world or the
/// people of one trial.
public struct Clusters: Sendable {
  /// Where each cluster begins and the last one ends; nil where all have ``size`` values.
  private let bounds: [Int]?
  private let size: Int
  let valueCount: Int

  /// Clusters of equal size, except that the last may be short.
  public init(size: Int, valueCount: Int) {
    precondition(size >= 1, "a cluster has at least one value")
    self.size = size
    self.valueCount = valueCount
    bounds = nil
  }

  /// Clusters of any sizes, empty ones included.
  ///
  /// - Parameter bounds: Where each cluster begins, and where the last one ends: from 0 to the
  ///   number of values, non-decreasing.
  public init(bounds: [Int]) {
    precondition(bounds.count > 1 && bounds[0] == 0, "clusters begin at the first value")
    precondition(zip(bounds, bounds.dropFirst()).allSatisfy { $0 <= $1 }, "bounds never fall")
    self.bounds = bounds
    size = 0
    valueCount = bounds[bounds.count - 1]
  }

  public var count: Int {
    bounds.map { $0.count - 1 } ?? (valueCount + size - 1) / size
  }

  /// Whether every value is a cluster of its own.
  var areSingle: Bool { size == 1 }

  func rows(_ cluster: Int) -> Range<Int> {
    if let bounds { return bounds[cluster]..<bounds[cluster + 1] }
    return cluster * size..<min((cluster + 1) * size, valueCount)
  }

  /// The standard error of the mean of a column whose clusters are independent; infinite for fewer
  /// than two clusters.
  ///
  /// sqrt(C / (C - 1) x sum over clusters of (sum of deviations)^2) / N. With clusters of one value
  /// this is the standard deviation over sqrt(N).
  ///
  /// - Parameters:
  ///   - mean: Of `value` over the column.
  ///   - value: Maps each number of the column to the value that is averaged.
  /// - Reference: Cochran, "Sampling Techniques", 3rd edition, 1977, section 9A.
  @inline(__always)
  func standardError(
    of mean: Double, in column: [Double],
    _ value: (SIMD8<Double>) -> SIMD8<Double> = { $0 }
  ) -> Double {
    guard count > 1 else { return .infinity }
    let sumOfSquares = column.withUnsafeBufferPointer { values in
      if areSingle {
        return ColumnSum.of(values, 0..<valueCount) {
          let deviation = value($0) - mean
          return deviation * deviation
        }
      }
      var sumOfSquares = 0.0
      for cluster in 0..<count {
        let deviation = ColumnSum.of(values, rows(cluster)) { value($0) - mean }
        sumOfSquares += deviation * deviation
      }
      return sumOfSquares
    }
    let clusters = Double(count)
    return (clusters / (clusters - 1) * sumOfSquares).squareRoot() / Double(valueCount)
  }
}
