/// Tallies the exact moments of every person's pay and attainment world by world, in plain memory.
final class PersonTally {
  /// By person.
  private let outcomes: LaneBuffer<PersonOutcome>
  /// By person: the sums of the open cluster.
  private let openPay: LaneBuffer<Sums>
  private let openAttainment: LaneBuffer<Sums>
  private let payPerOne: Double
  /// The largest magnitude of pay since the last ``take()``, by lane.
  private let largestPay = LaneBuffer<MoneyLanes>(repeating: .zero, count: 1)
  /// Worlds per cluster; 0 if every trial is a cluster.
  private let worldsPerCluster: Int
  /// Worlds counted since the last ``take()``.
  private var worlds = 0
  private var endsCluster = false
  /// The figure being counted, in units.
  private let units = LaneBuffer<SIMD16<Int64>>(repeating: .zero, count: 1)

  /// The sums over some trials, in units.
  private struct Sums: BitwiseCopyable {
    var count = 0
    var sum = 0
    var squares: Int128 = 0

    @inline(__always)
    mutating func add(_ unit: Int64) {
      count += 1
      sum += Int(unit)
      squares += Int128(unit) * Int128(unit)
    }

    mutating func add(_ other: Sums) {
      count += other.count
      sum += other.sum
      squares += other.squares
    }
  }

  init(people: Int, clusterSize: Int, payPerOne: Double) {
    self.payPerOne = payPerOne
    precondition(clusterSize == 1 || clusterSize.isMultiple(of: laneCount))
    outcomes = LaneBuffer(repeating: PersonOutcome(payPerOne: payPerOne), count: people)
    openPay = LaneBuffer(repeating: Sums(), count: people)
    openAttainment = LaneBuffer(repeating: Sums(), count: people)
    worldsPerCluster = clusterSize / laneCount
  }

  func beginWorld() {
    worlds += 1
    endsCluster = worldsPerCluster > 0 && worlds.isMultiple(of: worldsPerCluster)
  }

  /// Counts the pay of a person in every trial.
  func addPay(_ pay: MoneyLanes, person: Int, liveLanes: Int) {
    units[0] = ExactMoments.units(of: pay, perOne: payPerOne)
    largestPay[0] = most(largestPay[0], most(pay, -pay))
    let lanes = units.scalars
    var sums = Sums()
    for lane in 0..<liveLanes { sums.add(lanes[lane]) }
    add(sums, to: &outcomes.base[person].pay, &openPay.base[person])
  }

  /// Counts the attainment of a person in trials with a target for it.
  ///
  /// - Parameter targets: By trial; 0 where there is no attainment.
  func addAttainment(
    _ attainment: MoneyLanes, targets: UnsafePointer<Double>, person: Int, liveLanes: Int
  ) {
    units[0] = ExactMoments.units(of: attainment, perOne: PersonOutcome.sharePerOne)
    let lanes = units.scalars
    var sums = Sums()
    for lane in 0..<liveLanes where targets[lane] > 0 { sums.add(lanes[lane]) }
    add(sums, to: &outcomes.base[person].attainment, &openAttainment.base[person])
  }

  @inline(__always)
  private func add(_ sums: Sums, to moments: inout ExactMoments, _ open: inout Sums) {
    if worldsPerCluster == 0 {
      moments.addSingles(count: sums.count, sum: Int128(sums.sum), squares: sums.squares)
    } else {
      open.add(sums)
      if endsCluster { close(&open, &moments) }
    }
  }

  private func close(_ open: inout Sums, _ moments: inout ExactMoments) {
    moments.addCluster(count: open.count, sum: Int128(open.sum), squares: open.squares)
    open = Sums()
  }

  /// By person: the moments since the last call.
  ///
  /// - Throws: ``FigureTooLarge`` if pay was beyond what is counted.
  func take() throws(FigureTooLarge) -> [PersonOutcome] {
    worlds = 0
    let largest = largestPay[0].max()
    largestPay[0] = .zero
    guard largest * payPerOne <= ExactMoments.limit else {
      throw FigureTooLarge(figure: "variable pay of a person", value: largest)
    }
    return (0..<outcomes.count).map { person in
      close(&openPay.base[person], &outcomes.base[person].pay)
      close(&openAttainment.base[person], &outcomes.base[person].attainment)
      defer { outcomes[person] = PersonOutcome(payPerOne: payPerOne) }
      return outcomes[person]
    }
  }
}
