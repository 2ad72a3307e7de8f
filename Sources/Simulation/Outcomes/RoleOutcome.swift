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
  /// The plan's weighted attainment, of those who have one.
  public internal(set) var attainment = PayHistogram()
  /// How both go together.
  public internal(set) var together = Together()

  /// Sums of bins over people who have an attainment: whole, so that parts add up exactly.
  public struct Together: Hashable, Sendable, BitwiseCopyable {
    /// Of payout's bins, and of their squares.
    public internal(set) var payout = 0
    public internal(set) var squaredPayout = 0
    /// Of the products of both figures' bins.
    public internal(set) var product = 0

    /// Adds a person.
    @inline(__always)
    mutating func add(payout bin: Int, attainment: Int) {
      payout += bin
      squaredPayout += bin * bin
      product += bin * attainment
    }

    mutating func add(_ other: Together) {
      payout += other.payout
      squaredPayout += other.squaredPayout
      product += other.product
    }
  }

  mutating func add(_ other: RoleOutcome) {
    together.add(other.together)
    payout.add(other.payout)
    attainment.add(other.attainment)
  }
}
