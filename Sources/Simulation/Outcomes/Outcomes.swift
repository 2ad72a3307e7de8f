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

/// The outcomes of a role's people, over seats and trials.
public struct RoleOutcome: Hashable, Sendable {
  /// Pay over target incentive.
  public internal(set) var payout = PayHistogram()
  /// The plan's weighted attainment, for those who have one.
  public internal(set) var attainment = PayHistogram()
  /// Joint sums of both figures.
  public internal(set) var together = Together()
  /// The attainment of each told measure of the plan, for those who have one.
  public internal(set) var measures: [PayHistogram] = []

  /// Sums of bins over people with an attainment: integers, so that parts add up exactly.
  public struct Together: Hashable, Sendable, BitwiseCopyable {
    /// The sum of payout's bins, and of their squares.
    public internal(set) var payout = 0
    public internal(set) var squaredPayout = 0
    /// The sum of the products of both figures' bins.
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
    for (index, measure) in other.measures.enumerated() {
      if index == measures.count { measures.append(PayHistogram()) }
      measures[index].add(measure)
    }
  }
}

/// A person's outcomes in a year, over trials.
public struct PersonOutcome: Hashable, Sendable, BitwiseCopyable {
  /// Variable pay of the seat in every trial: an empty seat earns nothing, though a clawback may
  /// still take back what its deals were paid. In units of ``CompiledScenario/payPerOne``.
  public internal(set) var pay: ExactMoments
  /// The plan's weighted attainment of the year, over trials in which the seat was filled for a
  /// while and something was due; empty if no plan with a quota pays. In millionths, and counted
  /// as 281 million times the quota where it is more.
  public internal(set) var attainment = ExactMoments(perOne: Self.sharePerOne)

  static let sharePerOne = 1_000_000.0

  /// - Parameter payPerOne: Units of pay in 1 of the currency.
  init(payPerOne: Double) {
    pay = ExactMoments(perOne: payPerOne)
  }

  mutating func add(_ other: PersonOutcome) {
    pay.add(other.pay)
    attainment.add(other.attainment)
  }
}

/// A person of a model in a fiscal year: the holder of the seat.
public struct PersonYear: Hashable, Sendable {
  public let role: Role
  /// Counted from 0.
  public let year: Int
  /// From the book, else the role and a number.
  public let name: String
  /// The index among the seats of the model.
  let seat: Int
}

/// The outcomes of a model's people over some trials: sums that add up exactly.
struct ModelOutcomes: Hashable, Sendable {
  var roles: [RoleYear: RoleOutcome] = [:]
  /// By person, as ``BlockLayout/people`` has them.
  var people: [PersonOutcome] = []
}
