import Analysis
import Formats
import Model
import Statistics

/// Which model, and how sure? The gain of each over the baseline with its intervals.
enum ValueQuestion: Question {
  static let rows: [any ComparisonRow.Type] = [
    SummaryRow.self, FigureRow.self, DifferenceRow.self,
  ]
  static let document = [ModelShapes.part, DifferenceRow.part]

  static func answer(_ comparison: Comparison) -> Answer {
    let rows = SummaryRow.rows(of: comparison)
    let figures = rows.flatMap(\.gains)
    let format = FigureFormat.change(MoneyScale(for: figures))
    return Answer(
      id: "difference", question: "Which model is worth most, and how sure is that?",
      sentence: sentence(rows, format, of: comparison),
      exhibit: exhibit(rows, figures, format, of: comparison),
      views: [
        TableView(
          "Value gain over \(name: comparison.baselineName), \(comparison.scenario.currency)", rows,
          [
            .name(SummaryRow.model), .figure(SummaryRow.gainMean, "mean", format),
            .figure(
              SummaryRow.gainError, "standard error", .money(MoneyScale(for: figures))),
            .figure("95% low", format) { $0.gain?.paired.low },
            .figure("95% high", format) { $0.gain?.paired.high },
            .figure(SummaryRow.gainP10, "P10", format),
            .figure(SummaryRow.gainP90, "P90", format),
            .figure(SummaryRow.probabilityBetter, "P(better)", .percent(decimals: 1)),
            .figure("95% low", .percent(decimals: 1)) { $0.gain?.paired.better?.low },
            .figure("95% high", .percent(decimals: 1)) { $0.gain?.paired.better?.high },
            .figure(SummaryRow.chanceBest, "P(best of all)", .percent(decimals: 1)),
          ])
      ],
      notes: Note.lines("Verdict", verdict(of: comparison))
        + Note.lines("P(best)", chancesBest(comparison))
        + Note.lines("Dominated", dominated(comparison))
        + Note.lines("Adjusted", adjusted(comparison)),
      warnings: warnings(comparison))
  }

  private static func exhibit(
    _ rows: [SummaryRow], _ figures: [Double], _ format: FigureFormat, of comparison: Comparison
  ) -> Exhibit {
    Exhibit(
      legend: [
        .init(swatch: .point(.circle), tone: .accent, text: "the best by expected value"),
        .init(swatch: .point(.circle), tone: .muted, text: "the others"),
      ],
      picture: .chart(
        Chart(
          title: "Value gain over \(comparison.baselineName) by model",
          x: .numbers(
            covering: figures + [0], format,
            title: "value gain over \(comparison.horizon), \(comparison.scenario.currency)"),
          panes: [
            Pane(
              y: .categories(rows.map(\.model)), height: Double(rows.count) * 34,
              marks: rows.enumerated().map { mark($1, at: $0, format, of: comparison) },
              rowEnds: rows.map {
                $0.gain.map { $0.paired.better?.inWords ?? "-" } ?? "baseline"
              }, rowEndTitle: "P(better)")
          ])),
      note: """
        Against \(name: comparison.baselineName), on the same luck. Thick: the 95% interval of the \
        expected gain. Thin: P10..P90 of outcomes. P(better): \
        \(comparison.hasRanges ? "the probability, over what is not known, with its 95% interval," : "whether,") \
        that the expected gain is above 0.\(terminal(comparison))
        """)
  }

  private static func sentence(
    _ rows: [SummaryRow], _ format: FigureFormat, of comparison: Comparison
  ) -> Sentence {
    guard let verdict = comparison.verdicts.first else {
      return "There is one model only, and nothing to compare it with."
    }
    let words = VerdictWording(verdict, in: comparison).words
    guard let gain = rows.first?.gain else { return "\(words)." }
    return """
      \(words); \(name: comparison.bestName) gains \(ShownNumber(gain.paired.mean, format)) on \
      \(name: comparison.baselineName) over \(comparison.horizon).
      """
  }

