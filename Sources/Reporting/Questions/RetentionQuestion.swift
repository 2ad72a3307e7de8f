import Analysis
import Formats
import Model
import Statistics
import Units

/// Will we hit the board's number? NRR and GRR of each model by year, as fans.
enum RetentionQuestion: Question {
  private static let figures: [Figure] = [.nrr, .grr]
  private static let format = FigureFormat.percent(decimals: 1)

  static func answer(_ comparison: Comparison) -> Answer {
    let rows = FigureRow.byYear(figures, of: comparison)
    return Answer(
      id: "retention", question: "Will we hit the board's number?",
      sentence: sentence(rows, of: comparison), exhibit: exhibit(rows, of: comparison),
      views: [
        TableView(
          "Net and gross revenue retention by year", rows,
          [
            .name(FigureRow.model), .figure(FigureRow.year, .count),
            .words(FigureRow.metric), .figure(FigureRow.mean, format),
            .figure(FigureRow.standardError, "standard error", format),
            .figure(FigureRow.p5, "P5", format), .figure(FigureRow.p10, "P10", format),
            .figure(FigureRow.p50, "P50", format), .figure(FigureRow.p90, "P90", format),
            .figure(FigureRow.p95, "P95", format),
          ])
      ],
      notes: Note.lines("Targets", chances(comparison)) + Note.lines("Empty cohorts", empty(rows)))
  }

  private static func exhibit(_ rows: [FigureRow], of comparison: Comparison) -> Exhibit {
    let finance = comparison.scenario.finance
    let targets = zip(figures, [finance.targetNRR, finance.targetGRR]).compactMap {
      figure, target in
      target.map { (figure: figure, value: $0) }
    }
    let y = Axis.numbers(
      covering: rows.compactMap(\.outcome).flatMap { [$0.p5.value, $0.p95.value] }
        + targets.map(\.value), .percent(decimals: 0))
    let x = Axis.categories((1...comparison.scenario.years).map { "Y\($0)" })
    let panels = comparison.rankedNames.map { model in
      let fans = figures.enumerated().flatMap { index, figure in
        fan(rows.filter { $0.model == model && $0.figure == figure }, series: index)
      }
      let rules = targets.map { Mark(.rule($0.value, .horizontal, label: nil), .muted) }
      return Exhibit.Panel(
        heading: "\(name: model)",
        chart: Chart(
          title: "Net and gross revenue retention of \(model) by year", x: x, y: y, height: 190,
          marks: rules + fans))
    }
    return Exhibit(
      legend: [
        .init(swatch: .point(.circle), tone: .series(0), text: "NRR, net revenue retention"),
        .init(swatch: .point(.square), tone: .series(1), text: "GRR, gross revenue retention"),
      ]
        + targets.map {
          .init(
            swatch: .dashes, tone: .muted,
            text:
              "target \($0.figure.name.uppercased()) \(NumberText.shortPercent($0.value))")
        },
      picture: .panels(panels, columns: 3),
      note: """
        Points are expected values; the darker band is P10..P90 of outcomes, the lighter one \
        P5..P95. Each year counts the accounts at its own start; new customers are not simulated.
        """)
  }

  /// Bands around a line through the years; where there is but one, an interval.
  private static func fan(_ years: [FigureRow], series: Int) -> [Mark] {
    let (tone, shape) = (Tone.series(series), PointShape(series: series))
    // Intervals of the same year stand beside each other.
    let shift = years.count == 1 ? 0.24 * Double(series) - 0.12 : 0
    func points(_ value: (Summary) -> Double) -> [Mark.Point] {
      years.compactMap(\.outcome).enumerated().map { .init(Double($0), value($1)) }
    }
    let bands = [
      Mark(.area(low: points(\.p5.value), high: points(\.p95.value)), tone),
      Mark(.area(low: points(\.p10.value), high: points(\.p90.value)), tone),
    ]
    let dots = zip(years, years.compactMap(\.outcome)).enumerated().map { index, entry in
      let (year, outcome) = entry
      return Mark(
        .dot(
          .init(
            at: .init(Double(index) + shift, year.mean), shape: shape, direction: .vertical,
            range: years.count == 1
              ? ClosedRange(finite: outcome.p10.value, outcome.p90.value) : nil)), tone,
        Readout(
          year.model, "year \(index + 1)", value: year.mean,
          "\(Wording.words(year.name)) \(format.text(year.mean)); P10..P90 "
            + format.range(outcome.p10.value, outcome.p90.value)))
    }
    return (years.count > 1 ? bands + [Mark(.line(points(\.mean)), tone)] : []) + dots
  }

  private static func sentence(_ rows: [FigureRow], of comparison: Comparison) -> Sentence {
    let years = comparison.scenario.years
    let chances = comparison.ranking.compactMap { index in
      comparison.models[index].targets.joint.map { (model: comparison.name(index), $0.value) }
    }
    if let (model, chance) = chances.max(by: { $0.1 < $1.1 }) {
      let finance = comparison.scenario.finance
      let wanted = [
        finance.targetNRR.map { "NRR \(NumberText.shortPercent($0))" as Sentence },
        finance.targetGRR.map { "GRR \(NumberText.shortPercent($0))" as Sentence },
        finance.budget.map { "the budget of \(MoneyScale.text($0.amount))" as Sentence },
      ].compactMap(\.self)
      return """
        \(name: model) has the best chance to reach \(wanted.listed()) \
        \(wanted.count > 1 ? "together " : "")in year \(years): \
        \(ShownNumber(chance, .percent(decimals: 0))).
        """
    }
    let last = rows.last { $0.model == comparison.bestName && $0.figure == .nrr }?.outcome
    return """
      In year \(years) NRR under \(name: comparison.bestName) is between \
      \(ShownNumber(last?.p10.value ?? 0, format)) and \
      \(ShownNumber(last?.p90.value ?? 0, format)) in eight of ten trials; no target is stated.
      """
  }

  /// What is left out, since nothing was left to retain.
  private static func empty(_ rows: [FigureRow]) -> [String] {
    let found = rows.filter { $0.figure == .nrr && ($0.outcome?.missing ?? 0) > 0 }
    guard !found.isEmpty else { return [] }
    return ["Left out, since no account was left at the start of the year:"]
      + found.map { row in
        let (missing, of) = (row.outcome!.missing, row.outcome!.missing + row.outcome!.count)
        return "\(row.model), year \(row.year! + 1): \(missing) of \(of) trials"
      }
  }

  private static func chances(_ comparison: Comparison) -> [String] {
    let finance = comparison.scenario.finance
    let chances = comparison.ranking.compactMap { index in
      comparison.models[index].targets.joint.map {
        "\(comparison.name(index)) \(NumberText.percent($0.value, decimals: 0))"
      }
    }
    guard !chances.isEmpty else { return [] }
    let wanted = [
      finance.targetNRR.map { "NRR \(NumberText.shortPercent($0))" },
      finance.targetGRR.map { "GRR \(NumberText.shortPercent($0))" },
      finance.budget.map { "budget \(MoneyScale.text($0.amount))" },
    ].compactMap(\.self)
    return [
      "\(wanted.joined(separator: ", ")) together in the last year:",
      chances.joined(separator: ", "),
    ]
  }
}
