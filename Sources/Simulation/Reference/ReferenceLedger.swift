import Model
import Ownership
import Plans

/// Counts the events of one trial under one model as the ledger of a world does.
struct ReferenceLedger {
  let compiled: CompiledScenario
  let luck: WorldLuck
  let model: Int
  let trial: Int
  private let layout: LedgerLayout
  /// Laid out like those of ``WorldLedger``, for one trial instead of sixteen.
  private(set) var flows: [Double]
  private(set) var walk: [Double]
  private(set) var change: [Double]
  private(set) var changeInMonth: [Double]
  /// What happened, account by account.
  private(set) var events: [AccountEvent] = []
  /// What the plans of people read of it as their own.
  private(set) var credits: [Credit] = []

  /// A credit of a seat.
  struct Credit {
    /// By its index in ``events``.
    let event: Int
    let seat: Int
    let flow: Flow
    let amount: Double
  }

  /// - Parameter layout: The layout of the model in the loop's tables.
  init(
    compiled: CompiledScenario, luck: WorldLuck, model: Int, layout: LedgerLayout, trial: Int
  ) {
    self.compiled = compiled
    self.luck = luck
    self.model = model
    self.trial = trial
    self.layout = layout
    let cells = compiled.outcomes.count * compiled.timeline.years * WalkItem.allCases.count
    flows = [Double](repeating: 0, count: layout.size)
    walk = [Double](repeating: 0, count: cells)
    change = [Double](repeating: 0, count: compiled.timeline.months)
    changeInMonth = change
  }

  /// Plays and counts every account.
  mutating func play(_ engine: ReferenceEngine) {
    for account in 0..<compiled.book.count {
      let history = engine.history(account: account, model: model, trial: trial)
      openYears(account, history)
      var deals: [(seat: Int, credit: Responsibility.Credit, event: AccountEvent, amount: Double)] =
        []
      for event in history {
        events.append(event)
        count(event, deals: &deals)
      }
    }
  }

  // MARK: - Where things are counted

  private func accountYear(_ event: AccountEvent) -> ReferenceEngine.AccountYear {
    accountYear(account: event.account, year: event.year)
  }

  private func accountYear(account: Int, year: Int) -> ReferenceEngine.AccountYear {
    ReferenceEngine.AccountYear(
      ReferenceEngine(compiled: compiled, luck: luck), account: account, model: model, year: year,
      trial: trial)
  }

  private mutating func add(_ amount: Double, _ item: WalkItem, segment: Int, year: Int) {
    let cell = segment * compiled.timeline.years + year
    walk[cell * WalkItem.allCases.count + item.rawValue] += amount
  }

  private mutating func add(_ amount: Double, _ flow: Flow, seat: Int, month: Int) {
    let role = compiled.models[model].seats[seat].role
    let offset = layout.offset(flow, role: role)
    if offset >= 0 {
      flows[layout.rowStart[seat + 1] + offset + layout.bin(month: month)] += amount
      if amount != 0, !Flow.book.contains(flow) {
        credits.append(Credit(event: events.count - 1, seat: seat, flow: flow, amount: amount))
      }
    }
  }

  /// Adds to the books of an account: the company's and those of its people.
  private mutating func addToBooks(
    _ amount: Double, _ flow: Flow, _ inYear: ReferenceEngine.AccountYear, month: Int
  ) {
    addToCompany(amount, flow, month: month)
    for local in inYear.responsibility.locals.indices {
      add(amount, flow, seat: inYear.seat(local)!, month: month)
    }
  }

  private mutating func addToCompany(_ amount: Double, _ flow: Flow, month: Int) {
    let offset = layout.companyOffset(flow)
    if offset >= 0 { flows[offset + layout.bin(month: month)] += amount }
  }

  private func isPresent(_ seat: Int, month: Int) -> Bool {
    let life = compiled.lifeOfSeat[model][seat]
    return luck.people.occupied[life * compiled.timeline.months + month][trial % laneCount] > 0
  }

  // MARK: - Counting

  /// Counts the cohort of every year that the account begins, and what is left of the first.
  private mutating func openYears(_ account: Int, _ history: [AccountEvent]) {
    let first = compiled.book.arr[account]
    var arr = first
    for year in 0..<compiled.timeline.years {
      let inYear = accountYear(account: account, year: year)
      if arr > 0 {
        add(arr, .start, segment: inYear.segment, year: year)
        add(1, .startAccounts, segment: inYear.segment, year: year)
        addToBooks(arr, .start, inYear, month: year * 12)
        addToBooks(1, .startAccounts, inYear, month: year * 12)
      }
      if let last = history.last(where: { $0.year == year }) { arr = last.after }
      add(max(0, first - arr), .cumulativeLoss, segment: inYear.segment, year: year)
    }
  }

