import Ownership

/// Tallies the outcomes of a model's people world by world: the ``RoleOutcome`` of each role and
/// year and the ``PersonOutcome`` of each person, in plain memory.
final class OutcomeTally {
  private let keys: [RoleYear]
  /// By key: the bins of pay over target, then those of attainment, and of each told measure's.
  private let counts: LaneBuffer<Int32>
  /// By key: where its bins begin, and at last where the last end.
  private let firsts: [Int]
  /// By key: the joint sums of both figures.
  private let together: LaneBuffer<RoleOutcome.Together>
  /// For the person being counted: the bins of both figures, the target, and the target where there
  /// is an attainment.
  private let bins = LaneBuffer<MoneyLanes>(repeating: .zero, count: 4)
  /// By person: pay in the world counted last.
  let pay: LaneBuffer<MoneyLanes>
  private let people: PersonTally

  /// - Parameters:
  ///   - told: By key: how many measures are told by themselves.
  ///   - people: The number of person-years, seat by seat.
  ///   - clusterSize: Trials of a cluster: 1, or whole worlds.
  ///   - payPerOne: Units of pay in 1 of the currency.
  init(
    _ keys: [RoleYear], told: [Int], people: Int, clusterSize: Int, payPerOne: Double
  ) {
    self.keys = keys
    firsts = told.reduce(into: [0]) { $0.append($0.last! + (2 + $1) * PayHistogram.binCount) }
    counts = LaneBuffer(repeating: 0, count: firsts.last!)
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
  func add(
    _ outcome: PlanPay.Outcome, told: LaneBuffer<PlanPay.Told>, key: Int, person: Int,
    liveLanes: Int
  ) {
    add(pay: outcome.pay, person: person, liveLanes: liveLanes)
    bins[0] = PayHistogram.bins(of: share(of: outcome.pay, in: outcome.target))
    bins[1] = PayHistogram.bins(of: outcome.attainment)
    bins[2] = outcome.target
    bins[3] = outcome.target * outcome.attains
    let counts = self.counts.base + firsts[key]
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
    for index in 0..<told.count {
      let own = counts + (2 + index) * PayHistogram.binCount
      bins[0] = PayHistogram.bins(of: told[index].attainment)
      bins[1] = outcome.target * told[index].counts
      for lane in 0..<liveLanes where lanes[laneCount + lane] > 0 { own[Int(lanes[lane])] += 1 }
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
      let first = counts.base + firsts[index]
      let measures = (firsts[index + 1] - firsts[index]) / PayHistogram.binCount - 2
      func histogram(_ first: UnsafeMutablePointer<Int32>) -> PayHistogram {
        PayHistogram(counts: (0..<PayHistogram.binCount).map { Int(first[$0]) })
      }
      roles[key] = RoleOutcome(
        payout: histogram(first), attainment: histogram(first + PayHistogram.binCount),
        together: together[index],
        measures: (0..<measures).map { histogram(first + (2 + $0) * PayHistogram.binCount) })
    }
    together.fill(RoleOutcome.Together())
    counts.fill(0)
    return ModelOutcomes(roles: roles, people: try people.take())
  }
}
