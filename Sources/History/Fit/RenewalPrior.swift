import Statistics

/// What is believed of renewals before a file is read, on the log-odds of renewing.
///
/// Weak where a file says something, and all there is where it does not: few losses among large
/// accounts, three years for the spread of a market.
public struct RenewalPrior: Hashable, Sendable {
  /// A normal belief.
  public struct Normal: Hashable, Sendable {
    public let mean: Double
    public let sd: Double

    public init(mean: Double, sd: Double) {
      precondition(sd > 0, "a belief with a spread")
      (self.mean, self.sd) = (mean, sd)
    }
  }

  /// Of the mean over segments, at 12 months and the file's middle ARR: 50% to 99%.
  public var level = Normal(mean: 2, sd: 1.5)
  /// Of a segment around that mean.
  public var segmentSD = 1.0
  /// Of a term against 12 months.
  public var termSD = 0.5
  /// Of the slope of ln ARR.
  public var slopeSD = 0.3
  /// Of a chosen column, per standard deviation of it.
  public var covariateSD = 0.5
  /// The scale of the half-normal belief about the spread of territories within a year.
  public var territorySD = 0.3
  /// The scale of the half-normal belief about the spread of the market between years.
  public var marketSD = 0.2

  public init() {}

  /// In words.
  public var words: String {
    "before the file: a chance of \(Self.percent(level.mean - level.sd)) to"
      + " \(Self.percent(level.mean + level.sd)), segments within \(segmentSD) of it, terms within"
      + " \(termSD), a slope of 0 ± \(slopeSD), spreads half-normal of \(territorySD) (territories)"
      + " and \(marketSD) (market), all on log-odds"
  }

  private static func percent(_ logOdds: Double) -> String {
    "\(Int((LogOdds.probability(logOdds) * 100).rounded()))%"
  }
}
