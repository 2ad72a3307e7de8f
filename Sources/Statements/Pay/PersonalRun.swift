import Plans
import Units

/// All statements of one person, for as long as nothing is missing that the plan reads.
struct PersonalRun {
  private(set) var statements: [Statement] = []
  private(set) var open: [OpenStatement] = []
  private(set) var toCome: [PayToCome] = []
  /// What is left after the last statement; nil without one.
  private(set) var closing: Balances?
  /// The credits of earlier years that were looked at.
  private(set) var recalled: Set<Int> = []

  /// - Parameters:
  ///   - last: Whatever is missing for periods that begin by then is told.
  ///   - actual: The person's last actual. Of a period that begins after it, only what needs none
  ///     is paid, such as a draw or an instalment; what would be paid by an old figure is open.
  ///   - asked: A day that is paid for although the last actual is before it.
  init(
    _ runs: [StatementRun], opening: Balances?, from first: Day, through last: Day, actual: Day,
    asked: Day
  ) {
    let dueThrough = Swift.max(actual, asked)
    let limit = Swift.max(last, dueThrough)
    let calendar = runs[0].valuation.calendar
    var problems = PlanProblems()
    var earlier: [StatementRun] = []
    var left = opening.map { RunBalances($0) } ?? RunBalances()
    var (settled, next): (StatementRun?, PayPeriod?)
    for run in runs {
      var run = run
      let begins = Swift.max(first, run.valuation.stint.first?.terms.from ?? first)
      let ends = run.isFollowed ? run.valuation.stint.last?.terms.until ?? limit : limit
      guard begins <= limit, ends >= begins else { continue }
      // What an earlier plan takes back it goes on taking.
      if !earlier.contains(where: \.takesPayBack) {
        run.takeOver(opening?.deals ?? [], creditsBefore: calendar.yearStarts)
        run.recall(creditsBefore: calendar.yearStarts, into: &problems)
      }
      recalled.formUnion(
        run.history.flatMap(\.earnings.lines).flatMap(\.deals).compactMap(\.credit.index))
      recalled.formUnion(run.left.compactMap(\.paid.credit.index))
      var period = calendar.payPeriod(run.plan.period, containing: begins)
      run.open(with: left, in: period)
      while period.span.first <= Swift.min(limit, ends) {
        let isDue = Swift.max(period.span.first, begins) <= dueThrough
        let inherited = earlier.indices.flatMap { earlier[$0].recoveries(in: period).taken }
        let statement = run.statement(for: period, inherited: inherited, into: &problems)
        if isDue, period.span.first > actual {
          for name in run.paidWithoutActuals(in: statement) {
            problems.add(
              "\(run.person.name).\(period).\(name)", found: "no actual",
              expected: "one after \(actual), were it 0")
          }
        }
        if problems.problems.isEmpty, open.isEmpty, isDue {
          statements.append(statement)
          (settled, next) = (run, period)
        } else if !problems.problems.isEmpty {
          open.append(
            OpenStatement(
              person: run.person.name, period: period, problems: problems.problems,
              isDue: isDue, isOver: period.span.last <= last))
          problems = PlanProblems()
        }
        left = run.left(after: period)
        period = calendar.payPeriod(1, after: period)
      }
      earlier.append(run)
    }
    if let settled, let next {
      toCome = settled.toCome(after: next)
      let day = next.span.last.adding(days: 1)
      closing = settled.left(after: next).balances(earlier.flatMap { $0.deals(from: day) })
    }
  }
}

extension StatementRun {
  fileprivate var takesPayBack: Bool { plan.clawback.map { $0.recovery != .credit } ?? false }

  /// Whether another plan comes after this one.
  fileprivate var isFollowed: Bool {
    valuation.stint.last?.terms != valuation.engagements.last?.terms
  }

  /// The measures that pay in a statement without any credit that no statement before it shows.
  fileprivate func paidWithoutActuals(in statement: Statement) -> [String] {
    let earlier = Set(
      history.dropLast().flatMap(\.earnings.lines).flatMap { line in
        line.deals.compactMap(\.credit.index).map { CreditKey(index: $0, measure: line.measure) }
      })
    return plan.measures.indices.filter { index in
      guard statement.amount(of: .measure(index)) != .zero else { return false }
      return !statement.lines.contains { line in
        line.measure == index
          && line.deals.compactMap(\.credit.index).contains {
            !earlier.contains(CreditKey(index: $0, measure: index))
          }
      }
    }.map { plan.measures[$0].name }
  }
}
