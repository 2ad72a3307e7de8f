import Analysis
import Formats
import Model
import Units

extension PageSection {
  /// Will we hit the board's number? NRR and GRR of each model by year, as fans.
  static func retention(_ records: ComparisonRecords) -> PageSection {
    let metrics = ["nrr", "grr"]
    let rows = records.byYear(metrics)
    let finance = records.scenario.finance
    let targets = zip(metrics, [finance.targetNRR, finance.targetGRR]).compactMap {
      metric, target in
      target.map { (metric: metric, value: $0) }
    }
    let format = FigureFormat.percent(decimals: 1)
    let y = Axis.numbers(
      covering: rows.flatMap { [$0["p5"], $0["p95"]].compactMap(\.self) } + targets.map(\.value),
      .percent(decimals: 0))
    let x = Axis.categories(
      (1...records.scenario.years).map { "Y\($0)" })
    let panels = records.ranking.map { model in
      let fans = metrics.enumerated().flatMap { place, metric in
        fan(
          rows.filter { $0.text("model") == model && $0.text("metric") == metric }, series: place)
      }
      let rules = targets.map { Mark(.rule($0.value, .horizontal, label: nil), .muted) }
      return Panel(
        heading: "\(name: model)",
        chart: Chart(
          title: "Net and gross revenue retention of \(model) by year", x: x, y: y, height: 190,
          marks: rules + fans))
    }
    return PageSection(
      id: "retention", question: "Will we hit the board's number?",
      answer: answer(rows, of: records),
      legend: [
        .init(swatch: .point(.circle), tone: .series(0), text: "NRR, net revenue retention"),
        .init(swatch: .point(.square), tone: .series(1), text: "GRR, gross revenue retention"),
      ]
        + targets.map {
          .init(
            swatch: .dashes, tone: .muted,
            text: "target \($0.metric.uppercased()) \(NumberText.shortPercent($0.value))")
        },
      picture: .panels(panels, columns: 3),
      note: """
        Points are expected values; the darker band is P10..P90 of outcomes, the lighter one \
        P5..P95. Each year counts the accounts at its own start; new customers are not simulated.
        """,
      tables: [
        PageTable(
          "Net and gross revenue retention by year", rows,
          [.name("model"), .figure("year", .count), .words("metric")]
            + [("mean", "mean"), ("se", "standard error")].map { .figure($0, $1, format) }
            + ["p5", "p10", "p50", "p90", "p95"].map { .figure($0, $0.uppercased(), format) })
      ])
  }

  /// Bands around a line through the years; where there is but one, an interval.
  private static func fan(
    _ years: [Table.Record], series: Int
  ) -> [Mark] {
    let format = FigureFormat.percent(decimals: 1)
    let (tone, shape) = (Tone.series(series), PointShape(series: series))
    // Intervals of the same year stand beside each other.
    let shift = years.count == 1 ? 0.24 * Double(series) - 0.12 : 0
    func points(_ key: String) -> [Mark.Point] {
      years.enumerated().map { .init(Double($0), $1[key] ?? 0) }
    }
    let bands = [("p5", "p95"), ("p10", "p90")].map { low, high in
      Mark(.area(low: points(low), high: points(high)), tone)
    }
    let dots = years.enumerated().map { place, year in
      Mark(
        .dot(
          .init(
            at: .init(Double(place) + shift, year["mean"] ?? 0), shape: shape, direction: .vertical,
            range: years.count == 1 ? year.range("p10", "p90") : nil)), tone,
        Readout(
          year.text("model") ?? "", "year \(place + 1)", value: year["mean"] ?? 0,
          "\(Wording.words(year.text("metric") ?? "")) \(format.text(year["mean"] ?? 0)); P10..P90 "
            + format.range(year["p10"] ?? 0, year["p90"] ?? 0)))
    }
    return (years.count > 1 ? bands + [Mark(.line(points("mean")), tone)] : []) + dots
  }

  private static func answer(
    _ rows: [Table.Record], of records: ComparisonRecords
  ) -> Sentence {
    let percent = FigureFormat.percent(decimals: 0)
    let chances = records.summary.filter { $0["joint-targets"] != nil }
    let likeliest = chances.max { $0["joint-targets"]! < $1["joint-targets"]! }
    if let likeliest, let chance = likeliest["joint-targets"] {
      let finance = records.scenario.finance
      let wanted = [
        finance.targetNRR.map { "NRR \(NumberText.shortPercent($0))" as Sentence },
        finance.targetGRR.map { "GRR \(NumberText.shortPercent($0))" as Sentence },
        finance.budget.map { "the budget of \(MoneyScale.text($0.amount))" as Sentence },
      ].compactMap(\.self)
      return """
        \(name: likeliest.text("model") ?? "") has the best chance to reach \(wanted.listed()) \
        \(wanted.count > 1 ? "together " : "")in year \(records.scenario.years): \
        \(ShownNumber(chance, percent)).
        """
    }
    let last = rows.last {
      $0.text("model") == records.best && $0.text("metric") == "nrr"
    }
    let format = FigureFormat.percent(decimals: 1)
    return """
      In year \(records.scenario.years) NRR under \(name: records.best) is between \
      \(ShownNumber(last?["p10"] ?? 0, format)) and \(ShownNumber(last?["p90"] ?? 0, format)) in eight of \
      ten trials; no target is stated.
      """
  }
}
