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
    teams = people.reduce(into: []) { $0.formUnion($1.teams) }
    var problems = PlanProblems()
    checkNames(of: plans, into: &problems)
    problems.require(
      yearStarts.dayOfMonth <= 28, "year-starts", found: yearStarts.description,
      expected: "a day up to the 28th, which every month has")
    try problems.throwIfAny()
    for person in people { check(person, into: &problems) }
    checkPools(into: &problems)
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
    let members = Dictionary(
      uniqueKeysWithValues: people.map {
        ($0.name, PoolMember(person: $0, engagements: engagements(of: $0)))
      })
    var statements: [Statement] = []
    var toCome: [PayToCome] = []
    var open: [OpenStatement] = []
    var closings: [String: Balances] = [:]
    var recalled: Set<Int> = []
    let isCompanyWide = plans.mapValues { $0.metrics.contains { $0.of == .company } }
    let happened = credits.map { calendar.span(of: $0.date).last } + events.map(\.date)
    let end = through ?? [happened.max(), asked].compactMap(\.self).max()
    for person in people where names?.contains(person.name) ?? true {
      guard let engagements = members[person.name]?.engagements, !engagements.isEmpty else {
        continue
      }
      let first = person.from.map { Swift.max($0, calendar.yearStarts) } ?? calendar.yearStarts
      let last = end ?? first
      guard first <= last else { continue }
      let near = events.filter { event in
        event.person == person.name
          || !(peopleByName[event.person]?.teams ?? []).isDisjoint(with: person.teams)
          || person.plans.contains { isCompanyWide[$0] == true }
      }
      let runs = stints(of: engagements).map { stint in
        StatementRun(
          Valuation(
            person: person, engagements: engagements, stint: stint, book: book, members: members),
          events: near)
      }
      let own = PersonalRun(
        runs, opening: person.opening, from: first, through: last,
        actual: through ?? lastActual(of: person, book) ?? happened.max() ?? first,
        asked: asked ?? first)
      recalled.formUnion(own.recalled)
      statements += own.statements
      toCome += own.toCome
      open += own.open
      closings[person.name] = own.closing
    }
    return PayRun(
      statements: statements, toCome: toCome, open: open, closings: closings,
      teams: teamTotals(statements, book),
      warnings: warnings(book, statements, recalled: recalled))
  }

  /// Engagements on the same plan side by side.
  private func stints(of engagements: [Engagement]) -> [[Engagement]] {
    engagements.reduce(into: []) { stints, engagement in
      if stints.last?.last?.plan.name == engagement.plan.name {
        stints[stints.count - 1].append(engagement)
      } else {
        stints.append([engagement])
      }
    }
  }

  /// The last day of what is credited to a person or their team, or happened to the person; nil
  /// where there is nothing.
  private func lastActual(of person: Person, _ book: CreditBook) -> Day? {
    let own =
      book.entries(of: .individual, for: person)
      + book.entries(of: .team, for: person)
    let happened = events.filter { $0.person == person.name }.map(\.date)
    return (own.map(\.span.last) + happened).max()
  }

  /// The credits that events take away, where a plan takes credit and leaves the money to the
  /// true-up.
  private func removals() -> [(credit: Credit, of: Int)] {
    var removed: Set<Int> = []
    var removals: [(credit: Credit, of: Int)] = []
    for event in events.sorted(by: { $0.date < $1.date }) {
      guard let plan = plan(of: event.person, on: event.date), let clawback = plan.clawback,
        clawback.recovery == .credit, clawback.event == event.event
      else { continue }
      for (index, credit) in credits.enumerated()
      where credit.person == event.person && !credit.measure.isRatio {
        let counted = CountedCredit(
          credit, index: index, span: calendar.span(of: credit.date))
        guard clawback.applies(to: counted, event), removed.insert(index).inserted,
          let removal = credit.removed(on: event.date)
        else { continue }
        removals.append((removal, index))
      }
    }
    return removals
  }

  /// The plan that a person is on at a day; nil for a name that is nobody's.
  func plan(of name: String, on day: Day) -> Plan? {
    peopleByName[name].flatMap { plans[$0.terms(on: day).plan] }
  }

  /// The plans that a person is on, one after the other.
  func plans(of person: Person) -> [Plan] { person.plans.compactMap { plans[$0] } }

  func engagements(of person: Person) -> [Engagement] {
    person.terms.compactMap { terms in plans[terms.plan].map { Engagement(terms, on: $0) } }
  }

  /// Yearly, at first; the person's own, else the plan's; zero where neither names one.
  public func targetIncentive(of person: Person) -> Money {
    Money(engagements(of: person).first?.targetIncentive.high ?? 0)
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
