public import Ownership

/// A role in a fiscal year, counted from 0.
public struct RoleYear: Hashable, Sendable {
  public let role: Role
  public let year: Int

  public init(role: Role, year: Int) {
    self.role = role
    self.year = year
  }
}

/// How the people of a role fared, over seats and trials.
public struct RoleOutcome: Hashable, Sendable {
  /// Pay over target incentive.
  public internal(set) var payout = PayHistogram()
  /// The plan's weighted attainment.
  public internal(set) var attainment = PayHistogram()

  /// The sum over people of the product of both figures' bins: whole, so that parts add up exactly.
  public internal(set) var product = 0

  mutating func add(_ other: RoleOutcome) {
    product += other.product
    payout.add(other.payout)
    attainment.add(other.attainment)
  }
}
