internal import CGSL

/// A column of outcomes compared with another of the same trials, trial by trial.
///
/// The difference is `column` - `reference`. Values that differ by less than one part in 10^9 count
/// as equal, so that the rounding of sums in another order is never a difference.
public struct PairedDifference: Hashable, Sendable {
  /// The mean difference.
  public let mean: Double
  /// The standard error of ``mean``, clustered by world; infinite for fewer than two clusters.
  public let standardError: Double
  /// The 95% confidence interval of ``mean``, from Student's t with one degree of freedom fewer
  /// than there are clusters.
  public let low: Double
  public let high: Double
  /// The share of trials in which the column is better; with ``ties`` and ``losses`` they total 1.
  public let wins: Double
  public let ties: Double
  public let losses: Double
  /// The probability, over worlds, that the expected difference is for the better.
  ///
  /// The share of worlds whose expected difference is better than 0, ties counting half. A world's
  /// own mean is luck and expectation: it is drawn towards the grand mean by
  /// sqrt(between / (between + within / n)), the variances from a one-way analysis of variance, so
  /// that the spread of the shrunk means is that of the expectations. Without ranges there is one
  /// expectation, and this is 0, 1/2 or 1.
  ///
  /// - Reference: Searle, Casella and McCulloch, "Variance Components", 1992, chapter 3
  ///   (unbalanced one-way estimators); Louis, "Estimating a Population of Parameter Values Using
  ///   Bayes and Empirical Bayes Methods", 1984 (constrained shrinkage).
  public let probabilityBetter: Double

  /// Compares two columns of the same trials.
  ///
  /// - Parameters:
  ///   - column: One value a trial, at least one; no NaN.
  ///   - reference: As many values, of the same trials in the same order.
  ///   - worldSize: How many consecutive trials share a world. The last world may be short.
  ///   - hasRanges: Whether worlds differ at all. Where they do not, every trial is independent.
  ///   - lowerIsBetter: As for cost, payout and heads.
  public init(
    _ column: [Double], minus reference: [Double], worldSize: Int, hasRanges: Bool,
    lowerIsBetter: Bool = false
  ) {
    precondition(!column.isEmpty, "a column has values")
    precondition(column.count == reference.count, "the columns are of the same trials")
    let differences = zip(column, reference).map { a, b in
      abs(a - b) <= 1e-9 * max(abs(a), abs(b)) ? 0 : a - b
    }
    let count = Double(differences.count)
    let clusters = Clusters(size: hasRanges ? worldSize : 1, valueCount: differences.count)
    let mean = Moments(differences).mean
    self.mean = mean
    standardError = clusters.standardError(of: mean) { differences[$0] }
    let reach =
      clusters.count > 1
      ? gsl_cdf_tdist_Pinv(0.975, Double(clusters.count - 1)) * standardError : .infinity
    low = mean - reach
    high = mean + reach

    let above = Double(differences.count { $0 > 0 }) / count
    let below = Double(differences.count { $0 < 0 }) / count
    wins = lowerIsBetter ? below : above
    losses = lowerIsBetter ? above : below
    ties = Double(differences.count { $0 == 0 }) / count
    let means = hasRanges ? Self.expectations(differences, clusters) : [mean]
    probabilityBetter = Self.shareBetter(means, lowerIsBetter: lowerIsBetter)
  }

  /// The expected difference of each world, as far as the trials tell.
  private static func expectations(_ differences: [Double], _ clusters: Clusters) -> [Double] {
    let worlds = (0..<clusters.count).map { Moments(differences[clusters.rows($0)]) }
    var all = Moments()
    for world in worlds { all.merge(world) }
    guard worlds.count > 1 else { return [all.mean] }
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
    // Worlds of a single trial leave no luck to tell from ignorance: nothing is shrunk.
    let within = all.count > worlds.count ? sumWithin / Double(all.count - worlds.count) : 0
    let typicalCount = (total - sumOfSquaredCounts / total) / degrees
    let between = max(0, (sumBetween / degrees - within) / typicalCount)
    guard between > 0 else { return worlds.map { _ in all.mean } }
    return worlds.map { world in
      let kept = (between / (between + within / Double(world.count))).squareRoot()
      return all.mean + kept * (world.mean - all.mean)
    }
  }

  private static func shareBetter(_ means: [Double], lowerIsBetter: Bool) -> Double {
    let better = means.count { lowerIsBetter ? $0 < 0 : $0 > 0 }
    let tied = means.count { $0 == 0 }
    return (Double(better) + Double(tied) / 2) / Double(means.count)
  }
}
