import Analysis
import Formats
import Model
import Statistics

/// What do I pay in risk? Value against how much more than target pay may cost.
enum FrontierQuestion: Question {
  static func answer(_ comparison: Comparison) -> Answer {
    let points = comparison.frontier.points
    let efficient = points.filter(\.isEfficient)
    let gain = FigureFormat.change(MoneyScale(for: points.map(\.gain)))
    let risk = FigureFormat.change(MoneyScale(for: points.map(\.risk)))
    return Answer(
      id: "frontier", question: "What does a model's value cost in risk of pay?",
      sentence: sentence(efficient, gain, risk, of: comparison),
      exhibit: exhibit(points, gain, risk, of: comparison),
      views: [
        view(
          "Variable pay above target incentive over \(comparison.horizon), \(comparison.scenario.currency)",
          of: .payAboveTarget, risk,
          error: .money(MoneyScale(for: points.map(\.risk))), comparison),
        view(
          "The same pay over target incentive, as a multiple", of: .payoutPerTI,
          .percent(decimals: 1), error: .percent(decimals: 1), comparison),
      ])
  }

  private static func view(
    _ caption: Sentence, of figure: Figure, _ format: FigureFormat, error: FigureFormat,
    _ comparison: Comparison
  ) -> TableView {
    TableView(
      caption, FigureRow.overall(figure, of: comparison),
      [
        .name(FigureRow.model), .figure(FigureRow.mean, format),
        .figure(FigureRow.standardError, "standard error", error),
        .figure(FigureRow.p10, "P10", format), .figure(FigureRow.p50, "P50", format),
        .figure(FigureRow.p90, "P90", format), .figure(FigureRow.p95, "P95", format),
        .figure(FigureRow.cvar, "worst 5%", format),
        .figure(FigureRow.cvarError, "its standard error", error),
      ])
  }

  private static func exhibit(
    _ points: [Frontier.Point], _ gain: FigureFormat, _ risk: FigureFormat,
    of comparison: Comparison
  ) -> Exhibit {
    func dot(_ point: Frontier.Point) -> Mark {
      let name = comparison.name(point.model)
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
    let efficient = points.filter(\.isEfficient)
    let line = Mark(.steps(efficient.map { .init($0.risk, $0.gain) }), .muted)
    return Exhibit(
      legend: comparison.ranking.map { model in
        .init(
          swatch: .point(PointShape(series: model)), tone: .series(model),
          text: "\(name: comparison.name(model))")
      },
      picture: .chart(
        Chart(
          title: "Value gain against pay above target in the worst trials, by model",
          x: .numbers(
            covering: points.map(\.risk), risk,
            title: "pay above target in the worst 5% of trials, \(comparison.scenario.currency)"),
          y: .numbers(
            covering: points.map(\.gain), gain,
            title: "value gain over \(comparison.horizon), \(comparison.scenario.currency)"),
          height: 280, marks: (efficient.count > 1 ? [line] : []) + points.map(dot))),
      note: """
        Up is more value, left is less risk: the mean, over the worst 5% of trials, of variable \
        pay above target incentive in \(comparison.horizon) \
        (CVaR95).\(efficient.count > 1 ? " The line joins the models that no other beats on both." : "")
        """)
  }

  private static func sentence(
    _ efficient: [Frontier.Point], _ gain: FigureFormat, _ risk: FigureFormat,
    of comparison: Comparison
  ) -> Sentence {
    let (safest, richest) = (efficient[0], efficient[efficient.count - 1])
    guard efficient.count > 1 else {
      return "\(name: comparison.name(safest.model)) has the most value at the least risk of pay."
    }
    func value(of point: Frontier.Point) -> Sentence {
      point.model == comparison.baseline
        ? "the baseline"
        : "\(ShownNumber(point.gain, gain)) on \(name: comparison.baselineName)"
    }
    return """
      \(name: comparison.name(richest.model)) has the most value, \(value(of: richest)), with \
      \(ShownNumber(richest.risk, risk)) of pay above target in its worst 5% of trials; \
      \(name: comparison.name(safest.model)), \(value(of: safest)), risks least, \
      \(ShownNumber(safest.risk, risk)).
      """
  }
}
