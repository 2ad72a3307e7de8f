/// Estimates of the expected value of each world.
///
/// A world's own mean is its expectation plus luck. It is shrunk towards the grand mean by
/// sqrt(between / (between + within / n)), with variances from a one-way analysis of variance, so
/// that the shrunk means spread as the expectations do.
///
/// - Reference: Searle, Casella and McCulloch, "Variance Components", 1992, chapter 3 (unbalanced
///   one-way estimators); Louis, "Estimating a Population of Parameter Values Using Bayes and
///   Empirical Bayes Methods", 1984 (constrained shrinkage).
public struct Expectations: Hashable, Sendable {
  /// By world.
  public let values: [Double]

  /// - Parameters:
  ///   - column: One value a trial, at least one; NaN where a trial has none. A world without any is
  ///     left out.
  ///   - worldSize: How many consecutive trials share a world. The last world may be short.
  public init(_ column: [Double], worldSize: Int) {
    precondition(!column.isEmpty, "a column has values")
    let present = PresentValues(
      column, clusters: Clusters(size: worldSize, valueCount: column.count))
    let (column, clusters) = (present.values, present.clusters)
    guard !column.isEmpty else {
      values = [.nan]
      return
    }
    let worlds = column.withUnsafeBufferPointer { values in
      (0..<clusters.count).map { Moments(values, clusters.rows($0)) }
    }
    var all = Moments()
    for world in worlds { all.merge(world) }
    guard worlds.count > 1 else {
      values = [all.mean]
      return
    }
    let total = Double(all.count)
    var sumWithin = 0.0
    var sumBetween = 0.0
    var sumOfSquaredCounts = 0.0
    for world in worlds {
      let n = Double(world.count)
      sumWithin += world.sumOfSquaredDeviations
      sumBetween += n * (world.mean - all.mean) * (world.mean - all.mean)
      sumOfSquaredCounts += n * n
    }
    let degrees = Double(worlds.count - 1)
    // With one trial per world, luck and ignorance cannot be told apart: nothing is shrunk.
    let within = all.count > worlds.count ? sumWithin / Double(all.count - worlds.count) : 0
    let typicalCount = (total - sumOfSquaredCounts / total) / degrees
    let between = max(0, (sumBetween / degrees - within) / typicalCount)
    guard between > 0 else {
      values = worlds.map { _ in all.mean }
      return
    }
    values = worlds.map { world in
      let kept = (between / (between + within / Double(world.count))).squareRoot()
      return all.mean + kept * (world.mean - all.mean)
    }
  }

  /// The expectation that a share `p` of worlds does not exceed: order statistic ceil(pN).
  public func quantile(_ p: Double) -> Double { quantiles([p])[0] }

  /// The same for several shares.
  public func quantiles(_ shares: [Double]) -> [Double] {
    var order = OrderStatistics(values)
    return shares.map { order.value(rank: OrderStatistics.rank($0, of: values.count)) }
  }
}
