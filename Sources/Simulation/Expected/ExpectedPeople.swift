import Foundation
import Model

/// What the people of a model can be expected to do at sixteen points of ``OuterInputs``: chances to
/// keep, find and win, averaged over who sits in a seat.
final class ExpectedPeople {
  private let plan: CreditPlan
  private let numbers: OuterNumbers
  private let months: Int
  private let driverOfCloser: [Int?]
  /// At `(seat * months + month) * sitters + sitter`: the chance that someone sits there, the mean
  /// log of the share served then, and the factor of that load on odds.
  private let weights: LaneBuffer<Float>
  private let logServed: LaneBuffer<Float>
  private let load: LaneBuffer<Lanes>
  /// By seat: whether only its first person ever sits there.
  private let isCertain: [Bool]
  /// At `seat * turns + turn`: the index of the first person's talent among the scores; -1 for none.
  private let talentOfSeat: [Int]
  private let successorOfSeat: [Int]
  private let turns: Int
  /// At `hand * 12 + month`.
  private let foundInMonth: LaneBuffer<Lanes>
  private let wonInMonth: LaneBuffer<Lanes>
  /// At `hand * 13 + month`, or pair: the chance to find, or to win what was found, times the time
  /// from the year's start to the month's.
  private let foundSoFar: LaneBuffer<MoneyLanes>
  private let winsSoFar: LaneBuffer<MoneyLanes>
  /// By sitter: the chance to renew, of the account at hand, and its weight.
  private let renewing = LaneBuffer(repeating: MoneyLanes(), count: SeatLaw.Sitter.allCases.count)
  private var sitters: [(sitter: Int, weight: Double)] = []

  private static let sitterCount = SeatLaw.Sitter.allCases.count

  init(
    _ compiled: CompiledScenario, _ plan: CreditPlan, _ numbers: OuterNumbers,
    _ inputs: OuterInputs
  ) {
    self.plan = plan
    self.numbers = numbers
    let months = compiled.timeline.months
    self.months = months
    let model = compiled.models[plan.model]
    let cells = model.seats.count * months * Self.sitterCount
    let (weights, logs) = (
      LaneBuffer<Float>(repeating: 0, count: cells), LaneBuffer<Float>(repeating: 0, count: cells)
    )
    for (seat, compiledSeat) in model.seats.enumerated() {
      let law = plan.laws[plan.lawOfSeat[seat]]
      for month in 0..<months {
        for sitter in SeatLaw.Sitter.allCases {
          let cell = (seat * months + month) * Self.sitterCount + sitter.rawValue
          weights[cell] = Float(law.chance(of: sitter, month: month))
          logs[cell] = Float(
            law.logServed(sitter, month: month, ratio: compiledSeat.demandRatio[month / 12]))
        }
      }
    }
    self.weights = weights
    logServed = logs
    load = LaneBuffer(repeating: Lanes(repeating: 1), count: cells)
    isCertain = plan.lawOfSeat.map { plan.laws[$0].isCertain }
    let turns = 1 + (plan.finders + plan.closers).reduce(0) { max($0, Int($1.person.turn)) }
    let all = max(turns, 1 + plan.steps.reduce(0) { max($0, Int($1.renewalTurn)) })
    self.turns = all
    var indices: [OuterInputs.Talent: Int] = [:]
    for (index, score) in inputs.scores.enumerated() {
      if case .talent(let talent) = score { indices[talent] = index }
    }
    talentOfSeat = model.seats.flatMap { seat in
      (0..<all).map { turn in
        indices[OuterInputs.Talent(role: seat.role, person: .first(inSeat: turn))] ?? -1
      }
    }
    successorOfSeat = model.seats.map {
      indices[OuterInputs.Talent(role: $0.role, person: .successor)] ?? -1
    }
    foundInMonth = LaneBuffer(repeating: Lanes(), count: plan.finders.count * 12)
    wonInMonth = LaneBuffer(repeating: Lanes(), count: plan.closers.count * 12)
    foundSoFar = LaneBuffer(repeating: .zero, count: plan.finders.count * 13)
    winsSoFar = LaneBuffer(repeating: .zero, count: plan.pairs.count * 13)
    driverOfCloser = plan.closers.map { hand in
      compiled.drivers.firstIndex {
        $0.target == .stream(ExpansionStream.allCases[hand.stream])
      }
    }
  }

