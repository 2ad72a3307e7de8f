import Analysis
import Formats
import Model
import Ownership
import Simulation
import Statistics
import Units

/// A row of `cost`: an item of what a role costs in a year.
struct CostRow: ComparisonRow {
  let model: String
  let cost: CostEstimate

  static let heading = TableHeading(
    "cost", title: "Cost items", question: "What do people cost, by role, class and item?")

  static let model = Column.model { $0.model }
  static let year = Column.fiscalYear { $0.cost.role.year }
  static let role = Column.role { $0.cost.role.role.rawValue }
  static let mean = Column.mean(.money) { $0.cost.amount.mean }
  static let columns = [
    model, year, role,
    .text("cost-line", "class in which the role is booked: cogs, retention or expansion") {
      $0.cost.costLine.rawValue
    },
    .text("item", "base, pay (variable), burden, tools, hiring or severance") {
      $0.cost.item.name
    },
    mean, .standardError(.money) { $0.cost.amount.standardError },
    .p10(.money) { $0.cost.amount.p10 }, .p90(.money) { $0.cost.amount.p90 },
  ]

  static func rows(of comparison: Comparison) -> [CostRow] {
    comparison.models.flatMap { model in
      model.costs.map { CostRow(model: model.name, cost: $0) }
    }
  }
}

/// Can I afford it? What the people of each model cost by year and class, against the budget.
enum CostQuestion: Question {
  static let rows: [any ComparisonRow.Type] = [CostRow.self, BudgetRow.self]
  static let document = [BudgetRow.part]

  private typealias CostLine = RoleProfile.CostLine

  static func answer(_ comparison: Comparison) -> Answer {
    let budget = comparison.scenario.finance.budget?.amount
    let rows = FigureRow.byYear(
      [.cost, .costAtTarget] + CostLine.allCases.map { .costLine($0) }, [.overBudget],
      of: comparison)
    let parts = CostLine.allCases.filter { line in
      rows.contains { $0.figure == .costLine(line) && $0.mean != 0 }
    }
    let ends = rows.filter { $0.figure == .cost }.compactMap(\.outcome?.p90.value)
    let format = FigureFormat.money(MoneyScale(for: ends + [budget].compactMap(\.self)))
    let shown = [.cost, .costAtTarget] + parts.map { Figure.costLine($0) }
    var answer = Answer(
      id: "cost", question: "Can we afford it?", sentence: sentence(comparison),
      exhibit: exhibit(
        rows, parts, format, .numbers(covering: ends + [0, budget ?? 0], format), of: comparison),
      notes: Note.lines("Cost", atTarget(comparison)))
    answer.views = [
      TableView(
        "Cost by year, \(comparison.scenario.currency)",
        rows.filter { row in row.figure.map(shown.contains) ?? false },
        [
          .name(FigureRow.model), .figure(FigureRow.year, .count), .words(FigureRow.metric),
          .figure(FigureRow.mean, format), .figure(FigureRow.standardDeviation, format),
          .figure(FigureRow.p10, "P10", format), .figure(FigureRow.p50, "P50", format),
          .figure(FigureRow.p90, "P90", format), .figure(FigureRow.p95, "P95", format),
          .figure(FigureRow.standardError, "standard error", format),
        ])
    ]
    let budgets = BudgetRow.rows(of: comparison)
    answer.views.append(
      TableView(
        "What to budget (P50) and to keep in reserve (P90 less P50), \(comparison.scenario.currency)",
        budgets.filter { $0.budget.role == nil },
        [
          .name(BudgetRow.model), .figure(BudgetRow.year, .count),
          .figure(BudgetRow.median, "P50", format), .figure(BudgetRow.high, "P90", format),
          .figure(BudgetRow.reserve, format),
        ]))
    answer.views.append(
      TableView(
        "Heads and pay by role", HeadRow.rows(of: comparison),
        [
          .name(HeadRow.model), .name(HeadRow.role), .figure(HeadRow.year, .count),
          .figure(HeadRow.heads, .count),
          .figure(HeadRow.payout, "pay over target", .percent(decimals: 0)),
        ]))
    answer.notes += Note.lines("Budget", reserve(comparison))
    if budget != nil {
      answer.views.append(
        TableView(
          "Chance to exceed the yearly budget", rows.filter { $0.chance == .overBudget },
          [
            .name(FigureRow.model), .figure(FigureRow.year, .count),
            .figure(FigureRow.mean, "chance", .percent(decimals: 1)),
            .figure(FigureRow.standardError, "standard error", .percent(decimals: 1)),
          ]))
    }
    return answer
  }

  private static func exhibit(
    _ rows: [FigureRow], _ parts: [CostLine], _ format: FigureFormat, _ y: Axis,
    of comparison: Comparison
  ) -> Exhibit {
    let budget = comparison.scenario.finance.budget?.amount
    let x = Axis.categories((1...comparison.scenario.years).map { "Y\($0)" })
    let panels = comparison.ranking.map { index in
      let model = comparison.name(index)
      let switching = comparison.models[index].switchingCosts(years: comparison.scenario.years)
      let columns = switching.indices.flatMap { year in
        column(
          rows.filter { $0.model == model && $0.year == year }, year, parts,
          switching: switching[year], format)
      }
      let rule = budget.map { Mark(.rule($0, .horizontal, label: nil), .muted) }
      return Exhibit.Panel(
        heading: "\(name: model)",
        chart: Chart(
          title: "Cost of \(model) by year and class", x: x, y: y, height: 170,
          marks: columns + [rule].compactMap(\.self)))
    }
    return Exhibit(
      legend: parts.enumerated().map { index, part in
        .init(swatch: .area, tone: .series(index), text: "\(Wording.words(part.rawValue))")
      }
        + (budget.map {
          [.init(swatch: .dashes, tone: .muted, text: "budget \(MoneyScale.text($0)) a year")]
        } ?? []),
      picture: .panels(panels, columns: 3),
      note: """
        Bars are expected costs of the people, by class; the whisker is P10..P90 of their total, \
        in \(comparison.scenario.currency).\(switching(comparison, format))
        """)
  }

