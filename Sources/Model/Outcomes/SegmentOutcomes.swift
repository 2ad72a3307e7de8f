public import Statistics

/// What happens to the accounts of a segment under the baseline's owners.
public struct SegmentOutcomes: Hashable, Sendable {
  /// A change of ARR at a renewal: contraction or price increase.
  public struct Change: Hashable, Sendable {
    /// The chance at each renewal of a year or longer; at the yearly anniversary of shorter terms.
    public var chance: Assumption
    public var size: SizeLaw

    public init(chance: Assumption, size: SizeLaw) {
      self.chance = chance
      self.size = size
    }
  }

  /// Chance to renew, per renewal; for terms under a year, per year.
  public var renewal: Assumption
  public var contraction: Change
  public var priceIncrease: Change
  /// The yearly rise of a multi-year contract between its renewals, as a share.
  public var escalator: Assumption
  public var expansion: [ExpansionStream: Expansion]

  public init(
    renewal: Assumption, contraction: Change, priceIncrease: Change, escalator: Assumption,
    expansion: [ExpansionStream: Expansion]
  ) {
    self.renewal = renewal
    self.contraction = contraction
    self.priceIncrease = priceIncrease
    self.escalator = escalator
    self.expansion = expansion
  }
}

/// An expansion stream: how often opportunities arise, how they pass the funnel, and how large they
/// are.
public struct Expansion: Hashable, Sendable {
  /// The stage of the funnel at which the yearly rate was observed.
  public enum Observed: String, CaseIterable, Hashable, Sendable {
    /// Opportunities that exist, found or not.
    case arrivals
    /// Opportunities that were found.
    case opportunities
    case wins
  }

  /// Events per account and year at the stage ``observed``.
  public var perYear: Assumption
  public var observed: Observed
  /// Chance that an arrival is found, by anyone.
  public var found: Assumption
  /// Chance that a find is accepted as an opportunity.
  public var accepted: Assumption
  /// Chance that an accepted opportunity is won.
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

/// The distribution of an event's size, as a share of the account's ARR; drawn for every event.
///
/// Its mean may itself be uncertain; it is then drawn once per world and scales the distribution.
public struct SizeLaw: Hashable, Sendable {
  /// The distribution of a draw; its mean is 1 if ``scale`` is set.
  public let distribution: Distribution
  /// The uncertain mean that multiplies each draw; nil if the distribution is known.
  public internal(set) var scale: Assumption?

  public init(distribution: Distribution, scale: Assumption? = nil) {
    self.distribution = distribution
    self.scale = scale
  }

  /// The expected size, over draws and assumptions.
  public var mean: Double { distribution.mean * (scale?.mean ?? 1) }
}