  /// Reads the points that the numbers are set to.
  func update() {
    setLoad()
    for index in plan.finders.indices { setFinder(index) }
    for index in plan.closers.indices { setCloser(index) }
    for index in plan.pairs.indices { setPair(index) }
  }

  private func setLoad() {
    let exponents = numbers[numbers.places.loadExponent]
    let isUniform = exponents.min() == exponents.max()
    for cell in 0..<load.count {
      let log = logServed[cell]
      guard log < 0 else { continue }
      load[cell] =
        isUniform
        ? Lanes(repeating: exp(exponents[0] * log))
        : Lanes(exponential(MoneyLanes(widening: exponents * log)))
    }
  }

  // MARK: - Renewal

  /// The mean chance to renew.
  ///
  /// - Parameter odds: Those of everything but people.
  func renewal(_ odds: Lanes, _ step: CreditPlan.Step) -> MoneyLanes {
    let month = Int(step.month)
    var odds = odds
    if step.renewal.supportSeat >= 0 {
      odds *= meanLoad(seat: Int(step.renewal.supportSeat), month: month)
    }
    sitters.removeAll(keepingCapacity: true)
    let person = CreditPlan.Person(seat: step.renewal.renewalSeat, turn: step.renewalTurn)
    guard person.seat >= 0 else {
      renewing[0] = MoneyLanes(widening: Odds.chance(odds))
      sitters.append((0, 1))
      return renewing[0]
    }
    var chance = MoneyLanes()
    forEachSitter(person, month: month) { sitter, weight, factor in
      renewing[sitter] = MoneyLanes(widening: Odds.chance(odds * factor))
      sitters.append((sitter, Double(weight)))
      chance += renewing[sitter] * Double(weight)
    }
    return chance
  }

  /// The chance to survive a term end, having survived those before in the year.
  ///
  /// - Parameter chance: The mean chance to renew that was computed last.
  func kept(_ chance: MoneyLanes, _ step: CreditPlan.Step, termEnd: Int) -> MoneyLanes {
    if step.exponent == 1, step.termEnds == 1 { return chance }
    func survived(_ ends: Int) -> MoneyLanes {
      let power = Double(ends) * Double(step.exponent) / Double(step.termEnds)
      var survived = MoneyLanes()
      for (sitter, weight) in sitters {
        for lane in 0..<laneCount { survived[lane] += weight * pow(renewing[sitter][lane], power) }
      }
      return survived
    }
    return share(of: survived(termEnd + 1), in: survived(termEnd))
  }

  private func meanLoad(seat: Int, month: Int) -> Lanes {
    let cell = (seat * months + month) * Self.sitterCount
    if isCertain[seat] { return load[cell] }
    var mean = Lanes()
    for sitter in 0..<Self.sitterCount { mean += load[cell + sitter] * weights[cell + sitter] }
    return mean
  }

  // MARK: - Expansion

  /// The expected wins from an opportunity a year between two dates of a year, in months.
  func wins(_ pair: Int, from: Double, to: Double) -> MoneyLanes {
    soFar(winsSoFar, pair, to) - soFar(winsSoFar, pair, from)
  }

  /// The expected number of opportunities found of one a year.
  func found(_ pair: Int, from: Double, to: Double) -> MoneyLanes {
    let finder = plan.pairs[pair].finder
    return soFar(foundSoFar, finder, to) - soFar(foundSoFar, finder, from)
  }

  @inline(__always)
  private func soFar(_ sums: LaneBuffer<MoneyLanes>, _ index: Int, _ date: Double) -> MoneyLanes {
    let month = min(11, Int(date))
    let before = sums[index * 13 + month]
    return before + (sums[index * 13 + month + 1] - before) * (date - Double(month))
  }

  private func setFinder(_ index: Int) {
    let hand = plan.finders[index]
    let (odds, missed) = finding(hand)
    average(hand, into: foundInMonth.base + index * 12) { factor in
      Funnel.found(missedByOthers: missed, odds: odds * factor)
    }
    accumulate(into: foundSoFar.base + index * 13) { self.foundInMonth[index * 12 + $0] }
  }

