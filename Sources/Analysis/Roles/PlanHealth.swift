import Simulation
public import Statistics

/// Whether a plan does what it is for: how attainment and pay fall over its people.
///
/// Everybody in every trial and year counts once. Standard errors of shares are clustered by block of
/// trials, as people of one trial share its market; fewer than two blocks tell none. Percentiles and
/// shares are exact to one percent of target, the width of a bin; what is beyond 500% counts there.
public struct PlanHealth: Hashable, Sendable {
  /// A stretch of attainment and the share of people in it.
  public struct Bin: Hashable, Sendable {
    public let from: Double
    /// Nil for the last bin, which has no end.
    public let to: Double?
    public let share: Proportion
  }

  private let payout: PayHistogram
  private let attainment: PayHistogram
  private let together: [RoleOutcome.Together]
  private let shares: PeopleShares

  /// The health over all of `outcomes`; nil where they hold nobody who is paid by a plan.
  ///
  /// - Parameter shares: Of the same people.
  init?(_ outcomes: [RoleOutcome], _ shares: PeopleShares) {
    let payout = PayHistogram(sumOf: outcomes.map(\.payout))
    guard payout.total > 0 else { return nil }
    self.payout = payout
    self.shares = shares
    attainment = PayHistogram(sumOf: outcomes.map(\.attainment))
    together = outcomes.map(\.together)
  }

  /// The share of people whose weighted attainment of the year reaches quota; who had nothing due is
  /// left out. Nil where nobody has a quota.
  public var shareAtQuota: Proportion? { attainment.total > 0 ? shares.atQuota : nil }
  /// The share of people within 80% to 120% of quota; nil where nobody has one.
  public var shareNearQuota: Proportion? { attainment.total > 0 ? shares.nearQuota : nil }
  /// The share of people who are paid at least 1% of target: who passed a threshold.
  public var sharePaid: Proportion { shares.paid }

  /// A person's pay over target incentive that a share `p` of people do not exceed.
  public func payoutPerTI(_ p: Double) -> Double { payout.quantile(p) }

  /// Pay at excellence over target incentive: where more attainment never pays less, the 90th
  /// percentile of pay is the pay at the 90th percentile of attainment.
  public var leverage: Double { payoutPerTI(0.9) }

  /// The correlation of pay over target incentive with weighted attainment, both in whole percent:
  /// near 1 where pay follows performance. Nil where either never varies, or nobody has a quota.
  public var correlation: Double? {
    func sum(_ figure: KeyPath<RoleOutcome.Together, Int>) -> Double {
      Double(together.reduce(0) { $0 + $1[keyPath: figure] })
    }
    let count = Double(attainment.total)
    let (pay, performance) = (sum(\.payout), Double(attainment.sumOfBins))
    let payVariance = count * sum(\.squaredPayout) - pay * pay
    let performanceVariance =
      count * Double(attainment.sumOfSquaredBins) - performance * performance
    guard payVariance > 0, performanceVariance > 0 else { return nil }
    return (count * sum(\.product) - pay * performance)
      / (payVariance * performanceVariance).squareRoot()
  }

  /// The distribution of weighted attainment, in bins of five percent; those at both ends that hold
  /// nobody are left out. Empty where nobody has a quota.
  public var attainmentBins: [Bin] {
    let bins = zip(PeopleShares.binBounds, shares.bins).map { bounds, share in
      let isLast = bounds.upperBound == PayHistogram.binCount
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
