import Ownership
import Plans
import Units

extension PayCalculator {
  /// What each team is paid in each period of its members' plans; 0 where nobody is at work.
  func teamTotals(_ statements: [Statement], _ book: CreditBook) -> [TeamTotal] {
    let byTeam = Dictionary(grouping: statements.filter { $0.team != nil }) { $0.team ?? "" }
    return byTeam.sorted { $0.key < $1.key }.flatMap { team, statements in
      Dictionary(grouping: statements, by: \.period).sorted { $0.key < $1.key }
        .map { period, statements in
          let atWork = (book.members[team] ?? []).count { $0.shareAtWork(in: period.span) > 0 }
          return TeamTotal(
            team: team, period: period, members: atWork,
            pay: statements.reduce(.zero) { $0 + $1.pay })
        }
    }
  }

  /// Actuals that no measure counts, events that take nothing back, teams of nobody.
  ///
  /// - Parameter recalled: The places of credits of earlier years that were looked at.
  func warnings(
    _ book: CreditBook, _ statements: [Statement], recalled: Set<Int>
  ) -> [PayWarning] {
    var warnings: [PayWarning] = []
    let shared = sharedMetrics()
    let shown = Set(statements.flatMap(\.lines).flatMap(\.deals).compactMap(\.credit.index))
      .union(recalled)
    for (index, credit) in credits.enumerated() {
      let reason =
        reasonNotCounted(credit, shared)
        ?? (shown.contains(index) ? nil : reasonNotPaid(credit, index))
      guard let reason else { continue }
      warnings.append(
        PayWarning(
          keyPath: "actuals[\(index)]", concerns: concerned(by: credit.person), message: reason))
    }
    let recovered = Set(statements.flatMap(\.recoveries).map(\.event))
    for (index, event) in events.enumerated() where !recovered.contains(event) {
      guard plan(of: event.person, on: event.date)?.clawback?.recovery != .credit else { continue }
      warnings.append(
        PayWarning(
          keyPath: "events[\(index)]", concerns: [event.person],
          message: "\(event.event) of \(event.deal ?? event.account ?? "") takes nothing back"))
    }
    for statement in statements
    where statement.cap == .zero && statement.earnedBefore == .zero {
      let lost = statement.amount(of: .planCap)
      guard lost < .zero else { continue }
      warnings.append(
        PayWarning(
          keyPath: "\(statement.person).\(statement.period)", concerns: [statement.person],
          message: "no target incentive falls into the period, and the cap is a share of it: "
            + "\(plain(-lost.amount)) is not paid"))
    }
    for total in teamTotals(statements, book) where total.members == 0 {
      warnings.append(
        PayWarning(
          keyPath: "\(total.team).\(total.period)", concerns: concerned(by: total.team),
          message: "nobody of the team is at work; its pool pays 0"))
    }
    return warnings
  }

  /// Who is behind a name: the members of a team, and whoever bears it.
  private func concerned(by name: String) -> Set<String> {
    Set(people.filter { $0.teams.contains(name) }.map(\.name)).union([name])
  }

  /// Why a credit that a measure counts is in no statement.
  private func reasonNotPaid(_ credit: Credit, _ index: Int) -> String? {
    let span = calendar.span(of: credit.date)
    guard let person = peopleByName[credit.person],
      let plan = plan(of: credit.person, on: span.last)
    else { return nil }
    let counting = plan.measures.filter {
      $0.metrics.contains { $0.counts(credit) && !$0.isRatio && $0.of == .individual }
    }
    guard !counting.isEmpty else { return nil }
    if span.last < calendar.yearStarts {
      let counted = CountedCredit(credit, index: index, span: span)
      let isTakenBack = events.contains { event in
        plan.clawback?.applies(to: counted, event) ?? false
      }
      return isTakenBack
        ? nil : "\(credit.date) is before the plan year, and nothing takes it back; not counted"
    }
    let isOnLeave = counting.allSatisfy { measure in
      let rhythm = plan.counting.anchor ?? measure.period ?? plan.period
      return person.shareAtWork(in: calendar.payPeriod(rhythm, containing: span.last).span) == 0
    }
    guard isOnLeave else { return nil }
    let names = counting.map(\.name).joined(separator: ", ")
    return "\(person.name) is on leave all the while that \(names) counts \(credit.date): without "
      + "target incentive and quota it pays nothing"
  }

  /// The metrics of teams by team, and under no team those of the company.
  private func sharedMetrics() -> [String?: Set<Metric>] {
    var shared: [String?: Set<Metric>] = [:]
    for person in people {
      for terms in person.terms {
        for metric in plans[terms.plan]?.metrics ?? [] where metric.of != .individual {
          shared[metric.of == .team ? terms.team : nil, default: []].insert(metric)
        }
      }
    }
    return shared
  }

  private func reasonNotCounted(
    _ credit: Credit, _ shared: [String?: Set<Metric>]
  ) -> String? {
    let person = peopleByName[credit.person]
    let span = calendar.span(of: credit.date)
    if let person, !person.isEmployed(in: span), !isRatioOfLastPeriod(credit, person, span) {
      return "\(credit.date) is outside the employment of \(person.name); not counted"
    }
    let plan = plan(of: credit.person, on: span.last)
    let own = plan?.metrics ?? []
    let team = person == nil ? credit.person : person?.terms(on: span.last).team
    let others = (team.flatMap { shared[$0] } ?? []).union(shared[nil] ?? [])
    if own.contains(where: { $0.counts(credit) }) || others.contains(where: { $0.counts(credit) }) {
      return reasonOutsideDates(credit, span, plan)
    }
    let motion = credit.motion.map { " of \($0.rawValue)" } ?? ", which names no motion,"
    return own.contains { $0.terms.contains { $0.kind == credit.measure } }
      ? "no measure counts \(credit.measure)\(motion) for \(credit.person)"
      : "no measure counts \(credit.measure) for \(credit.person)"
  }

  /// Whether a credit is the ratio of the period in which its person left.
  private func isRatioOfLastPeriod(_ credit: Credit, _ person: Person, _ span: DaySpan) -> Bool {
    guard let plan = plan(of: person.name, on: span.last) else { return false }
    let ratios = plan.measures.filter { measure in
      measure.metrics.contains { $0.counts(credit) && $0.isRatio }
    }
    return ratios.contains { measure in
      let rhythm = measure.period ?? plan.period
      return person.isEmployed(in: calendar.payPeriod(rhythm, containing: span.last).span)
    }
      || plan.gates.contains {
        $0.metric.counts(credit)
          && person.isEmployed(in: calendar.payPeriod(plan.period, containing: span.last).span)
      }
  }

  /// A credit of a measure with dates that lies outside all of them.
  private func reasonOutsideDates(
    _ credit: Credit, _ span: DaySpan, _ plan: Plan?
  ) -> String? {
    let counting = plan?.measures.filter { $0.metrics.contains { $0.counts(credit) } } ?? []
    guard let dated = counting.first, counting.allSatisfy({ !$0.isOpen(on: span) }) else {
      return nil
    }
    return "\(credit.date) is outside the dates of \(dated.name); not counted"
  }
}
