public import Analysis
import Model
import Ownership
import Plans
public import Simulation
import Statements
import Units

/// One trial of a model, explained: its figures, what was drawn, what happened, and what everybody was
/// paid and why.
///
/// ```swift
/// let report = try TrialReport(replay, provenance)
/// print(TrialText(report).lines().joined(separator: "\n"))
/// ```
public struct TrialReport {
  /// What is shown.
  public enum Subject: Hashable, Sendable {
    /// The whole trial, shortly.
    case trial
    /// Everything about an account, by its row in the book.
    case account(Int)
    /// Everything about a person, by name.
    case person(String)
  }

  /// How the trial was chosen among those of a run.
  public struct Choice: Hashable, Sendable {
    public enum Rank: String, CaseIterable, Sendable {
      case worst, median, best
    }

    public let rank: Rank
    public let figure: Figure

    public init(_ rank: Rank, by figure: Figure) {
      self.rank = rank
      self.figure = figure
    }

    /// The trial of a model of a run; of equal ones the first.
    public func trial(of result: SimulationResult, model: Int) -> Int {
      let model = result.models[model]
      let values = FigureSeries(model, of: result.scenario).values(figure)!
      let sign: Double = figure.lowerIsBetter ? -1 : 1
      let order = values.indices.sorted { (sign * values[$0], $0) < (sign * values[$1], $1) }
      switch rank {
      case .worst: return order[0]
      case .median: return order[(order.count - 1) / 2]
      case .best: return order[order.count - 1]
      }
    }
  }

  let replay: TrialReplay
  let scenario: Scenario
  let provenance: Provenance
  let choice: Choice?
  let subject: Subject
  /// The scenario as it was named on the command line.
  let source: String
  /// What plans paid, as a pay run.
  let pay: PayReport
  private let series: FigureSeries

  /// - Parameters:
  ///   - source: The scenario as the user names it, for what to type next.
  /// - Throws: ``UnexplainedPay`` if a statement does not add up to what was paid.
  public init(
    _ replay: TrialReplay, _ provenance: Provenance, choice: Choice? = nil,
    about subject: Subject = .trial, source: String
  ) throws(UnexplainedPay) {
    self.replay = replay
    self.provenance = provenance
    self.choice = choice
    self.subject = subject
    self.source = source
    scenario = replay.result.scenario
    series = FigureSeries(replay.result.models[replay.model], of: scenario)
    let statements = try Self.statements(of: replay)
    pay = PayReport(
      PayRun(statements: statements), plans: Array(scenario.plans.values),
      currency: scenario.currency, inputs: provenance.inputs)
  }

  var model: String { scenario.models[replay.model].name }
  var years: Range<Int> { 0..<scenario.years }
  var book: Book { scenario.book }

  /// A figure in the trial; the same number as in samples.
  func value(_ figure: Figure, year: Int? = nil) -> Double {
    series.values(figure, FigureScope(year: year))![replay.lane]
  }

  /// A line of a year's walk.
  func walk(_ item: WalkItem, year: Int) -> Double {
    replay.result.models[replay.model].column(.walk(item, year: year))[replay.lane]
  }

  // MARK: - People

  /// The name of a seat's people; with the role where two seats have one name.
  func name(ofSeat seat: Int) -> String { Self.name(replay.people[seat], in: replay) }

  private static func name(_ person: TrialPerson, in replay: TrialReplay) -> String {
    let isShared = replay.people.contains { $0.name == person.name && $0.seat != person.seat }
    return isShared ? "\(person.name) (\(person.role))" : person.name
  }

  /// The names that people may be asked for by.
  public static func names(in replay: TrialReplay) -> [String] {
    var seen: Set<String> = []
    return replay.people.map(\.name).filter { seen.insert($0).inserted }
  }

  /// The people of the subject.
  var people: [TrialPerson] {
    switch subject {
    case .trial: replay.people
    case .account(let row):
      Set(years.flatMap { replay.seats(ofAccount: row, year: $0) }).sorted()
        .map { replay.people[$0] }
    case .person(let name): replay.people.filter { $0.name == name }
    }
  }

  func statements(of person: TrialPerson) -> [Statement] {
    pay.statements.filter { $0.person == name(ofSeat: person.seat) }
  }

  /// The events of the subject.
  var events: [TrialEvent] {
    switch subject {
    case .trial: return replay.events
    case .account(let row): return replay.events.filter { $0.account == row }
    case .person:
      let seats = Set(people.map(\.seat))
      return replay.events.filter { event in
        [event.ownerSeat, event.finderSeat].contains { $0.map(seats.contains) ?? false }
          || event.credits.contains { seats.contains($0.seat) }
      }
    }
  }

  /// The events that changed ARR most, the largest first.
  func largest(_ count: Int) -> [TrialEvent] {
    let order = events.enumerated().sorted {
      let sizes = ($0.element.change.magnitude, $1.element.change.magnitude)
      return sizes.0 != sizes.1 ? sizes.0 > sizes.1 : $0.offset < $1.offset
    }
    return order.prefix(count).map(\.element).filter { $0.change != 0 }
  }

  private static func statements(of replay: TrialReplay) throws(UnexplainedPay) -> [Statement] {
    let calendar = FiscalCalendar(yearStarts: replay.result.scenario.start)
    let first = calendar.fiscalYear(of: replay.result.scenario.start)
    var statements: [Statement] = []
    for person in replay.people {
      var run = SimulatedStatements(person: name(person, in: replay))
      for paid in replay.periods where paid.seat == person.seat {
        let year = calendar.start(ofYear: first + paid.year)
        let statement = run.statement(
          for: SimulatedPeriod(
            plan: paid.plan,
            period: calendar.payPeriod(
              paid.plan.period, year: first + paid.year, index: paid.period),
            targetIncentive: paid.offer.targetIncentive, base: paid.offer.base,
            target: paid.target, sinceHire: paid.sinceHire, scopes: paid.scopes,
            lines: paid.lines.map { line in
              SimulatedPeriod.Line(
                figures: line.line,
                window: DaySpan(
                  first: year.adding(months: line.months.lowerBound),
                  last: year.adding(months: line.months.upperBound).adding(days: -1)))
            }, figures: paid.figures, uncounted: paid.uncounted, settlement: paid.settlement,
            floor: paid.floor, opening: paid.opening, closing: paid.closing, pay: paid.pay))
        try UnexplainedPay.check(statement)
        statements.append(statement)
      }
    }
    return statements
  }
}

/// The steps of a statement do not add up to what a simulation paid: a fault of ours.
public struct UnexplainedPay: Error, CustomStringConvertible {
  public let description: String

  /// - Throws: ``UnexplainedPay``.
  static func check(_ statement: Statement) throws(UnexplainedPay) {
    let steps = statement.entries.reduce(0) { $0 + $1.amount.amount }
    let pay = statement.pay.amount
    let size = statement.entries.reduce(1) { $0 + $1.amount.amount.magnitude }
    guard (steps - pay).magnitude > 1e-9 * size else { return }
    throw UnexplainedPay(
      description: "\(statement.person) in \(statement.period): the steps add up to \(steps), not"
        + " to \(pay)")
  }
}
