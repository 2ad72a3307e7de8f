import Analysis
import Formats
import Model
import Statistics

extension PageSection {
  /// What do I pay in risk? Value against how much more than target pay may cost.
  static func frontier(_ records: ComparisonRecords) -> PageSection {
    let points = records.comparison.frontier.points
    let efficient = points.filter(\.isEfficient)
    let gain = FigureFormat.change(MoneyScale(for: points.map(\.gain)))
    let risk = FigureFormat.change(MoneyScale(for: points.map(\.risk)))
    func dot(_ point: Frontier.Point) -> Mark {
      let name = records.name(point.model)
      return Mark(
        .dot(
          .init(
            at: .init(point.risk, point.gain), shape: PointShape(series: point.model),
            label: Lettering.cut(name, to: 170))),
        .series(point.model),
        Readout(
          name, value: point.risk,
          "value gain \(gain.text(point.gain)); pay above target in the worst 5% of trials "
            + "\(risk.text(point.risk))" + (point.isEfficient ? "; on the frontier" : "")))
    }
    let error = FigureFormat.money(MoneyScale(for: points.map(\.risk)))
    let percent = FigureFormat.percent(decimals: 1)
    let line = Mark(.steps(efficient.map { .init($0.risk, $0.gain) }), .muted)
    return PageSection(
      id: "frontier", question: "What does a model's value cost in risk of pay?",
      answer: answer(efficient, gain, risk, of: records),
      legend: records.comparison.ranking.map { model in
        .init(
          swatch: .point(PointShape(series: model)), tone: .series(model),
          text: "\(name: records.name(model))")
      },
      picture: .chart(
        Chart(
          title: "Value gain against pay above target in the worst trials, by model",
          x: .numbers(
            covering: points.map(\.risk), risk,
            title: "pay above target in the worst 5% of trials, \(records.scenario.currency)"),
          y: .numbers(
            covering: points.map(\.gain), gain,
            title: "value gain over \(records.years), \(records.scenario.currency)"),
          height: 280, marks: (efficient.count > 1 ? [line] : []) + points.map(dot))),
      note: """
        Up is more value, left is less risk: the mean, over the worst 5% of trials, of variable \
        pay above target incentive in \(records.years) \
        (CVaR95).\(efficient.count > 1 ? " The line joins the models that no other beats on both." : "")
        """,
      tables: [
        PageTable(
          "Variable pay above target incentive over \(records.years), \(records.scenario.currency)",
          records.overall("pay-above-target"),
          [
            .name("model"), .figure("mean", risk), .figure("se", "standard error", error),
            .figure("p10", "P10", risk), .figure("p50", "P50", risk),
            .figure("p90", "P90", risk), .figure("p95", "P95", risk),
            .figure("cvar", "worst 5%", risk),
            .figure("cvar-se", "its standard error", error),
          ]),
        PageTable(
          "The same pay over target incentive, as a multiple", records.overall("payout-per-ti"),
          [
            .name("model"), .figure("mean", percent), .figure("se", "standard error", percent),
            .figure("p10", "P10", percent), .figure("p50", "P50", percent),
            .figure("p90", "P90", percent), .figure("p95", "P95", percent),
            .figure("cvar", "worst 5%", percent),
            .figure("cvar-se", "its standard error", percent),
          ]),
      ])
  }

  private static func answer(
    _ efficient: [Frontier.Point], _ gain: FigureFormat, _ risk: FigureFormat,
    of records: ComparisonRecords
  ) -> Sentence {
    let (safest, richest) = (efficient[0], efficient[efficient.count - 1])
    guard efficient.count > 1 else {
      return "\(name: records.name(safest.model)) has the most value at the least risk of pay."
    }
    func value(of point: Frontier.Point) -> Sentence {
      point.model == records.comparison.baseline
        ? "the baseline" : "\(ShownNumber(point.gain, gain)) on \(name: records.baseline)"
    }
    return """
      \(name: records.name(richest.model)) has the most value, \(value(of: richest)), with \
      \(ShownNumber(richest.risk, risk)) of pay above target in its worst 5% of trials; \
      \(name: records.name(safest.model)), \(value(of: safest)), risks least, \
      \(ShownNumber(safest.risk, risk)).
      """
  }
}
