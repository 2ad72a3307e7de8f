import Foundation
import Model
import Ownership
import Units

/// The credit that each seat of a model can expect, given sixteen points of ``OuterInputs``: the
/// conditional expectation of the ledger, with every seat filled.
///
/// Given those, what happens to an account is a chain of independent events, each of which
/// multiplies its ARR: so expected ARR is carried forward, and each event's expected credit is
/// read on the way. Nothing is drawn. Three things are close rather than exact: who sits in a seat
/// is averaged year by year (a person's talent lasts, their presence is as likely in each year
/// whatever it was before); where the size of an account decides (a line or a deal cap in
/// currency), the ARR of a surviving account is taken as lognormal with its true mean and
/// variance; and a contraction is partly made up by sales of the same year, whose number is as
/// expected and whose sizes are mixed as in the segment.
final class ExpectedCredit {
  private let compiled: CompiledScenario
  private let plan: CreditPlan
  private let numbers: OuterNumbers
  private let moments: [SizeMoments]
  /// By segment: what sales make up of a contraction.
  private let losses: [ContractionLoss]
  private let people: ExpectedPeople
  private let segments: Int
  private let years: Int
  private let places: OuterNumbers.Places
  private let renewalDrivers: Int?
  private let increaseDrivers: Int?
  /// Laid out like the ledger. What is sold in a year stands in its last bin.
  let flows: LaneBuffer<MoneyLanes>
  /// By route: of the account and year at hand.
  private let sold: LaneBuffer<Sold>

  private struct Sold: BitwiseCopyable {
    var amount = MoneyLanes()
    /// The amount times the ARR of a surviving account.
    var weighted = MoneyLanes()
    var wins = MoneyLanes()
    var found = MoneyLanes()
    var foundAmount = MoneyLanes()
  }

  /// An account on its way through the horizon.
  private struct Account {
    var index: Int
    var segment: Int
    var arr: MoneyLanes
    /// The chance that it is still there.
    var alive = MoneyLanes.one
    /// The mean square of the ARR of survivors over their squared mean.
    var spread = MoneyLanes.one
    /// The expected number of sales of the year.
    var sales = MoneyLanes()
  }

  init(
    _ compiled: CompiledScenario, _ plan: CreditPlan, _ numbers: OuterNumbers,
    _ inputs: OuterInputs, _ sizes: SizeLaws
  ) {
    self.compiled = compiled
    self.plan = plan
    self.numbers = numbers
    moments = sizes.moments
    losses = sizes.losses
    places = numbers.places
    segments = compiled.outcomes.count
    years = compiled.timeline.years
    people = ExpectedPeople(compiled, plan, numbers, inputs)
    func drivers(_ target: Driver.Target) -> Int? {
      compiled.drivers.firstIndex { $0.target == target }
    }
    renewalDrivers = drivers(.renewal)
    increaseDrivers = drivers(.priceIncrease)
    flows = LaneBuffer(repeating: .zero, count: plan.layout.size)
    sold = LaneBuffer(repeating: Sold(), count: plan.routes)
  }

  /// Computes ``flows`` at the points that the numbers are set to.
  func update() {
    flows.fill(.zero)
    people.update()
    for index in 0..<compiled.book.count {
      let segment = Int(compiled.book.segment[index])
      var account = Account(
        index: index, segment: segment, arr: MoneyLanes(repeating: compiled.book.arr[index]))
      for year in 0..<years { play(&account, year: year) }
    }
  }

  // MARK: - A year of an account

