import Formats
public import Model
import Ownership
import Plans
public import Simulation
import Statistics
import Units

/// What a scenario amounts to before it is simulated, and what looks odd in it: the text of
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

  /// Things that may be intended but deserve a look; each a sentence without its full stop.
  public var warnings: [String] {
    compiled.simplifiedPay
      + scenario.models.indices.flatMap { model in
        [costWarning(model)].compactMap(\.self) + demandWarnings(model) + planWarnings(model)
      }
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
    "\(Counted(reading.yourValues + reading.defaultValues, "value")): \(reading.yourValues) yours,"
      + " \(reading.defaultValues) default (--resolved lists them)"
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

  /// Roles that a model pays by another plan than the baseline does.
  private func planWarnings(_ index: Int) -> [String] {
    let baseline = scenario.models[scenario.baseline]
    guard index != scenario.baseline else { return [] }
    let model = scenario.models[index]
    let roles = compiled.roles(ofModel: index).filter { role in
      compiled.roles(ofModel: scenario.baseline).contains(role)
        && model.stages.contains {
          $0.rules.planName(of: role) != baseline.stages[0].rules.planName(of: role)
        }
    }
    return roles.map {
      "\(model.name) pays \($0) by another plan than \(baseline.name):"
        + " part of the gap is pay (--same-plans)"
    }
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

  /// Warns of roles with too few people for the work.
  private func demandWarnings(_ model: Int) -> [String] {
    let heads = compiled.heads(ofModel: model)
    let demand = compiled.demandInHeads(ofModel: model)
    return compiled.roles(ofModel: model).compactMap { role in
      let first = RoleYear(role: role, year: 0)
      guard let count = heads[first], count > 0, let needed = demand[first],
        scenario.roles[role]?.isHuman ?? true, needed > Double(count) * Self.overload
      else { return nil }
      let heads = NumberText.grouped(needed, decimals: 1)
      return "\(scenario.models[model].name) needs \(heads) heads of \(role) and has \(count):"
        + " overload lowers its odds"
    }
  }

  /// The ratio of needed to actual heads above which to warn.
  private static let overload = 1.1

  /// Warns if people cost more at target in the first year than the margin on the book.
  private func costWarning(_ model: Int) -> String? {
    let rules = scenario.models[model].stages[0].rules
    let cost = compiled.heads(ofModel: model).reduce(0) { sum, entry in
      guard entry.key.year == 0, let role = scenario.roles[entry.key.role] else { return sum }
      let offer = role.offer(paidBy: scenario.plans[rules.planName(of: role.role)])
      return sum + Double(entry.value)
        * (offer.onTarget * (1 + role.burden.mean) + role.tools.mean)
    }
    let margin = scenario.book.totalARR.amount * scenario.finance.grossMargin.mean
    guard cost > margin else { return nil }
    return
      "\(scenario.models[model].name) spends \(MoneyScale.text(cost)) a year on people, more than the"
      + " margin of \(MoneyScale.text(margin)) on the whole book"
  }
}
