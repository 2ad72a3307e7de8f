public import Plans
public import Units

/// Plans, people and actuals: everything that pay follows from.
///
/// A run is a pure function of these values; no order of people or credits changes anybody's pay.
public struct PayCalculator: Sendable {
  /// The plans by name.
  public let plans: [String: Plan]
  /// In the order of the statements.
  public let people: [Person]
  /// What was credited; a place in this list is what problems and warnings name.
  public let credits: [Credit]
  /// What happened to deals.
  public let events: [DealEvent]
  /// The periods in which pay is counted.
  public let calendar: FiscalCalendar
  let peopleByName: [String: Person]
  /// The names of all teams.
  let teams: Set<String>

  /// - Parameters:
  ///   - credits: Those from before the fiscal year pay nothing, they were paid then; an event may
  ///     take their pay back.
  ///   - yearStarts: The first day of the fiscal year in which pay begins; a day up to the 28th.
  /// - Throws: Every reference that leads nowhere, everybody without the target incentive, base or
  ///   quota that their plan needs, credit whose date is too coarse for its measure.
  public init(
    plans: [Plan], people: [Person], credits: [Credit], events: [DealEvent] = [], yearStarts: Day
  ) throws(PlanProblems) {
    self.plans = Dictionary(plans.map { ($0.name, $0) }) { first, _ in first }
    self.people = people
    self.credits = credits
    self.events = events
    calendar = FiscalCalendar(yearStarts: yearStarts)
    peopleByName = Dictionary(people.map { ($0.name, $0) }) { first, _ in first }
    teams = Set(people.compactMap(\.team))
    var problems = PlanProblems()
    checkNames(of: plans, into: &problems)
    problems.require(
      yearStarts.dayOfMonth <= 28, "year-starts", found: yearStarts.description,
      expected: "a day up to the 28th, which every month has")
    try problems.throwIfAny()
    for person in people { check(person, into: &problems) }
    for (index, credit) in credits.enumerated() {
      check(credit, under: "actuals[\(index)]", into: &problems)
    }
    for (index, event) in events.enumerated() {
      problems.require(
        peopleByName[event.person] != nil, "events[\(index)].person",
        found: event.person, expected: "a person of the plan file")
      checkReach(of: event.date, "events[\(index)].date", into: &problems)
    }
    try problems.throwIfAny()
  }

  /// Statements from the first period to the last.
  ///
  /// - Parameters: As of ``pay(through:asked:of:)``.
  /// - Throws: Every gate, modifier or ratio without an actual: a condition nobody reported on is
  ///   never taken as met.
  public func run(through: Day? = nil, asked: Day? = nil) throws(PlanProblems) -> PayRun {
    let run = pay(through: through, asked: asked)
    try PlanProblems(run.open.filter(\.isDue).flatMap(\.problems)).throwIfAny()
    return run
  }

  /// Statements from the first period to the last, each person's for as long as nothing is missing
  /// that the person's plan reads.
  ///
  /// Everybody is paid through their last actual; what is missing is told through the last one of all.
  ///
  /// - Parameters:
  ///   - through: The last day to be paid for; nil: the last actual.
  ///   - asked: A day that is paid for although the last actual is before it.
  ///   - names: Who is paid; nil: everybody.
  public func pay(
    through: Day? = nil, asked: Day? = nil, of names: Set<String>? = nil
  ) -> PayRun {
    let book = CreditBook(
      people: people, credits: credits, removals: removals(), calendar: calendar)
    let targets = Dictionary(
      uniqueKeysWithValues: people.map { ($0.name, exactTargetIncentive(of: $0)) })
    var statements: [Statement] = []
    var toCome: [PayToCome] = []
    var open: [OpenStatement] = []
    var recalled: Set<Int> = []
    let isCompanyWide = plans.mapValues { $0.metrics.contains { $0.of == .company } }
    let happened = credits.map { calendar.span(of: $0.date).last } + events.map(\.date)
    let end = through ?? [happened.max(), asked].compactMap(\.self).max()
    for person in people where names?.contains(person.name) ?? true {
      guard let plan = plans[person.plan] else { continue }
      let first = person.from.map { Swift.max($0, calendar.yearStarts) } ?? calendar.yearStarts
      let last = end ?? first
      guard first <= last else { continue }
      let valuation = Valuation(
        person: person, plan: plan, book: book,
        pool: person.team.flatMap { book.members[$0] }?.filter { $0.plan == plan.name } ?? [],
        targetIncentive: targets[person.name] ?? .zero, targets: targets,
        base: DoubleDouble(written: base(of: person)?.amount ?? 0))
      let near = events.filter { event in
        event.person == person.name
          || (person.team != nil && peopleByName[event.person]?.team == person.team)
          || isCompanyWide[plan.name] == true
      }
      let own = PersonalRun(
        StatementRun(valuation, events: near), from: first, through: last,
        actual: through ?? lastActual(of: person, book) ?? happened.max() ?? first,
        asked: asked ?? first)
      recalled.formUnion(own.recalled)
      statements += own.statements
      toCome += own.toCome
      open += own.open
    }
    return PayRun(
      statements: statements, toCome: toCome, open: open, teams: teamTotals(statements, book),
      warnings: warnings(book, statements, recalled: recalled))
  }

  /// The last day of what is credited to a person or their team, or happened to the person; nil
  /// where there is nothing.
  private func lastActual(of person: Person, _ book: CreditBook) -> Day? {
    let own = book.entries(of: person.team == nil ? .individual : .team, for: person)
    let happened = events.filter { $0.person == person.name }.map(\.date)
    return (own.map(\.span.last) + happened).max()
  }

  /// The credits that events take away, where a plan takes credit and leaves the money to the
  /// true-up.
  private func removals() -> [Credit] {
    var removed: Set<Int> = []
    var removals: [Credit] = []
    for event in events.sorted(by: { $0.date < $1.date }) {
      guard let plan = plan(of: event.person), let clawback = plan.clawback,
        clawback.recovery == .credit, clawback.event == event.event
      else { continue }
      for (index, credit) in credits.enumerated()
      where credit.person == event.person && !credit.measure.isRatio {
        let counted = CountedCredit(
          credit, index: index, span: calendar.span(of: credit.date))
        guard clawback.applies(to: counted, event), removed.insert(index).inserted,
          let removal = credit.removed(on: event.date)
        else { continue }
        removals.append(removal)
      }
    }
    return removals
  }

  func plan(of name: String) -> Plan? {
    peopleByName[name].flatMap { plans[$0.plan] }
  }

  /// Yearly; the person's own, else the plan's.
  public func base(of person: Person) -> Money? { person.base ?? plans[person.plan]?.base }

  /// Yearly; the person's own, else the plan's; zero where neither names one.
  public func targetIncentive(of person: Person) -> Money {
    Money(exactTargetIncentive(of: person).high)
  }

  private func exactTargetIncentive(of person: Person) -> DoubleDouble {
    switch person.targetIncentive ?? plans[person.plan]?.targetIncentive {
    case .money(let money): DoubleDouble(written: money.amount)
    case .share(let share):
      DoubleDouble(written: base(of: person)?.amount ?? 0) * DoubleDouble(written: share)
    case nil: .zero
    }
  }
}

extension Credit {
  /// The credit that takes this one away; nil only where this one could not exist.
  fileprivate func removed(on day: Day) -> Credit? {
    try? Credit(
      .day(day), person: person, measure: measure, motion: motion, amount: -amount, share: share,
      deal: deal, account: account)
  }
}