  private func play(_ account: inout Account, year: Int) {
    let step = plan.steps[account.index * years + year]
    let part = plan.parts[Int(step.part)]
    let stage = compiled.models[plan.model].stage(inYear: year)
    let seats = Seats(
      stage.seatOfAccount, first: account.index * stage.localCount,
      rowStart: plan.layout.rowStart)
    let opening = account.arr
    add(.start, opening, part, seats, month: year * 12)
    add(.startAccounts, account.alive, part, seats, month: year * 12)
    for route in part.routes.indices { sold[route] = Sold() }
    account.sales = MoneyLanes()
    let chance = step.termEnds > 0 ? renewal(step, account, year: year) : .one
    var time = 0.0
    var termEnd = 0
    var (survival, contraction) = (MoneyLanes.one, MoneyLanes())
    for event in compiled.book.events(account: account.index, year: year) {
      let date = Double(event.yearFraction) * 12
      sell(&account, part, year: year, from: time, to: date)
      time = date
      let month = Int(event.month)
      if event.kind == .escalation {
        let rise = account.arr * wide(numbers[places.escalators + account.segment])
        add(.change, rise, part, seats, month: month)
        account.arr += rise
        continue
      }
      let kept = people.kept(chance, step, termEnd: termEnd)
      termEnd += 1
      survival *= kept
      var change = (contraction: MoneyLanes(), increase: MoneyLanes())
      if event.kind == .anniversary {
        change = self.change(account, year: year)
        contraction = contractionChance(account, year: year)
      }
      contract(
        &account, kept: kept, change, event, part, seats,
        isAnniversary: event.kind == .anniversary, year: year)
    }
    sell(&account, part, year: year, from: time, to: 12)
    if part.countsLosses {
      let lost =
        1 - survival
        + survival * contraction
        * losses[account.segment].loss(
          of: cappedMean(
            account.segment * WorldRates.sizesPerSegment + WorldRates.contractionSize),
          sales: account.sales)
      add(.grossLoss, opening * lost, part, seats, month: year * 12 + 11)
    }
    creditSales(part, seats, account, year: year)
  }

  /// A term end, and the change of ARR that may come with it.
  private func contract(
    _ account: inout Account, kept: MoneyLanes,
    _ change: (contraction: MoneyLanes, increase: MoneyLanes), _ event: ContractEvent,
    _ part: CreditPlan.Part, _ seats: Seats, isAnniversary: Bool, year: Int
  ) {
    let month = Int(event.month)
    let stays = account.arr * kept
    let after = stays * (1 - change.contraction + change.increase)
    add(.due, account.arr * event.dueShare, part, seats, month: month)
    add(.change, after - account.arr, part, seats, month: month)
    credit(
      part.renewals, stays * (1 - change.contraction) * event.dueShare, seats, month: month)
    credit(part.increases, stays * change.increase, seats, month: month)
    var alive = account.alive * kept
    if isAnniversary {
      alive *= 1 - contractionChance(account, year: year) * wholeContraction(account)
      account.spread *= spreadOfChange(account, year: year)
    }
    add(.lostAccounts, account.alive - alive, part, seats, month: month)
    account.alive = alive
    account.arr = after
  }

  // MARK: - Renewal

  /// The odds of the year's renewal before anybody's talent and load, and by sitter.
  private func renewal(
    _ step: CreditPlan.Step, _ account: Account, year: Int
  ) -> MoneyLanes {
    let cell = (plan.model * years + year) * segments + account.segment
    var odds = numbers[places.rates + cell * 5 + 1]
    if let renewalDrivers {
      let drivers = Int(compiled.drivers[renewalDrivers].classOfAccount[account.index])
      odds *= numbers[places.drivers[renewalDrivers] + drivers]
    }
    let terms = step.renewal
    var transfer = Lanes(repeating: 1)
    if terms.transfer != .unchanged {
      transfer = Lanes(
        exponential(
          wide(numbers[places.transfer]) * Double(compiled.book.salesCycle[account.index])))
    }
    odds = terms.odds(
      odds, transfer: transfer, automatic: numbers[places.automatic],
      handover: numbers[places.handover])
    return people.renewal(odds * numbers.shocks[year], step)
  }

  /// The mean shares of ARR by which a renewal contracts and rises.
  private func change(
    _ account: Account, year: Int
  ) -> (contraction: MoneyLanes, increase: MoneyLanes) {
    let cell = (plan.model * years + year) * segments + account.segment
    let sizes = account.segment * WorldRates.sizesPerSegment
    let increase =
      increaseChance(account, year: year) * cappedMean(sizes + WorldRates.increaseSize)
      * wide(numbers[places.rates + cell * 5])
    return (
      contractionChance(account, year: year) * cappedMean(sizes + WorldRates.contractionSize),
      increase
    )
  }

  private func contractionChance(_ account: Account, year: Int) -> MoneyLanes {
    let cell = (plan.model * years + year) * segments + account.segment
    return wide(numbers[places.rates + cell * 5 + 2])
  }

