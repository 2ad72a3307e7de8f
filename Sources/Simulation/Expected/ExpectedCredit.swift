import Foundation
import Model

/// The credit that each seat of a model can expect, given sixteen points of ``OuterInputs``: the
/// conditional expectation of the ledger, with every seat filled.
///
/// Given those, what happens to an account is a chain of independent events, each of which
/// multiplies its ARR: so expected ARR is carried forward, and each event's expected credit is
/// read on the way. Nothing is drawn. Three things are close rather than exact: who sits in a seat
/// is averaged year by year (a person's talent lasts, their presence is as likely in each year
/// whatever it was before); where the size of an account decides (a line or a deal cap in
/// currency), the ARR of a surviving account is taken as lognormal with its true mean and about its
/// true variance; and a contraction is partly made up by sales of the same year, whose number is as
/// expected and whose sizes are mixed as in the segment.
final class ExpectedCredit {
  private let compiled: CompiledScenario
  private let plan: CreditPlan
  private let numbers: OuterNumbers
  private let places: WorldNumbers
  private let index: RateIndex
  private let sizes: ExpectedSizes
  private let people: ExpectedPeople
  /// By segment: what sales make up of a contraction.
  private let losses: [ContractionLoss]
  private let renewalDrivers: Int?
  private let increaseDrivers: Int?
  /// Laid out like the ledger. What is sold in a year stands in its last bin.
  let flows: LaneBuffer<MoneyLanes>
  /// By route: of the account and year at hand.
  private let sold: LaneBuffer<Sold>
  /// By route: the growth that it brings between two events, and what is found then.
  private let growths: LaneBuffer<MoneyLanes>
  private let leads: LaneBuffer<MoneyLanes>

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
    let number: Int
    let segment: Int
    var arr: MoneyLanes
    /// The chance that it is still there.
    var alive = MoneyLanes.one
    /// The mean square of the ARR of survivors over their squared mean.
    var spread = MoneyLanes.one
    /// The expected number of sales of the year.
    var sales = MoneyLanes()
  }

  /// What a renewal's rates come to.
  private struct Change {
    /// Chances.
    var shrinks = MoneyLanes()
    var rises = MoneyLanes()
    /// Mean shares of ARR.
    var cut = MoneyLanes()
    var rise = MoneyLanes()

    var factor: MoneyLanes { 1 - shrinks * cut + rises * rise }
  }

  init(
    _ compiled: CompiledScenario, _ plan: CreditPlan, _ numbers: OuterNumbers,
    _ inputs: OuterInputs, _ laws: SizeLaws
  ) {
    self.compiled = compiled
    self.plan = plan
    self.numbers = numbers
    places = numbers.places
    index = RateIndex(compiled)
    sizes = ExpectedSizes(compiled, numbers, laws)
    people = ExpectedPeople(compiled, plan, numbers, inputs)
    losses = laws.losses
    func drivers(_ target: Driver.Target) -> Int? {
      compiled.drivers.firstIndex { $0.target == target }
    }
    renewalDrivers = drivers(.renewal)
    increaseDrivers = drivers(.priceIncrease)
    flows = LaneBuffer(repeating: .zero, count: plan.layout.size)
    sold = LaneBuffer(repeating: Sold(), count: plan.routes)
    growths = LaneBuffer(repeating: .zero, count: plan.routes)
    leads = LaneBuffer(repeating: .zero, count: plan.routes)
  }

  /// Reads the points that the numbers are set to.
  func update() {
    flows.fill(.zero)
    sizes.update()
    people.update()
  }

  /// Adds the credit for some accounts to ``flows``.
  func add(accounts: [Int]) {
    for number in accounts {
      var account = Account(
        number: number, segment: Int(compiled.book.segment[number]),
        arr: MoneyLanes(repeating: compiled.book.arr[number]))
      for year in 0..<index.years { play(&account, year: year) }
    }
  }

  // MARK: - A year of an account

  private func play(_ account: inout Account, year: Int) {
    let step = plan.steps[account.number * index.years + year]
    let part = plan.parts[Int(step.part)]
    let stage = compiled.models[plan.model].stages[
      compiled.models[plan.model].stageOfYear[year]]
    let seats = Seats(
      stage.seatOfAccount, first: account.number * stage.localCount,
      rowStart: plan.layout.rowStart)
    let opening = account.arr
    add(.start, opening, part, seats, month: year * 12)
    add(.startAccounts, account.alive, part, seats, month: year * 12)
    for route in 0..<part.routes.count { sold[route] = Sold() }
    account.sales = MoneyLanes()
    let chance = step.termEnds > 0 ? renewal(step, account, year: year) : .one
    var time = 0.0
    var termEnd = 0
    var (survival, shrinks) = (MoneyLanes.one, MoneyLanes())
    for event in compiled.book.events(account: account.number, year: year) {
      let date = Double(event.yearFraction) * 12
      sell(&account, part, year: year, from: time, to: date)
      time = date
      if event.kind == .escalation {
        let rise = account.arr * numbers.amount(places.escalators + account.segment)
        add(.change, rise, part, seats, month: Int(event.month))
        account.arr += rise
        continue
      }
      let kept = people.kept(chance, step, termEnd: termEnd)
      termEnd += 1
      survival *= kept
      let change = event.kind == .anniversary ? self.change(account, year: year) : Change()
      if event.kind == .anniversary { shrinks = change.shrinks }
      contract(&account, kept: kept, change, event, part, seats)
    }
    sell(&account, part, year: year, from: time, to: 12)
    if part.countsLosses {
      let partial = losses[account.segment].loss(
        of: sizes.contractions[account.segment], sales: account.sales)
      let lost = 1 - survival + survival * shrinks * partial
      add(.grossLoss, opening * lost, part, seats, month: year * 12 + 11)
    }
    creditSales(part, seats, account, year: year)
  }

  /// A term end, and the change of ARR that may come with it.
  private func contract(
    _ account: inout Account, kept: MoneyLanes, _ change: Change, _ event: ContractEvent,
    _ part: CreditPlan.Part, _ seats: Seats
  ) {
    let month = Int(event.month)
    let stays = account.arr * kept
    let uncut = stays * (1 - change.shrinks * change.cut)
    let increase = stays * change.rises * change.rise
    let after = uncut + increase
    add(.due, account.arr * event.dueShare, part, seats, month: month)
    add(.change, after - account.arr, part, seats, month: month)
    credit(part.renewals, uncut * event.dueShare, seats, month: month)
    credit(part.increases, increase, seats, month: month)
    let alive =
      account.alive * kept * (1 - change.shrinks * sizes.wholeContractions[account.segment])
    add(.lostAccounts, account.alive - alive, part, seats, month: month)
    if plan.readsARR {
      // The spread of sizes themselves matters little beside whether they occur.
      let (small, large) = (1 - change.cut, 1 + change.rise)
      let changed: MoneyLanes = change.shrinks * small * small + change.rises * large * large
      let factor = change.factor
      account.spread *= (1 - change.shrinks - change.rises + changed) / (factor * factor)
    }
    account.alive = alive
    account.arr = after
  }

  /// The chance of the year's renewal.
  private func renewal(
    _ step: CreditPlan.Step, _ account: Account, year: Int
  ) -> MoneyLanes {
    let cell = index.cell(model: plan.model, year: year, segment: account.segment)
    var odds = numbers[places.rate(.renewalOdds, ofCell: cell)] * numbers.shocks[year]
    if let renewalDrivers {
      let drivers = Int(compiled.drivers[renewalDrivers].classOfAccount[account.number])
      odds *= numbers[places.drivers[renewalDrivers] + drivers]
    }
    let terms = step.renewal
    var transfer = Lanes(repeating: 1)
    if terms.transfer != .unchanged {
      transfer = Lanes(
        exponential(
          numbers.amount(places.transfer) * Double(compiled.book.salesCycle[account.number])))
    }
    odds = terms.odds(
      odds, transfer: transfer, automatic: numbers[places.automatic],
      handover: numbers[places.handover])
    return people.renewal(odds, step)
  }

  private func change(_ account: Account, year: Int) -> Change {
    let cell = index.cell(model: plan.model, year: year, segment: account.segment)
    let shrinks = numbers.amount(places.rate(.contraction, ofCell: cell))
    var stays = numbers.amount(places.rate(.noIncrease, ofCell: cell))
    if let increaseDrivers {
      // As in AccountLoopRates.noIncrease(drivers:).
      let drivers = Int(compiled.drivers[increaseDrivers].classOfAccount[account.number])
      let chance = Odds.chance(
        numbers[places.rate(.increaseOdds, ofCell: cell)]
          * numbers[places.drivers[increaseDrivers] + drivers])
      stays = most(shrinks, 1 - MoneyLanes(widening: chance))
    }
    return Change(
      shrinks: shrinks, rises: 1 - stays, cut: sizes.contractions[account.segment],
      rise: sizes.increases[account.segment]
        * numbers.amount(places.rate(.price, ofCell: cell)))
  }

  // MARK: - Expansion

  /// Sells between two dates of a year, in months.
  private func sell(
    _ account: inout Account, _ part: CreditPlan.Part, year: Int, from: Double, to: Double
  ) {
    guard to > from else { return }
    let pairs = (account.number * index.years + year) * plan.routes
    var growth = MoneyLanes()
    // Where ARR decides who sells, that of the middle of the time counts.
    if part.hasLine { growth = grow(&account, part, pairs, year, from, to, MoneyLanes(), false) }
    growth = grow(&account, part, pairs, year, from, to, growth / 2, true)
    let grown = account.arr * exponentialAverage(growth)
    let arr = plan.readsARR ? grown.over(account.alive) : .zero
    for number in 0..<part.routes.count {
      let amount = grown * growths[number]
      sold[number].amount += amount
      if plan.readsARR { sold[number].weighted += amount * arr }
      if part.routes[number].countsLeads { sold[number].foundAmount += grown * leads[number] }
    }
    account.arr += grown * growth
  }

  /// The growth by all routes, each of which stands in ``growths`` then.
  ///
  /// - Parameters:
  ///   - pairs: The index of the account's and year's first pair.
  ///   - before: The growth up to the middle of the time.
  ///   - counts: Whether wins and leads are counted.
  private func grow(
    _ account: inout Account, _ part: CreditPlan.Part, _ pairs: Int, _ year: Int, _ from: Double,
    _ to: Double, _ before: MoneyLanes, _ counts: Bool
  ) -> MoneyLanes {
    var growth = MoneyLanes()
    for number in 0..<part.routes.count {
      let route = part.routes[number]
      let stream = route.stream.index
      let arrivals = numbers.amount(
        places.arrivals + index.arrivals(year: year, segment: account.segment, stream: stream))
      var (chance, mean) = (MoneyLanes.one, sizes.mean(stream, segment: account.segment))
      if route.side != .all {
        (chance, mean) = sizes.share(
          of: route, segment: account.segment,
          arr: account.arr.over(account.alive) * (1 + before), spread: account.spread)
      }
      let pair = Int(plan.pairOfRoute[pairs + number])
      let wins =
        pair < 0
        ? arrivals * ((to - from) / 12) : arrivals * people.wins(pair, from: from, to: to)
      growths[number] = wins * mean
      growth += growths[number]
      guard counts else { continue }
      if part.countsLosses { account.sales += chance * wins }
      if plan.readsARR {
        account.spread *=
          1 + growths[number] * sizes.meanSquareOverMean(stream, segment: account.segment)
      }
      if route.countsLeads {
        let found = arrivals * people.found(pair, from: from, to: to)
        let count = account.alive * chance
        sold[number].wins += count * wins
        sold[number].found += count * found
        leads[number] = found * mean
      }
    }
    return growth
  }

  // MARK: - Counting

  /// The rows of an account's seats.
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
    @inline(__always)
    func row(_ local: Int?) -> Int {
      local.map { rowStart[Int(seats[first + $0]) + 1] } ?? 0
    }
  }

  @inline(__always)
  private func add(
    _ flow: Flow, _ amount: MoneyLanes, _ part: CreditPlan.Part, _ seats: Seats, month: Int
  ) {
    let counters = part.counters[flow.rawValue]
    guard !counters.isEmpty else { return }
    let bin = plan.layout.bin(month: month)
    for counter in counters { flows[seats.row(counter.local) + counter.offset + bin] += amount }
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
    for number in 0..<part.routes.count {
      let route = part.routes[number]
      let sold = sold[number]
      all += sold.amount
      for credit in route.credits {
        var amount = sold.amount * credit.share
        if credit.cap < .infinity {
          amount *= sizes.credited(
            route, segment: account.segment, cap: credit.cap,
            arr: sold.weighted.over(sold.amount), spread: account.spread)
        }
        flows[seats.row(credit.local) + credit.offset + bin] += amount
      }
      if route.countsLeads {
        creditLeads(route, sold, row: seats.row(route.finder) + bin, account, year: year)
      }
    }
    // With yearly bins, sales and contract changes are counted together.
    let flow: Flow = plan.layout.binsPerYear == 1 ? .change : .expansion
    add(flow, all, part, seats, month: year * 12 + 11)
  }

  private func creditLeads(
    _ route: CreditPlan.Route, _ sold: Sold, row: Int, _ account: Account, year: Int
  ) {
    let funnel = index.funnel(
      model: plan.model, year: year, segment: account.segment, stream: route.stream.index,
      isBig: route.isBig)
    let accepted = numbers.amount(places.funnel(.accepted, of: funnel))
    func add(_ lead: Int, _ amount: MoneyLanes) {
      if route.leads[lead] >= 0 { flows[row + route.leads[lead]] += amount }
    }
    // In the order of Flow.leadFlows.
    add(0, sold.found)
    add(1, sold.foundAmount)
    add(2, sold.found * accepted)
    add(3, sold.foundAmount * accepted)
    add(4, sold.wins)
    add(5, sold.amount)
  }
}

extension MoneyLanes {
  /// Divided by a whole; 0 where there is nothing of it.
  @inline(__always)
  fileprivate func over(_ whole: MoneyLanes) -> MoneyLanes { share(of: self, in: whole) }
}

/// (exp(x) - 1) / x: the average of a growing account over a time in which it grows by exp(x).
@inline(__always)
private func exponentialAverage(_ x: MoneyLanes) -> MoneyLanes {
  if !holds(x .> MoneyLanes(repeating: 0.25)) {
    var average: MoneyLanes = 1 + x * (1.0 / 7)
    average = 1 + average * (x * (1.0 / 6))
    average = 1 + average * (x * (1.0 / 5))
    average = 1 + average * (x * (1.0 / 4))
    average = 1 + average * (x * (1.0 / 3))
    return 1 + average * (x * (1.0 / 2))
  }
  var average = MoneyLanes.one
  for lane in 0..<laneCount where x[lane] > 0 { average[lane] = expm1(x[lane]) / x[lane] }
  return average
}