  private mutating func count(
    _ event: AccountEvent,
    deals: inout [(seat: Int, credit: Responsibility.Credit, event: AccountEvent, amount: Double)]
  ) {
    let inYear = accountYear(event)
    let (segment, year, month) = (inYear.segment, event.year, event.month)
    change[month] += event.after - event.before
    changeInMonth[month] += (event.after - event.before) * (1 - event.monthFraction)
    let grossLoss =
      max(0, event.opening - event.after) - max(0, event.opening - event.before)
    add(grossLoss, .grossLoss, segment: segment, year: year)
    addToBooks(grossLoss, .grossLoss, inYear, month: month)
    let lost = event.before > 0 && event.after == 0 ? 1.0 : 0
    switch event.kind {
    case .escalation(let amount):
      add(amount, .escalator, segment: segment, year: year)
      addToBooks(amount, .change, inYear, month: month)
    case .termEnd(let churn, let contraction, let increase, let due):
      add(churn, .churn, segment: segment, year: year)
      add(contraction, .contraction, segment: segment, year: year)
      add(increase, .priceIncrease, segment: segment, year: year)
      add(lost, .lostAccounts, segment: segment, year: year)
      addToBooks(due, .due, inYear, month: month)
      addToBooks(lost, .lostAccounts, inYear, month: month)
      addToBooks(increase - churn - contraction, .change, inYear, month: month)
      let renewed = (event.before - churn - contraction) * due / max(event.before, 1e-300)
      credit(renewed, .renewed, inYear.responsibility.renewal, inYear, month: month)
      credit(increase, .priceIncrease, inYear.responsibility.priceIncrease, inYear, month: month)
      if churn > 0 { clawBack(deals, at: event) }
    case .opportunity(let motion, let amount, let stage):
      let stream = motion.stream!
      let route = inYear.responsibility.route(stream, isBig: motion == .bigUpsell)
      if stream.hasFunnel, let finder = inYear.seat(route.finder), isPresent(finder, month: month) {
        if stage >= .found {
          add(1, .sourced, seat: finder, month: month)
          add(amount, .sourcedARR, seat: finder, month: month)
        }
        if stage >= .accepted {
          add(1, .accepted, seat: finder, month: month)
          add(amount, .acceptedARR, seat: finder, month: month)
        }
        if stage >= .won {
          add(1, .won, seat: finder, month: month)
          add(amount, .wonARR, seat: finder, month: month)
        }
      }
      guard stage == .won else { return }
      add(amount, WalkItem(motion)!, segment: segment, year: year)
      addToBooks(amount, layout.binsPerYear == 1 ? .change : .expansion, inYear, month: month)
      addToCompany(amount, Flow(credit: motion)!, month: month)
      for share in route.credits {
        let seat = inYear.seat(share.local)!
        guard isPresent(seat, month: month) else { continue }
        let role = inYear.responsibility.locals[share.local]
        let cap = compiled.plan(of: role, model: model, year: year)?.dealCap(of: motion)
        let credited = min(amount, cap ?? .infinity) * share.share
        add(credited, Flow(credit: motion)!, seat: seat, month: month)
        if stream.hasFunnel {
          deals.append((seat: seat, credit: share, event: event, amount: credited))
        }
      }
    }
  }

  private mutating func credit(
    _ amount: Double, _ flow: Flow, _ route: Responsibility.Route,
    _ inYear: ReferenceEngine.AccountYear,
    month: Int
  ) {
    addToCompany(amount, flow, month: month)
    for share in route.credits {
      let seat = inYear.seat(share.local)!
      if isPresent(seat, month: month) {
        add(amount * share.share, flow, seat: seat, month: month)
      }
    }
  }

  private mutating func clawBack(
    _ deals: [(seat: Int, credit: Responsibility.Credit, event: AccountEvent, amount: Double)],
    at churn: AccountEvent
  ) {
    for deal in deals {
      let role = compiled.models[model].seats[deal.seat].role
      let elapsed = churn.month - deal.event.month
      guard
        let clawback = compiled.plan(of: role, model: model, year: deal.event.year)?
          .clawbackOnChurn,
        elapsed <= clawback.months
      else { continue }
      let flow = clawback.lostFlow(isLater: deal.event.year != churn.year)
      add(
        deal.amount * clawback.lostCredit(afterMonths: elapsed), flow, seat: deal.seat,
        month: churn.month)
    }
  }
}