  private func increaseChance(_ account: Account, year: Int) -> MoneyLanes {
    let rates = places.rates + ((plan.model * years + year) * segments + account.segment) * 5
    guard let increaseDrivers else { return 1 - wide(numbers[rates + 3]) }
    let drivers = Int(compiled.drivers[increaseDrivers].classOfAccount[account.index])
    let chance = Odds.chance(
      numbers[rates + 4] * numbers[places.drivers[increaseDrivers] + drivers])
    // As in AccountLoopRates.noIncrease(drivers:).
    return 1 - most(wide(numbers[rates + 2]), 1 - wide(chance))
  }

  /// The chance that a contraction leaves nothing.
  private func wholeContraction(_ account: Account) -> MoneyLanes {
    let size = account.segment * WorldRates.sizesPerSegment + WorldRates.contractionSize
    let law = moments[table(ofSize: size)]
    let scale = wide(numbers[places.sizes + size])
    guard law.largest * scale.max() >= 1 else { return MoneyLanes() }
    var chance = MoneyLanes()
    // A size of exactly 1 is the whole as well.
    for lane in 0..<laneCount { chance[lane] = 1 - law.below((1 / scale[lane]).nextDown).chance }
    return most(MoneyLanes(), chance)
  }

  /// The mean of a size capped at 1.
  private func cappedMean(_ size: Int) -> MoneyLanes {
    let law = moments[table(ofSize: size)]
    let scale = wide(numbers[places.sizes + size])
    guard law.largest * scale.max() > 1 else { return scale * law.mean }
    var mean = MoneyLanes()
    for lane in 0..<laneCount {
      mean[lane] =
        scale[lane] * law.mean(above: -.infinity, upTo: .infinity, cap: 1 / scale[lane])
    }
    return mean
  }

  private func table(ofSize size: Int) -> Int {
    let outcomes = compiled.outcomes[size / WorldRates.sizesPerSegment]
    switch size % WorldRates.sizesPerSegment {
    case WorldRates.contractionSize: return outcomes.contraction.size.table
    case WorldRates.increaseSize: return outcomes.priceIncrease.size.table
    case let stream: return outcomes.streams[stream]!.size.table
    }
  }

  /// The mean square of a renewal's factor on the ARR of survivors over its squared mean.
  private func spreadOfChange(_ account: Account, year: Int) -> MoneyLanes {
    let sizes = account.segment * WorldRates.sizesPerSegment
    let rates = places.rates + ((plan.model * years + year) * segments + account.segment) * 5
    let (shrinks, rises) = (
      contractionChance(account, year: year), increaseChance(account, year: year)
    )
    let (cut, rise) = (
      cappedMean(sizes + WorldRates.contractionSize),
      cappedMean(sizes + WorldRates.increaseSize) * wide(numbers[rates])
    )
    let (small, large) = (1 - cut, 1 + rise)
    let mean = 1 - shrinks * cut + rises * rise
    // The spread of sizes themselves matters little beside whether they occur.
    let changed: MoneyLanes = shrinks * small * small + rises * large * large
    return (1 - shrinks - rises + changed) / (mean * mean)
  }

  // MARK: - Expansion

  /// Sells between two dates of a year, in months.
  private func sell(
    _ account: inout Account, _ part: CreditPlan.Part, year: Int, from: Double, to: Double
  ) {
    guard to > from else { return }
    let step = account.index * years + year
    var growth = MoneyLanes()
    // Where ARR decides who sells, that of the middle of the time counts.
    var turns = part.hasLine ? 2 : 1
    repeat {
      turns -= 1
      let arr = account.arr.over(account.alive) * (1 + growth / 2)
      growth = MoneyLanes()
      for index in part.routes.indices {
        let route = part.routes[index]
        let size = account.segment * WorldRates.sizesPerSegment + route.stream.index
        let arrivals = wide(
          numbers[
            places.arrivals + (year * segments + account.segment) * ExpansionStream.allCases.count
              + route.stream.index])
        let (chance, mean) = sharing(route, size, arr, account.spread)
        let pair = Int(plan.pairOfRoute[step * plan.routes + index])
        let wins =
          pair < 0
          ? MoneyLanes(repeating: (to - from) / 12) : people.wins(pair, from: from, to: to)
        rising[index] = arrivals * wins * mean
        growth += rising[index]
        guard turns == 0 else { continue }
        let count = account.alive * arrivals * chance
        sold[index].wins += count * wins
        account.sales += arrivals * chance * wins
        account.spread *= 1 + rising[index] * meanSquareOverMean(size)
        if route.countsLeads {
          let found = people.found(pair, from: from, to: to)
          sold[index].found += count * found
          leading[index] = arrivals * found * mean
        }
      }
    } while turns > 0
    let average = exponentialAverage(growth)
    let grown = account.arr * average
    let arr = grown.over(account.alive)
    for index in part.routes.indices {
      let amount = grown * rising[index]
      sold[index].amount += amount
      sold[index].weighted += amount * arr
      if part.routes[index].countsLeads { sold[index].foundAmount += grown * leading[index] }
    }
    account.arr += grown * growth
  }

