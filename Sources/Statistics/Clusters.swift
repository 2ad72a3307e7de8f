/// Consecutive groups of a column whose values go together: the trials of one world.
///
/// All have `size` values but the last, which may be short.
struct Clusters {
  let size: Int
  let valueCount: Int

  init(size: Int, valueCount: Int) {
    precondition(size >= 1, "a cluster has at least one value")
    self.size = size
    self.valueCount = valueCount
  }

  var count: Int { (valueCount + size - 1) / size }

  func rows(_ cluster: Int) -> Range<Int> {
    cluster * size..<min((cluster + 1) * size, valueCount)
  }

  /// The standard error of the mean of a column, where values of different clusters are
  /// independent and values of the same need not be; infinite for fewer than two clusters.
  ///
  /// sqrt(C / (C - 1) x sum over clusters of (sum of deviations)^2) / N. With clusters of one value
  /// this is the standard deviation over sqrt(N).
  ///
  /// - Reference: Cochran, "Sampling Techniques", 3rd edition, 1977, section 9A.
  func standardError(of mean: Double, _ value: (Int) -> Double) -> Double {
    guard count > 1 else { return .infinity }
    var sumOfSquares = 0.0
    for cluster in 0..<count {
      var deviation = 0.0
      for row in rows(cluster) { deviation += value(row) - mean }
      sumOfSquares += deviation * deviation
    }
    let clusters = Double(count)
    return (clusters / (clusters - 1) * sumOfSquares).squareRoot() / Double(valueCount)
  }
}
