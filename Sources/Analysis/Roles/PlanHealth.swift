import Simulation
public import Statistics

/// Whether a plan works as intended: how attainment and pay are distributed over its people.
///
/// Every person counts once per trial and year. Standard errors of shares are clustered by block of
/// trials, because the people of a trial share its market; they need at least two blocks.
/// Percentiles and shares are exact to one percent of target, the width of a bin; values above 500%
/// count as 500%, those below -100% as -100%. A clawback may make a year's pay negative, and credit
/// that it removes a year's attainment.
public struct PlanHealth: Hashable, Sendable {
  /// A range of attainment and the share of people in it.
  public struct Bin: Hashable, Sendable {
    public let from: Double
    /// Nil for the last bin, which is open-ended.
    public let to: Double?
    public let share: Proportion
  }

  private let payout: PayHistogram
  private let attainment: PayHistogram
  private let together: [RoleOutcome.Together]
  private let shares: PeopleShares
  /// The measures with a quota that is simulated, in the order of the plans.
  public let measures: [String]

  /// The health over all `outcomes`; nil if no plan pays any of the people.
  ///
  /// - Parameters:
  ///   - shares: The shares of the same people.
  ///   - measures: Those that are told by themselves, also more than once.
  init?(_ outcomes: [RoleOutcome], _ shares: PeopleShares, measures: [String]) {
    let payout = PayHistogram(sumOf: outcomes.map(\.payout))
    guard payout.total > 0 else { return nil }
    self.payout = payout
    self.shares = shares
    var known: Set<String> = []
    self.measures = measures.filter { shares.atQuota(of: $0) != nil && known.insert($0).inserted }
    attainment = PayHistogram(sumOf: outcomes.map(\.attainment))
    together = outcomes.map(\.together)
  }

  /// The share of people whose weighted attainment of the year reaches quota, without those who had
  /// nothing due; nil if nobody has a quota.
  public var shareAtQuota: Proportion? { attainment.total > 0 ? shares.atQuota : nil }
  /// The same of one measure alone: what `size` promises.
  public func shareAtQuota(of measure: String) -> Proportion? { shares.atQuota(of: measure) }
  /// The share of people at 80% to 120% of quota; nil if nobody has one.
  public var shareNearQuota: Proportion? { attainment.total > 0 ? shares.nearQuota : nil }
  /// The share of people paid at least 1% of target, that is, above a threshold.
  public var sharePaid: Proportion { shares.paid }

  /// The pay over target incentive that a share `p` of people do not exceed.
  public func payoutPerTI(_ p: Double) -> Double { payout.quantile(p) }

  /// Pay at excellence over target incentive. Where pay never falls with attainment, the 90th
  /// percentile of pay is the pay at the 90th percentile of attainment.
  public var leverage: Double { payoutPerTI(0.9) }

  /// The correlation of pay over target incentive with weighted attainment, both in whole percent;
  /// near 1 if pay follows performance. Nil if either never varies, or nobody has a quota.
  public var correlation: Double? {
    func sum(_ figure: KeyPath<RoleOutcome.Together, Int>) -> Int128 {
      together.reduce(0) { $0 + Int128($1[keyPath: figure]) }
    }
    let count = Int128(attainment.total)
    let (pay, performance) = (sum(\.payout), Int128(attainment.sumOfBins))
    let payVariance = count * sum(\.squaredPayout) - pay * pay
    let performanceVariance =
      count * Int128(attainment.sumOfSquaredBins) - performance * performance
    guard payVariance > 0, performanceVariance > 0 else { return nil }
    return Double(count * sum(\.product) - pay * performance)
      / (Double(payVariance).squareRoot() * Double(performanceVariance).squareRoot())
  }

  /// The distribution of weighted attainment in bins of five percent, without empty bins at either
  /// end. Empty if nobody has a quota.
  public var attainmentBins: [Bin] { Self.bins(shares.bins) }

  /// The same for the attainment of one measure alone.
  public func attainmentBins(of measure: String) -> [Bin] { Self.bins(shares.bins(of: measure)) }

  private static func bins(_ shares: [Proportion]) -> [Bin] {
    let bins = zip(PeopleShares.binBounds, shares).map { bounds, share in
      let isLast = bounds.upperBound > PayHistogram.percents.upperBound
      return Bin(
        from: Double(bounds.lowerBound) / 100, to: isLast ? nil : Double(bounds.upperBound) / 100,
        share: share)
    }
    guard let first = bins.firstIndex(where: { $0.share.value > 0 }),
      let last = bins.lastIndex(where: { $0.share.value > 0 })
    else { return [] }
    return Array(bins[first...last])
  }
}
