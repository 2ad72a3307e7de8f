/// Two columns of outcomes of the same trials, compared trial by trial.
///
/// The difference is `column` - `reference`. Values that differ by less than one part in 10^9 count
/// as equal, so rounding in sums of another order is never a difference.
///
/// ```swift
/// let cost = PairedDifference(
///   hybrid, minus: statusQuo, worldSize: 16, hasRanges: true, scores: scores, lowerIsBetter: true)
/// cost.mean  // negative: hybrid is cheaper on average
/// cost.wins  // the share of trials in which it is cheaper
/// ```
public struct PairedDifference: Hashable, Sendable {
  /// The number of trials.
  public let trials: Int
  /// The mean difference.
  public let mean: Double
  /// The standard error of ``mean``; infinite where nothing tells it.
  public let standardError: Double
  /// The mean over trials, where ``mean`` is one of weighed worlds; else nil.
  public let raw: MeanEstimate?
  /// The degrees of freedom of ``standardError``.
  public let degreesOfFreedom: Double
  /// The 95% confidence interval of ``mean``, from Student's t.
  public let low: Double
  public let high: Double
  /// The share of trials in which the column is better; with ``ties`` and ``losses`` they total 1.
  public let wins: Double
  public let ties: Double
  public let losses: Double
  /// The probability, over assumptions, that the expected difference is an improvement; ties count
  /// half. Nil where there are too few worlds to tell. Where nothing that moves the columns is
  /// uncertain there is one expectation, and this is 0, 1/2 or 1.
  public let better: ChanceBetter?
  /// The value of ``better``.
  public var probabilityBetter: Double? { better?.value }
  private let lowerIsBetter: Bool

  /// Compares two columns of the same trials.
  ///
  /// - Parameters:
  ///   - column: One value a trial, at least one; NaN where a trial has none. A trial without one in
  ///     both columns is left out.
  ///   - reference: The same trials in the same order.
  ///   - worldSize: How many consecutive trials share a world. The last world may be short.
  ///   - hasRanges: Whether anything uncertain may move either column.
  ///   - design: Nil: worlds with ranges, else single trials, are independent.
  ///   - scores: Of whatever is uncertain and may move either column; nil where there are too few
  ///     worlds.
  ///   - lowerIsBetter: True for cost, payout and heads.
  public init(
    _ column: [Double], minus reference: [Double], worldSize: Int, hasRanges: Bool,
    design: SampleDesign? = nil, scores: AssumptionScores? = nil, lowerIsBetter: Bool = false
  ) {
    precondition(!column.isEmpty, "a column has values")
    self.lowerIsBetter = lowerIsBetter
    precondition(column.count == reference.count, "the columns are of the same trials")
    let differences = column.indices.map { trial in
      let (a, b) = (column[trial], reference[trial])
      return abs(a - b) <= 1e-9 * max(abs(a), abs(b)) ? 0 : a - b
    }
    let isMissing = PresentValues.hasMissing(differences)
    trials = isMissing ? differences.count { !$0.isNaN } : differences.count
    let count = Double(max(1, trials))
    let design =
      design
      ?? SampleDesign(Clusters(size: hasRanges ? worldSize : 1, valueCount: differences.count))
    let estimate = design.mean(of: differences)
    let mean = estimate.value
    self.mean = mean
    standardError = estimate.standardError
    raw = design.raw(of: differences)
    degreesOfFreedom = estimate.degreesOfFreedom
    let reach = estimate.reach
    low = mean - reach
    high = mean + reach

    var (above, below) = (0, 0)
    for difference in differences {
      above += difference > 0 ? 1 : 0
      below += difference < 0 ? 1 : 0
    }
    wins = Double(lowerIsBetter ? below : above) / count
    losses = Double(lowerIsBetter ? above : below) / count
    ties = Double(trials - above - below) / count
    if ties == 1 {
      better = ChanceBetter(exactly: 0.5)
    } else if !hasRanges {
      better = ChanceBetter(exactly: mean == 0 ? 0.5 : (mean > 0) != lowerIsBetter ? 1 : 0)
    } else {
      better = scores.flatMap { scores in
        // A world's mean over the trials that have a value has the sign of its sum.
        let worlds = WorldMeans(
          isMissing ? differences.map { $0.isNaN ? 0 : $0 } : differences, worldSize: worldSize)
        return ChanceBetter(lowerIsBetter ? worlds.negated : worlds, scores)
      }
    }
  }

  /// The reference less the column.
  public var reversed: PairedDifference { PairedDifference(reversing: self) }

  private init(reversing other: PairedDifference) {
    trials = other.trials
    mean = 0 - other.mean
    standardError = other.standardError
    raw = other.raw.map {
      MeanEstimate(
        value: 0 - $0.value, standardError: $0.standardError,
        degreesOfFreedom: $0.degreesOfFreedom)
    }
    degreesOfFreedom = other.degreesOfFreedom
    low = 0 - other.high
    high = 0 - other.low
    wins = other.losses
    ties = other.ties
    losses = other.wins
    better = other.better?.reversed
    lowerIsBetter = other.lowerIsBetter
  }
}
