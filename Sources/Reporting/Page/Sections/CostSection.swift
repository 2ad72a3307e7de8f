import Analysis
import Formats
import Model
import Simulation
import Statistics
import Units

extension PageSection {
  /// Can I afford it? What the people of each model cost by year and class, against the budget.
  static func cost(_ records: ComparisonRecords) -> PageSection {
    let all = RoleProfile.CostLine.allCases.map { "cost-\($0.rawValue)" }
    let rows = records.byYear(["cost", "cost-at-target"] + all + ["over-budget"])
    let parts = all.filter { part in
      rows.contains { $0.text("metric") == part && $0["mean"] != 0 }
    }
    let budget = records.scenario.finance.budget?.amount
    let costs = rows.filter { $0.text("metric") == "cost" }
    let scale = MoneyScale(
      for: costs.compactMap { $0["p90"] } + [budget].compactMap(\.self))
    let format = FigureFormat.money(scale)
    let y = Axis.numbers(
      covering: costs.compactMap { $0["p90"] } + [0, budget ?? 0], format)
    let x = Axis.categories(
      (1...records.scenario.years).map { "Y\($0)" })
    let panels = records.comparison.ranking.map { index in
      let model = records.name(index)
      let own = rows.filter { $0.text("model") == model }
      let switching = records.comparison.models[index].switchingCosts(years: records.scenario.years)
      let columns = (1...records.scenario.years).flatMap { year in
        column(
          own.filter { $0["year"] == Double(year) }, year, parts,
          switching: switching[year - 1], format)
      }
      let rule = budget.map { Mark(.rule($0, .horizontal, label: nil), .muted) }
      return Panel(
        heading: "\(name: model)",
        chart: Chart(
          title: "Cost of \(model) by year and class", x: x, y: y, height: 170,
          marks: columns + [rule].compactMap(\.self)))
    }
    let money = ["mean", "sd", "p10", "p50", "p90", "p95"]
    return PageSection(
      id: "cost", question: "Can we afford it?",
      answer: answer(of: records),
      legend: parts.enumerated().map { place, part in
        .init(
          swatch: .area, tone: .series(place),
          text: "\(Wording.words(String(part.dropFirst("cost-".count))))")
      }
        + (budget.map {
          [.init(swatch: .dashes, tone: .muted, text: "budget \(MoneyScale.text($0)) a year")]
        } ?? []),
      picture: .panels(panels, columns: 3),
      note: """
        Bars are expected costs of the people, by class; the whisker is P10..P90 of their total, \
        in \(records.scenario.currency).\(switching(records, format))
        """,
      tables: [
        PageTable(
          "Cost by year, \(records.scenario.currency)",
          rows.filter { (["cost", "cost-at-target"] + parts).contains($0.text("metric") ?? "") },
          [.name("model"), .figure("year", .count), .words("metric")]
            + money.map { .figure($0, $0 == "mean" || $0 == "sd" ? $0 : $0.uppercased(), format) }
            + [.figure("se", "standard error", format)])
      ]
        + (budget == nil
          ? []
          : [
            PageTable(
              "Chance to exceed the yearly budget",
              rows.filter { $0.text("metric") == "over-budget" },
              [
                .name("model"), .figure("year", .count),
                .figure("mean", "chance", .percent(decimals: 1)),
                .figure("se", "standard error", .percent(decimals: 1)),
              ])
          ]))
  }

  /// A year's classes on top of each other, and the spread of their total.
  private static func column(
    _ year: [Table.Record], _ place: Int, _ parts: [String], switching: Double,
    _ format: FigureFormat
  ) -> [Mark] {
    func row(_ metric: String) -> Table.Record? { year.first { $0.text("metric") == metric } }
    guard let total = row("cost"), let mean = total["mean"] else { return [] }
    let model = total.text("model") ?? ""
    let stack = Mark.stack(
      parts.enumerated().map { series, part in
        let value = row(part)?["mean"] ?? 0
        return (
          value, .series(series),
          Readout(
            model, "year \(place)", value: value, "\(Wording.words(part)) \(format.text(value))")
        )
      }, across: BandScale(count: 1).stretch(place - 1, share: 0.6), .vertical)
    guard let range = total.range("p10", "p90") else { return stack }
    var values =
      "cost \(format.text(mean)); P10..P90 " + format.range(range.lowerBound, range.upperBound)
    if switching > 0 { values += "; \(format.text(switching)) of it hiring and severance" }
    if let target = row("cost-at-target")?["mean"] {
      values += "; \(format.text(target)) if everybody were paid target"
    }
    if let over = row("over-budget")?["mean"] {
      values += "; over budget in \(FigureFormat.percent(decimals: 0).text(over)) of trials"
    }
    return stack + [
      Mark(
        .whisker(range, at: Double(place - 1), .vertical), .muted,
        Readout(model, "year \(place)", value: mean, values))
    ]
  }

  /// What hiring and severance come to under the best model, year by year; empty for nothing.
  private static func switching(_ records: ComparisonRecords, _ format: FigureFormat) -> Sentence {
    let costs = records.comparison.models[records.comparison.best]
      .switchingCosts(years: records.scenario.years)
    guard costs.contains(where: { $0 > 0 }) else { return "" }
    let years = costs.enumerated().map { "\(format.text($1)) in year \($0 + 1)" as Sentence }
    return """
       Hiring and severance count in the year in which people come or go: under \
      \(name: records.best) \(years.listed()).
      """
  }

  private static func answer(of records: ComparisonRecords) -> Sentence {
    let best = records.summary[0]
    let key = best["over-budget"] == nil ? "cost-per-year" : "over-budget"
    let least = records.summary.min { ($0[key] ?? 0) < ($1[key] ?? 0) } ?? best
    let costs = records.summary.compactMap { $0["cost-per-year"] }
    let format: FigureFormat =
      key == "over-budget" ? .percent(decimals: 0) : .money(MoneyScale(for: costs))
    let isBest = least.text("model") == best.text("model") || least[key] == best[key]
    let figure = ShownNumber(best[key] ?? 0, format)
    let rest: Sentence =
      isBest
      ? ", the least of all models"
      : "; the least is that of \(name: least.text("model") ?? ""), \(ShownNumber(least[key] ?? 0, format))"
    if key == "over-budget", let budget = records.scenario.finance.budget {
      return """
        \(name: records.best) exceeds the budget of \(MoneyScale.text(budget.amount)) in \
        \(figure) of years\(rest).
        """
    }
    return "\(name: records.best) costs \(figure) a year\(rest)."
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
