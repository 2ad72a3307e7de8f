/// What moves many accounts at once: standard deviations on the log-odds.
public struct Shocks: Hashable, Sendable {
  /// The stationary standard deviation of the market's shock of a fiscal year.
  public var market: Assumption
  /// How much of a year's market shock stays in the next, in 0..<1 (AR(1)).
  public var marketPersistence: Assumption
  /// Standard deviation of a segment's own shock; fresh each fiscal year.
  public var segment: Assumption
  /// Standard deviation between persons.
  public var talent: Assumption

  public init(
    market: Assumption, marketPersistence: Assumption, segment: Assumption, talent: Assumption
  ) {
    self.market = market
    self.marketPersistence = marketPersistence
    self.segment = segment
    self.talent = talent
  }
}