  private lazy var rising = LaneBuffer(repeating: MoneyLanes(), count: plan.routes)
  private lazy var leading = LaneBuffer(repeating: MoneyLanes(), count: plan.routes)

  /// The chance that an opportunity goes a route, and its mean share of ARR there, times that.
  ///
  /// - Parameter arr: The mean ARR of a surviving account.
  private func sharing(
    _ route: CreditPlan.Route, _ size: Int, _ arr: MoneyLanes, _ spread: MoneyLanes
  ) -> (chance: MoneyLanes, mean: MoneyLanes) {
    let law = moments[table(ofSize: size)]
    let scale = wide(numbers[places.sizes + size])
    if route.side == .all { return (.one, scale * law.mean) }
    var (chance, mean) = (MoneyLanes(), MoneyLanes())
    switch route.line {
    case .share(let line):
      for lane in 0..<laneCount {
        let below = law.below(line / scale[lane])
        (chance[lane], mean[lane]) = (below.chance, below.sum * scale[lane])
      }
    case .amount(let line):
      for lane in 0..<laneCount {
        let deviation = spread[lane] > 1 + 1e-12 ? log(spread[lane]).squareRoot() : 0
        let nodes = deviation == 0 ? Self.middle : Self.nodes
        let limit = line.amount / (arr[lane] * scale[lane])
        for node in nodes {
          let away = deviation * node.score
          // Chances count accounts; means count their ARR, whose law is shifted upwards.
          chance[lane] +=
            node.weight * law.below(limit / exp(away - deviation * deviation / 2)).chance
          mean[lane] +=
            node.weight * law.below(limit / exp(away + deviation * deviation / 2)).sum
            * scale[lane]
        }
      }
    }
    return route.side == .upToLine
      ? (chance, mean) : (1 - chance, scale * law.mean - mean)
  }

  private static let middle = [(score: 0.0, weight: 1.0)]
  private static let nodes = [
    (score: -3.0.squareRoot(), weight: 1.0 / 6), (score: 0.0, weight: 2.0 / 3),
    (score: 3.0.squareRoot(), weight: 1.0 / 6),
  ]

  private func meanSquareOverMean(_ size: Int) -> MoneyLanes {
    let law = moments[table(ofSize: size)]
    return law.mean > 0
      ? wide(numbers[places.sizes + size]) * (law.meanSquare / law.mean) : MoneyLanes()
  }

  /// The share of a route's sales that is credited if no deal counts for more than a cap.
  private func credited(
    _ route: CreditPlan.Route, cap: Double, _ arr: MoneyLanes, _ account: Account
  ) -> MoneyLanes {
    let size = account.segment * WorldRates.sizesPerSegment + route.stream.index
    let law = moments[table(ofSize: size)]
    let scale = wide(numbers[places.sizes + size])
    guard law.largest * (scale * arr * account.spread).max() > cap / 4 else { return .one }
    var share = MoneyLanes.one
    for lane in 0..<laneCount {
      let deviation = account.spread[lane] > 1 + 1e-12 ? log(account.spread[lane]).squareRoot() : 0
      var (counted, all) = (0.0, 0.0)
      for node in deviation == 0 ? Self.middle : Self.nodes {
        let held = arr[lane] * exp(deviation * node.score + deviation * deviation / 2)
        let (low, high) = limits(route, held: held, scale: scale[lane])
        counted +=
          node.weight * law.mean(above: low, upTo: high, cap: cap / (held * scale[lane]))
        all += node.weight * law.mean(above: low, upTo: high, cap: .infinity)
      }
      if all > 0 { share[lane] = counted / all }
    }
    return share
  }

