import Ownership

/// Tallies the outcomes of a model's people world by world: the ``RoleOutcome`` of each role and
/// year and the ``PersonOutcome`` of each person, in plain memory.
final class OutcomeTally {
  private let keys: [RoleYear]
  /// By key: the bins of pay over target, then those of attainment.
  private let counts: LaneBuffer<Int32>
  /// By key: the joint sums of both figures.
  private let together: LaneBuffer<RoleOutcome.Together>
  /// For the person being counted: the bins of both figures, the target, and the target where there
  /// is an attainment.
  private let bins = LaneBuffer<MoneyLanes>(repeating: .zero, count: 4)
  /// By person: pay in the world counted last.
  let pay: LaneBuffer<MoneyLanes>
  private let people: PersonTally

  private static let size = 2 * PayHistogram.binCount

  /// - Parameters:
  ///   - people: The number of person-years, seat by seat.
  ///   - clusterSize: Trials of a cluster: 1, or whole worlds.
  ///   - payPerOne: Units of pay in 1 of the currency.
  init(_ keys: [RoleYear], people: Int, clusterSize: Int, payPerOne: Double) {
    self.keys = keys
    counts = LaneBuffer(repeating: 0, count: keys.count * Self.size)
    together = LaneBuffer(repeating: RoleOutcome.Together(), count: keys.count)
    pay = LaneBuffer(repeating: .zero, count: people)
    self.people = PersonTally(
      people: people, clusterSize: clusterSize, payPerOne: payPerOne)
  }

  /// Begins counting the next world.
  func beginWorld() { people.beginWorld() }

  /// Counts a person in a year: pay in every trial, and pay and attainment against target in trials
  /// with a target.
  ///
  /// - Parameter key: The index of the role and year.
  func add(_ outcome: PlanPay.Outcome, key: Int, person: Int, liveLanes: Int) {
    add(pay: outcome.pay, person: person, liveLanes: liveLanes)
    bins[0] = PayHistogram.bins(of: share(of: outcome.pay, in: outcome.target))
    bins[1] = PayHistogram.bins(of: outcome.attainment)
    bins[2] = outcome.target
    bins[3] = outcome.target * outcome.attains
    let counts = self.counts.base + key * Self.size
    let lanes = bins.scalars
    people.addAttainment(
      outcome.attainment, targets: lanes + 3 * laneCount, person: person, liveLanes: liveLanes)
    for lane in 0..<liveLanes where lanes[2 * laneCount + lane] > 0 {
      let (paid, reached) = (Int(lanes[lane]), Int(lanes[laneCount + lane]))
      counts[paid] += 1
      guard lanes[3 * laneCount + lane] > 0 else { continue }
      counts[PayHistogram.binCount + reached] += 1
      together.base[key].add(payout: paid, attainment: reached)
    }
  }

  /// Counts the pay of a person in a year.
  func add(pay: MoneyLanes, person: Int, liveLanes: Int) {
    self.pay[person] = pay
    people.addPay(pay, person: person, liveLanes: liveLanes)
  }

  /// The counts since the last call.
  func take() throws(FigureTooLarge) -> ModelOutcomes {
    var roles: [RoleYear: RoleOutcome] = [:]
    for (index, key) in keys.enumerated() {
      let first = counts.base + index * Self.size
      func histogram(_ first: UnsafeMutablePointer<Int32>) -> PayHistogram {
        PayHistogram(counts: (0..<PayHistogram.binCount).map { Int(first[$0]) })
      }
      roles[key] = RoleOutcome(
        payout: histogram(first), attainment: histogram(first + PayHistogram.binCount),
        together: together[index])
    }
    together.fill(RoleOutcome.Together())
    counts.fill(0)
    return ModelOutcomes(roles: roles, people: try people.take())
  }
}