  /// What value counts for the time after the horizon, and where the best model stands without it;
  /// empty where it counts nothing.
  private static func terminal(_ comparison: Comparison) -> Sentence {
    guard let terminal = comparison.scenario.finance.terminalValue else { return "" }
    let end = comparison.paybacks.first { $0.model == comparison.best }?.quarters.last?.gain.mean
    let without: Sentence? = end.map { end in
      """
      ; without it \(name: comparison.bestName) comes to \
      \(ShownNumber(end, .change(MoneyScale(for: [end])))) in \(comparison.horizon)
      """
    }
    return " Value counts \(terminal) for the time after the horizon\(without ?? "")."
  }

  private static func mark(
    _ row: SummaryRow, at index: Int, _ format: FigureFormat, of comparison: Comparison
  ) -> Mark {
    let tone: Tone = row.model == comparison.bestName ? .accent : .muted
    guard let gain = row.gain else {
      return Mark(
        .dot(.init(at: .init(0, Double(index)), shape: .square)), tone,
        Readout(row.model, value: 0, "the baseline, to which all others are compared"))
    }
    let mean = gain.paired.mean
    let interval = ClosedRange(finite: gain.paired.low, gain.paired.high)
    let outcomes = ClosedRange(finite: gain.outcome.p10.value, gain.outcome.p90.value)
    var values = [format.text(mean)]
    if let interval {
      values.append("95% interval " + format.range(interval.lowerBound, interval.upperBound))
    }
    if let outcomes {
      values.append("P10..P90 " + format.range(outcomes.lowerBound, outcomes.upperBound))
    }
    if let better = gain.paired.better { values.append("P(better) " + better.inWords) }
    return Mark(
      .dot(.init(at: .init(mean, Double(index)), interval: interval, range: outcomes)), tone,
      Readout(row.model, value: mean, values.joined(separator: "; ")))
  }

  // MARK: - Notes

  /// The best model against its closest rival, then against every other it does not clearly beat.
  static func verdict(of comparison: Comparison) -> [String] {
    guard let first = comparison.verdicts.first else {
      return ["one model only: there is nothing to compare it with"]
    }
    let others = comparison.openVerdicts.map { VerdictWording($0, in: comparison).sentence }
    let isClear = first.finding == .winner && comparison.models.count > 2
    let sentence = VerdictWording(first, in: comparison).sentence
    return [sentence + (isClear ? ", the closest of its rivals" : "")] + others
      + beaten(of: comparison) + targets(of: comparison) + pay(of: comparison)
  }

  /// Where the best model's gain is of pay alone, which changes nobody's behaviour here.
  private static func pay(of comparison: Comparison) -> [String] {
    comparison.payGains.map { gain in
      let breakEven = gain.breakEven.map {
        ", and is gone if \(gain.model) sells about \(NumberText.percent($0, decimals: 1)) less"
      }
      return
        "the gain of \(MoneyScale.text(gain.gain)) on \(gain.against) is of pay alone: plans do"
        + " not change behaviour here\(breakEven ?? "")"
    }
  }

  /// The rivals that the best model is clearly ahead of, its closest one left aside.
  private static func beaten(of comparison: Comparison) -> [String] {
    guard let first = comparison.verdicts.first else { return [] }
    let beaten = comparison.verdicts.dropFirst().filter {
      $0.finding == .beaten && $0.model != first.against
    }
    guard !beaten.isEmpty else { return [] }
    let names = beaten.map { verdict in
      let better = verdict.difference.better?.reversed
      let often = better.flatMap { $0.low < $0.high ? " (\($0.inWords) of worlds)" : nil } ?? ""
      return "\(comparison.name(verdict.model))\(often)" as Sentence
    }
    return ["\(comparison.name(comparison.best)) is ahead of \(names.listed().text)"]
  }

  /// How likely each model is the best of all.
  private static func chancesBest(_ comparison: Comparison) -> [String] {
    guard let chances = comparison.chancesBest, comparison.models.count > 2, comparison.hasRanges
    else { return [] }
    return [
      comparison.ranking.map {
        "\(comparison.name($0)) \(NumberText.percent(chances[$0], decimals: 0))"
      }.joined(separator: ", ") + ": the best of all, over what is not known"
    ]
  }

