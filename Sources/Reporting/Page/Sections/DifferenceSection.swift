import Analysis
import Formats
import Model
import Statistics

extension PageSection {
  /// Which model, and how sure? The gain of each over the baseline with its intervals.
  static func difference(_ records: ComparisonRecords) -> PageSection {
    let rows = records.summary.map { $0.joined(with: records.gain(of: $0.text("model") ?? "")) }
    let keys = ["gain-mean", "low", "high", "gain-p10", "gain-p90"]
    let figures = rows.flatMap { row in keys.compactMap { row[$0] } }
    let format = FigureFormat.change(MoneyScale(for: figures))
    let marks = rows.enumerated().map { place, row in
      mark(row, at: place, format, of: records)
    }
    return PageSection(
      id: "difference", question: "Which model is worth most, and how sure is that?",
      answer: answer(rows, format, of: records),
      legend: [
        .init(swatch: .point(.circle), tone: .accent, text: "the best by expected value"),
        .init(swatch: .point(.circle), tone: .muted, text: "the others"),
      ],
      picture: .chart(
        Chart(
          title: "Value gain over \(records.baseline) by model",
          x: .numbers(
            covering: figures + [0], format,
            title: "value gain over \(records.years), \(records.scenario.currency)"),
          panes: [
            Pane(
              y: .categories(rows.map { $0.text("model") ?? "" }),
              height: Double(rows.count) * 34, marks: marks,
              rowEnds: rows.map {
                $0["p-better"].map(FigureFormat.percent(decimals: 0).text) ?? "baseline"
              }, rowEndTitle: "P(better)")
          ])),
      note: """
        Against \(name: records.baseline), on the same luck. Thick: the 95% interval of the \
        expected gain. Thin: P10..P90 of outcomes. P(better): \
        \(records.comparison.hasRanges ? "the share of worlds" : "whether, for the one expectation there is,") \
        in which the expected gain is above 0.\(terminal(records))
        """,
      tables: [
        PageTable(
          "Value gain over \(name: records.baseline), \(records.scenario.currency)", rows,
          [
            .name("model"), .figure("gain-mean", "mean", format),
            .figure("gain-se", "standard error", .money(MoneyScale(for: figures))),
            .figure("low", "95% low", format), .figure("high", "95% high", format),
            .figure("gain-p10", "P10", format), .figure("gain-p90", "P90", format),
            .figure("p-better", "P(better)", .percent(decimals: 1)),
          ])
      ])
  }

  private static func answer(
    _ rows: [Table.Record], _ format: FigureFormat, of records: ComparisonRecords
  ) -> Sentence {
    guard let verdict = records.comparison.verdicts.first else {
      return "There is one model only, and nothing to compare it with."
    }
    let words = VerdictWording(verdict, in: records.comparison).words
    guard let best = rows.first, let gain = best["gain-mean"] else { return "\(words)." }
    return """
      \(words); \(name: records.best) gains \(ShownNumber(gain, format)) on \(name: records.baseline) \
      over \(records.years).
      """
  }

  /// What value counts for the time after the horizon, and where the best model stands without it;
  /// empty where it counts nothing.
  private static func terminal(_ records: ComparisonRecords) -> Sentence {
    guard let terminal = records.scenario.finance.terminalValue else { return "" }
    let end = records.payback.last { $0.text("model") == records.best }?["mean"]
    let without: Sentence? = end.map { end in
      """
      ; without it \(name: records.best) comes to \(ShownNumber(end, .change(MoneyScale(for: [end])))) \
      in \(records.years)
      """
    }
    return " Value counts \(terminal) for the time after the horizon\(without ?? "")."
  }

  private static func mark(
    _ row: Table.Record, at place: Int, _ format: FigureFormat, of records: ComparisonRecords
  ) -> Mark {
    let model = row.text("model") ?? ""
    let tone: Tone = model == records.best ? .accent : .muted
    guard let mean = row["gain-mean"] else {
      return Mark(
        .dot(.init(at: .init(0, Double(place)), shape: .square)), tone,
        Readout(model, value: 0, "the baseline, to which all others are compared"))
    }
    let interval = row.range("low", "high")
    let outcomes = row.range("gain-p10", "gain-p90")
    var values = [format.text(mean)]
    if let interval {
      values.append("95% interval " + format.range(interval.lowerBound, interval.upperBound))
    }
    if let outcomes {
      values.append("P10..P90 " + format.range(outcomes.lowerBound, outcomes.upperBound))
    }
    if let better = row["p-better"] {
      values.append("P(better) " + FigureFormat.percent(decimals: 0).text(better))
    }
    return Mark(
      .dot(.init(at: .init(mean, Double(place)), interval: interval, range: outcomes)),
      tone,
      Readout(model, value: mean, values.joined(separator: "; ")))
  }
}

extension Table.Record {
  /// From one number to another; nil where either is missing or infinite.
  func range(_ low: String, _ high: String) -> ClosedRange<Double>? {
    guard let low = self[low], let high = self[high], low.isFinite, high.isFinite, low <= high
    else { return nil }
    return low...high
  }
}
