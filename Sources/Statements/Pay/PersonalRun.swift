import Plans
import Units

/// All statements of one person, for as long as nothing is missing that the plan reads.
struct PersonalRun {
  private(set) var statements: [Statement] = []
  private(set) var open: [OpenStatement] = []
  private(set) var toCome: [PayToCome] = []
  /// The credits of earlier years that were looked at.
  private(set) var recalled: Set<Int> = []

  /// - Parameters:
  ///   - last: Every period that begins by then is looked at.
  ///   - dueThrough: Whatever period begins by then has a statement; a later one only if it changes
  ///     something.
  init(_ run: StatementRun, from first: Day, through last: Day, dueThrough: Day) {
    let calendar = run.valuation.calendar
    var run = run
    var problems = PlanProblems()
    run.recall(creditsBefore: calendar.yearStarts, into: &problems)
    recalled = Set(
      run.history.flatMap(\.earnings.lines).flatMap(\.deals).compactMap(\.credit.index))
    var period = calendar.payPeriod(run.plan.period, containing: first)
    var settled = run
    while period.span.first <= last {
      let statement = run.statement(for: period, into: &problems)
      if problems.problems.isEmpty, open.isEmpty {
        statements.append(statement)
        settled = run
      } else if !problems.problems.isEmpty {
        open.append(
          OpenStatement(
            person: run.person.name, period: period, problems: problems.problems,
            isDue: period.span.first <= dueThrough && period.span.last <= last))
        problems = PlanProblems()
      }
      period = calendar.payPeriod(1, after: period)
    }
    let end =
      open.first.map { calendar.payPeriod(-1, after: $0.period) }
      ?? calendar.payPeriod(-1, after: period)
    toCome = settled.toCome(after: end)
    while let last = statements.last, last.period.span.first > dueThrough, last.changesNothing {
      statements.removeLast()
    }
  }
}

extension Statement {
  fileprivate var changesNothing: Bool { pay == .zero && entries.allSatisfy { $0.amount == .zero } }
}