  /// Whose outcomes of value another model betters for everybody, or for all who like no risk; a line
  /// for each order and better model.
  private static func dominated(_ comparison: Comparison) -> [String] {
    let found = comparison.ranking.compactMap { index in
      comparison.dominator(of: index).map { (name: comparison.name(index), by: $0) }
    }
    return (1...2).flatMap { order in
      comparison.ranking.compactMap { better -> String? in
        let names = found.filter { $0.by.model == better && $0.by.order == order }.map(\.name)
        guard !names.isEmpty else { return nil }
        let pair = "\(names.joined(separator: ", ")) by \(comparison.name(better))"
        return order == 1
          ? pair + ", which is likelier to reach any value one may ask for (first order), as"
            + " far as \(NumberText.counted(comparison.trials, "trial")) tell"
          : pair + " for everybody who likes no risk (second order)"
      }
    }
  }

  /// Which model is likeliest to reach the targets, where it is not the best by value.
  private static func targets(of comparison: Comparison) -> [String] {
    let chances = comparison.models.map(\.targets.joint)
    guard let own = chances[comparison.best],
      let likeliest = chances.indices.max(by: { chances[$0]!.value < chances[$1]!.value }),
      let other = chances[likeliest], other.value > own.value
    else { return [] }
    return [
      """
      by the targets, \(comparison.name(likeliest)): it reaches all of them in \
      \(NumberText.percent(other.value, decimals: 0)) of trials, \(comparison.bestName) in \
      \(NumberText.percent(own.value, decimals: 0))
      """
    ]
  }

  /// The gains of value without the luck of accounts, where the run was asked for them.
  private static func adjusted(_ comparison: Comparison) -> [String] {
    let gains = comparison.ranking.compactMap { index in
      comparison.difference(.value, of: index)?.adjusted.map { (comparison.name(index), $0) }
    }
    let best = gains.map(\.1.gain).max() ?? 0
    guard best >= 1.05 else {
      let sampling = comparison.scenario.sampling
      let fewest = Sampling.stratum * ControlVariates.fewestUnits
      if sampling.adjusted, sampling.strata, comparison.trials < fewest {
        return [
          "with strata, means are adjusted from \(NumberText.grouped(Double(fewest))) trials on"
        ]
      }
      let exact = "the luck of accounts hardly blurs the gains: raw means are as exact"
      return gains.isEmpty ? [] : [exact]
    }
    return ["gains without the luck of accounts, and the trials that this is worth:"]
      + gains.map { name, gain in
        let times =
          gain.gain < 1e4
          ? NumberText.grouped(gain.gain, decimals: gain.gain < 10 ? 1 : 0) : "over 10,000"
        let mean = MoneyScale.text(gain.mean, showsPlus: true)
        return "\(name) \(mean) ± \(MoneyScale.text(gain.standardError)), \(times) times"
      }
  }

  private static func warnings(_ comparison: Comparison) -> [String] {
    var lines: [String] = []
    if !comparison.hasRanges {
      lines.append("no assumption is a range: P(better) is of the one expectation there is")
    }
    if comparison.differences.contains(where: { $0.paired.better == nil }) {
      lines.append(
        "fewer than \(Surface.fewestWorlds) worlds, \(Verdict.fewestTrials) trials: P(better) is not given"
      )
    }
    if comparison.differences.contains(where: { !$0.paired.standardError.isFinite }) {
      lines.append("too few trials for a standard error")
    }
    return lines
  }
}

extension Comparison {
  /// The best model against those that it does not clearly beat, its closest rival left aside.
  var openVerdicts: [Verdict] {
    guard let first = verdicts.first else { return [] }
    return verdicts.dropFirst().filter { $0.finding != .beaten && $0.model != first.against }
  }
}

extension ClosedRange<Double> {
  /// From one number to another; nil where either is infinite.
  init?(finite low: Double, _ high: Double) {
    guard low.isFinite, high.isFinite, low <= high else { return nil }
    self = low...high
  }
}
