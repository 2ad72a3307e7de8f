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

/// How a person fared in a year, over trials.
public struct PersonOutcome: Hashable, Sendable, BitwiseCopyable {
  /// Variable pay of the seat, in every trial: 0 where nobody sat there. Its unit is a ten-thousandth
  /// of the currency's; what is beyond 28 billion either way counts there.
  public internal(set) var pay = ExactMoments(perOne: Self.moneyPerOne)
  /// The plan's weighted attainment of the year, in trials in which somebody sat there for a while and
  /// had something due; of no value where no plan with a quota pays. Its unit is a millionth.
  public internal(set) var attainment = ExactMoments(perOne: Self.sharePerOne)

  static let moneyPerOne = 10_000.0
  static let sharePerOne = 1_000_000.0

  mutating func add(_ other: PersonOutcome) {
    pay.add(other.pay)
    attainment.add(other.attainment)
  }
}

/// A person of a model in a fiscal year: whoever sits in the seat.
public struct PersonYear: Hashable, Sendable {
  public let role: Role
  /// Counted from 0.
  public let year: Int
  /// By the book, else the role and a number.
  public let name: String
  /// The index among the seats of the model.
  let seat: Int
}

/// How the people of a model fared in some trials: what adds up exactly, and is not by trial.
struct ModelOutcomes: Hashable, Sendable {
  var roles: [RoleYear: RoleOutcome] = [:]
  /// By person, as ``BlockLayout/people`` has them.
  var people: [PersonOutcome] = []
}