  private func finding(_ hand: CreditPlan.Hand) -> (odds: Lanes, missedByOthers: Lanes) {
    let places = numbers.places
    return (
      numbers[places.funnel(.finderOdds, of: hand.funnel)],
      numbers[places.funnel(.missedByOthers, of: hand.funnel)]
    )
  }

  private func setCloser(_ index: Int) {
    let hand = plan.closers[index]
    let odds = closerOdds(index)
    average(hand, into: wonInMonth.base + index * 12) { Odds.chance(odds * $0) }
  }

  private func closerOdds(_ index: Int) -> Lanes {
    let hand = plan.closers[index]
    let odds = numbers[numbers.places.funnel(.wonOdds, of: hand.funnel)]
    return driverOfCloser[index].map {
      odds * numbers[numbers.places.drivers[$0] + hand.driverClass]
    } ?? odds
  }

  private func setPair(_ index: Int) {
    let pair = plan.pairs[index]
    let (finder, closer) = (plan.finders[pair.finder], plan.closers[pair.closer])
    let accepted = numbers[numbers.places.funnel(.accepted, of: finder.funnel)]
    guard finder.person.seat >= 0, finder.person == closer.person else {
      return accumulate(into: winsSoFar.base + index * 13) {
        self.foundInMonth[pair.finder * 12 + $0] * self.wonInMonth[pair.closer * 12 + $0] * accepted
      }
    }
    // One person does both, with the same talent and load.
    let (odds, missed) = finding(finder)
    let closing = closerOdds(pair.closer)
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 12) { months in
      average(finder, into: months.baseAddress!) { factor in
        Funnel.found(missedByOthers: missed, odds: odds * factor) * Odds.chance(closing * factor)
      }
      accumulate(into: winsSoFar.base + index * 13) { months[$0] * accepted }
    }
  }

  /// The mean of a chance over who sits there, by month of the hand's year.
  @inline(__always)
  private func average(
    _ hand: CreditPlan.Hand, into months: UnsafeMutablePointer<Lanes>, _ chance: (Lanes) -> Lanes
  ) {
    let first = hand.year * 12
    guard hand.person.seat >= 0 else {
      return months.update(repeating: chance(Lanes(repeating: 1)), count: 12)
    }
    if isCertain[Int(hand.person.seat)] {
      forEachSitter(hand.person, month: first) { _, _, factor in
        months.update(repeating: chance(factor), count: 12)
      }
      return
    }
    for month in 0..<12 {
      var mean = Lanes()
      forEachSitter(hand.person, month: first + month) { _, weight, factor in
        mean += chance(factor) * weight
      }
      months[month] = mean
    }
  }

  @inline(__always)
  private func accumulate(
    into sums: UnsafeMutablePointer<MoneyLanes>, _ month: (Int) -> Lanes
  ) {
    var sum = MoneyLanes()
    for index in 0..<12 {
      sums[index] = sum
      sum += MoneyLanes(widening: month(index)) / 12
    }
    sums[12] = sum
  }

  /// Calls `body` with everyone who may sit in a seat in a month: the chance, and the factor of
  /// their talent and load on odds.
  @inline(__always)
  private func forEachSitter(
    _ person: CreditPlan.Person, month: Int,
    _ body: (_ sitter: Int, _ weight: Float, _ factor: Lanes) -> Void
  ) {
    let seat = Int(person.seat)
    let cell = (seat * months + month) * Self.sitterCount
    for sitter in SeatLaw.Sitter.allCases {
      let index = cell + sitter.rawValue
      let weight = weights[index]
      guard weight > 0 else { continue }
      var factor = load[index]
      switch sitter {
      case .first:
        let talent = talentOfSeat[seat * turns + Int(person.turn)]
        if talent >= 0 { factor *= numbers.talents[talent] }
      case .successor:
        let talent = successorOfSeat[seat]
        if talent >= 0 { factor *= numbers.talents[talent] }
      case .nobody: break
      }
      body(sitter.rawValue, weight, factor)
    }
  }
}
