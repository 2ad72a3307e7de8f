import Formats
public import Model
import Ownership
import Plans
public import Simulation
import Statistics
import Units

/// What a scenario amounts to before it is simulated: the text of
/// `check`.
public struct ScenarioSummary: Sendable {
  /// How the scenario was read.
  public struct Reading: Hashable, Sendable {
    /// Headings of the book's file that nothing asked for.
    public var ignoredColumns: [String]
    /// How the book came out of its file; nil for a made-up book.
    public var intake: BookIntake?
    public var yourValues: Int
    public var defaultValues: Int

    public init(
      ignoredColumns: [String] = [], intake: BookIntake? = nil, yourValues: Int, defaultValues: Int
    ) {
      self.ignoredColumns = ignoredColumns
      self.intake = intake
      self.yourValues = yourValues
      self.defaultValues = defaultValues
    }
  }

  private let scenario: Scenario
  private let compiled: CompiledScenario
  private let reading: Reading

  public init(_ compiled: CompiledScenario, reading: Reading) {
    self.compiled = compiled
    scenario = compiled.scenario
    self.reading = reading
  }

  /// The summary, line by line.
  public var lines: [String] {
    bookLines + [valueLine] + shockLines + planLines + headLines
  }

  // MARK: - Book and values

  private var bookLines: [String] {
    let book = scenario.book
    let segments = book.segments.map {
      "\($0.name) \($0.accounts) / \(MoneyScale.text($0.arr.amount))"
    }
    let due = book.due(from: scenario.start, months: 12)
    var lines = [
      "\(Self.accounts(book.count)), \(MoneyScale.text(book.totalARR.amount)) \(scenario.currency)"
        + " ARR: \(segments.joined(separator: ", "))",
      "due in the year from \(scenario.start): \(Self.accounts(due.accounts)),"
        + " \(MoneyScale.text(due.arr.amount))",
    ]
    let readBack = BookReadBack(scenario, intake: reading.intake)
    lines += readBack.lines
    if !reading.ignoredColumns.isEmpty {
      let columns = reading.ignoredColumns.joined(separator: ", ")
      lines.append(
        (reading.ignoredColumns.count == 1 ? "ignored column: " : "ignored columns: ") + columns)
    }
    return lines
  }

  private var valueLine: String {
    let template = scenario.assumptionCount(.template)
    return "\(Counted(scenario.assumptions.count, "assumption")):"
      + " \(scenario.assumptionCount(.yours)) yours,"
      + (template == 0 ? "" : " \(template) of the template and not confirmed,")
      + " \(scenario.assumptionCount(.default)) default (--resolved lists them among all"
      + " \(reading.yourValues + reading.defaultValues) values)"
  }

  private static func accounts(_ count: Int) -> String {
    "\(NumberText.grouped(Double(count))) \(Counted(count, "account").noun)"
  }

  // MARK: - Shocks

  /// The effect of each standard deviation on log-odds on the stated renewal chance.
  private var shockLines: [String] {
    let arr = scenario.book.totalARR.amount
    let chance = zip(scenario.outcomes, scenario.book.segments).reduce(0) {
      $0 + $1.0.renewal.mean * ($1.1.arr.amount / arr)
    }
    guard chance > 0, chance < 1 else { return [] }
    return [
      ("market", scenario.shocks.marketSD), ("segment", scenario.shocks.segmentSD),
      ("talent", scenario.shocks.talentSD),
    ].compactMap { name, deviation in
      guard deviation.mean > 0 else { return nil }
      let reach = StandardNormal.quantile(0.9) * deviation.mean
      let spread = NumberText.grouped(deviation.mean, decimals: 2)
      func shifted(by shift: Double) -> String {
        NumberText.percent(LogOdds.probability(LogOdds.of(chance) + shift))
      }
      return "shocks.\(name) sd \(spread) turns a renewal chance of"
        + " \(NumberText.percent(chance)) into \(shifted(by: -reach))..\(shifted(by: reach))"
    }
  }

  // MARK: - Plans

  private var planLines: [String] {
    compiled.plansInUse.flatMap { PlanDiagnosisText(PlanDiagnosis($0)).lines }
  }

  // MARK: - People

  private var headLines: [String] {
    scenario.models.indices.map { model in
      let heads = compiled.heads(ofModel: model)
      let roles = compiled.roles(ofModel: model).compactMap { role -> (String, Int)? in
        let count = heads[RoleYear(role: role, year: 0)] ?? 0
        return count > 0 && (scenario.roles[role]?.isHuman ?? true) ? (role.rawValue, count) : nil
      }
      let total = roles.reduce(0) { $0 + $1.1 }
      return "\(scenario.models[model].name) begins with \(Counted(total, "head")): "
        + roles.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
  }
}