  /// The sizes, before scaling, of a route's opportunities at an account.
  private func limits(
    _ route: CreditPlan.Route, held: Double, scale: Double
  ) -> (low: Double, high: Double) {
    let line =
      switch route.line {
      case .share(let share): share / scale
      case .amount(let amount): amount.amount / (held * scale)
      }
    switch route.side {
    case .all: return (-.infinity, .infinity)
    case .upToLine: return (-.infinity, line)
    case .aboveLine: return (line, .infinity)
    }
  }

  // MARK: - Counting

  /// The seats of an account.
  private struct Seats {
    private let seats: [Int32]
    private let first: Int
    private let rowStart: [Int]

    init(_ seats: [Int32], first: Int, rowStart: [Int]) {
      self.seats = seats
      self.first = first
      self.rowStart = rowStart
    }

    /// Where the row of a local role begins; that of the company if nil.
    func row(_ local: Int?) -> Int {
      local.map { rowStart[Int(seats[first + $0]) + 1] } ?? 0
    }
  }

  private func add(
    _ flow: Flow, _ amount: MoneyLanes, _ part: CreditPlan.Part, _ seats: Seats, month: Int
  ) {
    let bin = plan.layout.bin(month: month)
    for entry in part.book {
      let offset = entry.offsets[flow.rawValue]
      if offset >= 0 { flows[seats.row(entry.local) + offset + bin] += amount }
    }
  }

  private func credit(
    _ credits: [CreditPlan.Credit], _ amount: MoneyLanes, _ seats: Seats, month: Int
  ) {
    let bin = plan.layout.bin(month: month)
    for credit in credits {
      flows[seats.row(credit.local) + credit.offset + bin] += amount * credit.share
    }
  }

  private func creditSales(
    _ part: CreditPlan.Part, _ seats: Seats, _ account: Account, year: Int
  ) {
    let bin = plan.layout.bin(month: year * 12 + 11)
    var all = MoneyLanes()
    for index in part.routes.indices {
      let (route, sold) = (part.routes[index], sold[index])
      all += sold.amount
      for credit in route.credits {
        var amount = sold.amount * credit.share
        if credit.cap < .infinity {
          amount *= credited(
            route, cap: credit.cap, sold.weighted.over(sold.amount), account)
        }
        flows[seats.row(credit.local) + credit.offset + bin] += amount
      }
      guard route.countsLeads else { continue }
      let row = seats.row(route.finder) + bin
      let cell = (plan.model * years + year) * segments + account.segment
      let funnel =
        cell * WorldRates.routesPerSegment + route.stream.index * 2 + (route.isBig ? 1 : 0)
      let accepted = wide(numbers[places.funnels + funnel * 4 + 2])
      let amounts = [
        sold.found, sold.foundAmount, sold.found * accepted, sold.foundAmount * accepted,
        sold.wins, sold.amount,
      ]
      for (offset, amount) in zip(route.leads, amounts) where offset >= 0 {
        flows[row + offset] += amount
      }
    }
    // With yearly bins, sales and contract changes are counted together.
    let flow: Flow = plan.layout.binsPerYear == 1 ? .change : .expansion
    add(flow, all, part, seats, month: year * 12 + 11)
  }

}

extension MoneyLanes {
  /// Divided by a whole; 0 where there is nothing of it.
  @inline(__always)
  fileprivate func over(_ whole: MoneyLanes) -> MoneyLanes { share(of: self, in: whole) }
}

@inline(__always)
private func wide(_ lanes: Lanes) -> MoneyLanes { MoneyLanes(widening: lanes) }

/// (exp(x) - 1) / x: the average of a growing account over a time in which it grows by exp(x).
private func exponentialAverage(_ x: MoneyLanes) -> MoneyLanes {
  if x.max() < 0.25 {
    var average = MoneyLanes.one
    for power in [7.0, 6, 5, 4, 3, 2] { average = 1 + average * x / power }
    return average
  }
  var average = MoneyLanes.one
  for lane in 0..<laneCount where x[lane] > 0 { average[lane] = expm1(x[lane]) / x[lane] }
  return average
}
