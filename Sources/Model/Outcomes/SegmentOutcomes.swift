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
