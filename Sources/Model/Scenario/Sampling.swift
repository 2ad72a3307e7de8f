/// How luck is sampled and what is worked out beside it, so that fewer trials tell as much.
///
/// Neither changes what is estimated, only how exactly.
public struct Sampling: Hashable, Sendable {
  /// Whether the market's shock of the first year is spread evenly over each block of ``stratum``
  /// trials. Other trials then have other luck.
  public var strata = false
  /// Whether means are also adjusted by the luck of accounts, which has mean 0. The trials are the
  /// same.
  public var adjusted = false

  /// Trials in a block of strata: each has a stratum of its own. A whole number of worlds.
  public static let stratum = 64

  public init(strata: Bool = false, adjusted: Bool = false) {
    self.strata = strata
    self.adjusted = adjusted
  }
}
