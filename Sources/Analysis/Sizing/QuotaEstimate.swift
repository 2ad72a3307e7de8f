/// The quota that gives a chance, with its 95% interval.
///
/// Nobody searches for it: with attainment the year's credit over quota, the factor on quota that a
/// share `chance` of people reaches is the (1 - `chance`) quantile of attainment, over people, years
/// and trials together, so that the plan has one factor for everybody and every year.
public struct QuotaEstimate: Hashable, Sendable {
  /// The mean over people and years, in the measure's own unit.
  public let quota: Double
  /// The quota over that of the scenario.
  public let factor: Double
  /// The interval of ``quota``; nil where there are too few trials for one.
  public let low: Double?
  public let high: Double?
}
