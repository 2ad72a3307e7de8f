public import Formats
public import Model
public import Plans
import Simulation
public import Statements
public import Units

/// The requested statements of a pay run, ready to be shown or written.
public struct PayReport: Sendable {
  /// The currency of all amounts.
  public let currency: String
  /// The requested statements: by person in the plan file's order, then by period.
  public let statements: [Statement]
  /// What is due after the last statements; empty if those were not requested.
  public let toCome: [PayToCome]
  /// The totals of teams in the requested periods; empty if one person was requested.
  public let teams: [TeamTotal]
  /// The fingerprint of plans and actuals.
  let inputs: Fingerprint
  let person: String?
  let period: PayPeriod?
  let plans: [String: Plan]
  let run: PayRun

  /// - Parameters:
  ///   - inputs: The fingerprint of the files of plans and actuals.
  ///   - person: Nil for everybody.
  ///   - asked: Restricts statements to periods within it; nil for all. A quarterly plan has no
  ///     statement within a month.
  public init(
    _ run: PayRun, plans: [Plan], currency: String, inputs: Fingerprint, person: String? = nil,
    within asked: PayPeriod? = nil
  ) {
    func isAsked(_ period: PayPeriod) -> Bool { asked?.span.contains(period.span) ?? true }
    self.run = run
    self.plans = Dictionary(plans.map { ($0.name, $0) }) { first, _ in first }
    self.currency = currency
    self.inputs = inputs
    self.person = person
    period = asked
    let ends = Dictionary(run.statements.map { ($0.person, $0.period.span.last) }) { max($0, $1) }
    toCome = run.toCome.filter { item in
      (person == nil || item.person == person)
        && (asked.map { $0.span.last >= ends[item.person] ?? $0.span.last } ?? true)
    }
    statements = run.statements.filter {
      isAsked($0.period) && (person == nil || $0.person == person)
    }
    teams = person == nil ? run.teams.filter { isAsked($0.period) } : []
  }

  func isAsked(_ other: PayPeriod) -> Bool { period?.span.contains(other.span) ?? true }

  /// The pay of all statements together.
  public var total: Money {
    Money(
      statements.reduce(DoubleDouble.zero) { $0 + DoubleDouble(written: $1.pay.amount) }.high)
  }

  /// The text for a terminal: one person's statements in full, or one line per statement; then
  /// their inputs.
  public func text(style: Style = .plain) -> [String] {
    let texts =
      person == nil && !statements.isEmpty
      ? [summary(style: style)] : statements.map { text(of: $0, style: style) }
    let origin = Note(
      topic: "Inputs", text: "\(inputs), quotient \(Simulator.version)")
    let notes = [remarks, [origin]].map { $0.flatMap { $0.lines(style: style) } }
    return Array((texts + notes).filter { !$0.isEmpty }.joined(separator: [""]))
  }

  /// What a person was paid in the fiscal year up to a statement, that included.
  func yearToDate(_ statement: Statement) -> Money {
    // Two plans may pay one after the other in the same period.
    let own = run.statements.filter {
      $0.person == statement.person && $0.period.fiscalYear == statement.period.fiscalYear
    }
    let paid = own[...(own.firstIndex(of: statement) ?? own.count - 1)]
    return Money(
      paid.reduce(DoubleDouble.zero) { $0 + DoubleDouble(written: $1.pay.amount) }.high)
  }

  func workings(
    of statement: Statement
  ) -> [(line: MeasureLine, pay: Money, sentences: [String])] {
    plans[statement.plan].map { statement.workings(on: $0) } ?? []
  }

  /// A statement in full, from credit to pay.
  public func text(of statement: Statement, style: Style = .plain) -> [String] {
    guard let plan = plans[statement.plan] else { return [] }
    let own = run.statements.filter { $0.person == statement.person }
    let next = own.firstIndex(of: statement).map { own[($0 + 1)...] }
    return StatementText(
      statement, on: plan, next: next?.first, currency: currency,
      yearToDate: yearToDate(statement)
    )
    .lines(style: style)
  }

  private func summary(style: Style) -> [String] {
    var lines = Table(statements).text().lines(style: style)
    if !teams.isEmpty { lines += [""] + Table(teams).text().lines(style: style) }
    let people = Set(statements.map(\.person)).count
    lines.append("")
    lines.append(
      style.text("total", .strong)
        + "  \(NumberText.money(total)) \(currency), \(people) \(people == 1 ? "person" : "people")"
    )
    return lines
  }
}
