/// Consecutive groups of dependent values in a column, such as the trials of one world or the
/// people of one trial.
public struct Clusters: Sendable {
  /// Where each cluster begins and the last one ends; nil where all have ``size`` values.
  private let bounds: [Int]?
  /// The values of a cluster, the last of which may have fewer; 0 where they are of several sizes.
  public let size: Int
  /// The equal parts of a cluster that were dealt together; 1 where a cluster is not divided.
  private let parts: Int
  let valueCount: Int

  /// Clusters of equal size, except that the last may be short.
  ///
  /// - Parameter parts: How many equal parts of each cluster are exchangeable and offset one another,
  ///   as the worlds of a deck do; it divides `size`. What a short last cluster adds to an error then
  ///   follows from the whole ones: it may be a single part, which nothing offsets.
  public init(size: Int, parts: Int = 1, valueCount: Int) {
    precondition(size >= 1, "a cluster has at least one value")
    precondition(parts >= 1 && size.isMultiple(of: parts), "parts are equal")
    self.size = size
    self.parts = parts
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
    parts = 1
    valueCount = bounds[bounds.count - 1]
  }

  /// The same clusters of a column that has each value so many times in a row, as years of a trial.
  public func repeating(_ times: Int) -> Clusters {
    if let bounds { return Clusters(bounds: bounds.map { $0 * times }) }
    return Clusters(size: size * times, parts: parts, valueCount: valueCount * times)
  }

  /// Whether a row is the last of its cluster.
  public func ends(at row: Int) -> Bool {
    if let bounds { return bounds.contains(row + 1) }
    return row + 1 == valueCount || (row + 1).isMultiple(of: size)
  }

  public var count: Int {
    bounds.map { $0.count - 1 } ?? (valueCount + size - 1) / size
  }

  /// How many parts may be independent: those of all clusters.
  var unitCount: Int { count * parts }

  /// The degrees of freedom of ``standardError(of:in:_:)``.
  public var degreesOfFreedom: Double {
    Double((parts > 1 ? valueCount / size : count) - 1)
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
    guard degreesOfFreedom > 0 else { return .infinity }
    if parts > 1 { return standardErrorByParts(of: mean, in: column, value) }
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

  /// Of whole clusters, the variance of a sum is that of their sums. Of a short last one with *k* of
  /// *K* parts it is k v + k (k - 1) c, where v is the variance of a part's sum and c the covariance
  /// of two, which whole clusters tell: V = K v + K (K - 1) c.
  @inline(__always)
  private func standardErrorByParts(
    of mean: Double, in column: [Double], _ value: (SIMD8<Double>) -> SIMD8<Double>
  ) -> Double {
    let (whole, partSize) = (valueCount / size, size / parts)
    var (ofClusters, ofParts) = (0.0, 0.0)
    column.withUnsafeBufferPointer { values in
      for cluster in 0..<whole {
        var sum = 0.0
        for part in 0..<parts {
          let first = cluster * size + part * partSize
          let deviation = ColumnSum.of(values, first..<first + partSize) { value($0) - mean }
          sum += deviation
          ofParts += deviation * deviation
        }
        ofClusters += sum * sum
      }
    }
    let variance = ofClusters / Double(whole - 1)
    let ofPart = ofParts / Double(whole * parts)
    let covariance = (variance - Double(parts) * ofPart) / Double(parts * (parts - 1))
    let left = Double(valueCount % size) / Double(partSize)
    let ofRest = max(0, left * ofPart + left * (left - 1) * covariance)
    return (Double(whole) * variance + ofRest).squareRoot() / Double(valueCount)
  }
}
