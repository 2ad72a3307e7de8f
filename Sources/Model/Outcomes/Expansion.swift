/// A stream of expansion: how often it comes, how it passes the funnel, how large it is.
public struct Expansion: Hashable, Sendable {
  /// The stage of the funnel that the yearly rate counts.
  public enum Observed: String, CaseIterable, Hashable, Sendable {
    /// What could be found.
    case arrivals
    /// What was found.
    case opportunities
    case wins
  }

  /// Events per account and year at the stage ``observed``.
  public var perYear: Assumption
  public var observed: Observed
  /// Chance that an arrival is found, whoever finds it.
  public var found: Assumption
  /// Chance that what was found is accepted as an opportunity.
  public var accepted: Assumption
  /// Chance that what was accepted is won.
  public var won: Assumption
  /// Share of the account's ARR on the day.
  public var size: SizeLaw

  public init(
    perYear: Assumption, observed: Observed = .arrivals, found: Assumption, accepted: Assumption,
    won: Assumption, size: SizeLaw
  ) {
    self.perYear = perYear
    self.observed = observed
    self.found = found
    self.accepted = accepted
    self.won = won
    self.size = size
  }
}
