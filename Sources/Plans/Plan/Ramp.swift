/// What is easier for a new hire, in the first periods after the start.
///
/// Entry *n* holds in the *n*th period, the one that contains the start being the first; after the
/// last entry all is normal.
public struct Ramp: Hashable, Sendable {
  /// Factors on the period's quota.
  public let quota: [Double]
  /// Shares of the period's target incentive that are guaranteed.
  public let guarantee: [Double]

  /// - Throws: A quota factor that is not positive, or a negative guarantee.
  public init(quota: [Double] = [], guarantee: [Double] = []) throws(PlanProblems) {
    self.quota = quota
    self.guarantee = guarantee
    var problems = PlanProblems()
    for (index, factor) in quota.enumerated() where !(factor > 0 && factor.isFinite) {
      problems.add("quota[\(index)]", found: percent(factor), expected: "a share above 0%")
    }
    for (index, share) in guarantee.enumerated() where !(share >= 0 && share.isFinite) {
      problems.add("guarantee[\(index)]", found: percent(share), expected: "a share of at least 0%")
    }
    try problems.throwIfAny()
  }

  /// The factor on quota in a period counted from 0; 1 after the last entry.
  public func quotaFactor(inPeriod ordinal: Int) -> Double {
    quota.indices.contains(ordinal) ? quota[ordinal] : 1
  }

  /// The guaranteed share of target incentive in a period counted from 0; 0 after the last entry.
  public func guaranteedShare(inPeriod ordinal: Int) -> Double {
    guarantee.indices.contains(ordinal) ? guarantee[ordinal] : 0
  }
}
