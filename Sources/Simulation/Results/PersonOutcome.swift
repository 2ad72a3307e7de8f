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
