/// Shares of things counted in clusters, such as the people in each trial who reach quota. Things
/// in one cluster may depend on each other; clusters are independent.
///
/// All sums are integers, so the order of clusters does not matter.
public struct ClusteredShares: Hashable, Sendable {
  private var clusters = 0
  private var total = 0
  private var squaredTotals: Int128 = 0
  /// By kind, over clusters: the count, its square, and its product with the cluster's total.
  private var counts: [Int]
  private var squares: [Int128]
  private var products: [Int128]

  /// - Parameter kinds: How many shares to estimate; a thing may be of several kinds, or none.
  public init(kinds: Int) {
    counts = [Int](repeating: 0, count: kinds)
    squares = [Int128](repeating: 0, count: kinds)
    products = squares
  }

  /// Counts a cluster; an empty one is ignored.
  ///
  /// - Parameters:
  ///   - counts: By kind.
  ///   - total: Things in the cluster.
  public mutating func addCluster(_ counts: [Int], of total: Int) {
    precondition(counts.count == self.counts.count, "a count for each kind")
    guard total > 0 else { return }
    clusters += 1
    self.total += total
    squaredTotals += Int128(total) * Int128(total)
    for (kind, count) in counts.enumerated() {
      self.counts[kind] += count
      squares[kind] += Int128(count) * Int128(count)
      products[kind] += Int128(count) * Int128(total)
    }
  }

  /// The share of a kind among all things; 0 if there are none.
  ///
  /// Its standard error is sqrt(C / (C - 1) x sum over clusters of (count - share x total)^2) / N, and
  /// infinite for fewer than two clusters.
  ///
  /// - Reference: Cochran, "Sampling Techniques", 3rd edition, 1977, section 9A.
  public subscript(kind: Int) -> Proportion {
    guard total > 0 else { return Proportion(value: 0, standardError: .infinity, units: clusters) }
    let value = Double(counts[kind]) / Double(total)
    guard clusters > 1 else {
      return Proportion(value: value, standardError: .infinity, units: clusters)
    }
    // Deviations sum to 0, so they can be taken from cluster means in integers; where clusters
    // agree they vanish exactly.
    let (all, count, number) = (Int128(total), Int128(counts[kind]), Int128(clusters))
    let ofCounts = Double(number * squares[kind] - count * count)
    let ofBoth = Double(number * products[kind] - count * all)
    let ofTotals = Double(number * squaredTotals - all * all)
    let deviations = max(0, ofCounts - 2 * value * ofBoth + value * value * ofTotals)
    return Proportion(
      value: value,
      standardError: (deviations / Double(clusters - 1)).squareRoot() / Double(total),
      units: clusters)
  }
}