  /// A year's classes on top of each other, and the spread of their total.
  private static func column(
    _ rows: [FigureRow], _ year: Int, _ parts: [CostLine], switching: Double,
    _ format: FigureFormat
  ) -> [Mark] {
    func row(_ figure: Figure) -> FigureRow? { rows.first { $0.figure == figure } }
    guard let total = row(.cost), let outcome = total.outcome else { return [] }
    let stack = Mark.stack(
      parts.enumerated().map { series, part in
        let figure = Figure.costLine(part)
        let value = row(figure)?.mean ?? 0
        return (
          value, .series(series),
          Readout(
            total.model, "year \(year + 1)", value: value,
            "\(Wording.words(figure.name)) \(format.text(value))")
        )
      }, across: BandScale(count: 1).stretch(year, share: 0.6), .vertical)
    guard let range = ClosedRange(finite: outcome.p10.value, outcome.p90.value) else {
      return stack
    }
    var values =
      "cost \(format.text(total.mean)); P10..P90 "
      + format.range(range.lowerBound, range.upperBound)
    if switching > 0 { values += "; \(format.text(switching)) of it hiring and severance" }
    if let target = row(.costAtTarget)?.mean {
      values += "; \(format.text(target)) if everybody were paid target"
    }
    if let over = rows.first(where: { $0.chance == .overBudget })?.mean {
      values += "; over budget in \(FigureFormat.percent(decimals: 0).text(over)) of trials"
    }
    return stack + [
      Mark(
        .whisker(range, at: Double(year), .vertical), .muted,
        Readout(total.model, "year \(year + 1)", value: total.mean, values))
    ]
  }

  /// What hiring and severance come to under the best model, year by year; empty for nothing.
  private static func switching(_ comparison: Comparison, _ format: FigureFormat) -> Sentence {
    let costs = comparison.models[comparison.best]
      .switchingCosts(years: comparison.scenario.years)
    guard costs.contains(where: { $0 > 0 }) else { return "" }
    let years = costs.enumerated().map { "\(format.text($1)) in year \($0 + 1)" as Sentence }
    return """
       Hiring and severance count in the year in which people come or go: under \
      \(name: comparison.bestName) \(years.listed()).
      """
  }

  private static func sentence(_ comparison: Comparison) -> Sentence {
    let rows = SummaryRow.rows(of: comparison)
    let best = rows[0]
    let budget = best.overBudget == nil ? nil : comparison.scenario.finance.budget
    func amount(_ row: SummaryRow) -> Double {
      budget == nil ? row.costPerYear : row.overBudget?.value ?? 0
    }
    let least = rows.min { amount($0) < amount($1) } ?? best
    let format: FigureFormat =
      budget == nil ? .money(MoneyScale(for: rows.map(\.costPerYear))) : .percent(decimals: 0)
    let isBest = least.model == best.model || amount(least) == amount(best)
    let figure = ShownNumber(amount(best), format)
    let rest: Sentence =
      isBest
      ? ", the least of all models"
      : "; the least is that of \(name: least.model), \(ShownNumber(amount(least), format))"
    guard let budget else {
      return "\(name: comparison.bestName) costs \(figure) a year\(rest)."
    }
    return """
      \(name: comparison.bestName) exceeds the budget of \(MoneyScale.text(budget.amount)) in \
      \(figure) of years\(rest).
      """
  }

  /// The best model's budget and reserve by year.
  private static func reserve(_ comparison: Comparison) -> [String] {
    let budgets = comparison.models[comparison.best].budgets.filter { $0.role == nil }
    let format = FigureFormat.money(MoneyScale(for: budgets.map(\.high.value)))
    let years = budgets.map {
      "year \($0.year + 1) \(format.text($0.median.value)) and \(format.text($0.reserve))"
    }
    return ["\(comparison.bestName), P50 and reserve to P90: " + years.joined(separator: ", ")]
  }

  private static func atTarget(_ comparison: Comparison) -> [String] {
    let model = comparison.models[comparison.best]
    let years = Double(comparison.scenario.years)
    let cost = MoneyScale.text(model[.cost].mean / years)
    let atTarget = MoneyScale.text(model[.costAtTarget].mean / years)
    func percent(_ figure: Figure) -> String {
      NumberText.percent(model[figure].mean, decimals: 0)
    }
    let line = "\(model.name) \(cost) a year; \(atTarget) if everybody were paid target"
    guard model[.ccos].mean > 0 else { return [line] }
    return [
      line,
      "variable pay is \(percent(.ccos)) of bookings,"
        + " \(percent(.creditedCCOS)) of those that credit a person",
    ]
  }
}

extension ModelEstimates {
  /// Expected hiring and severance by fiscal year, over all roles.
  fileprivate func switchingCosts(years: Int) -> [Double] {
    (0..<years).map { year in
      costs.filter { $0.role.year == year && [.hiring, .severance].contains($0.item) }
        .reduce(0) { $0 + $1.amount.mean }
    }
  }
}
