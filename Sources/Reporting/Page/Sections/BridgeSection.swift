import Analysis
import Formats
import Model

extension PageSection {
  /// Why? The steps from the baseline's value to the winner's, or to that of the closest rival
  /// where the baseline is the best; nil where there is but one model.
  static func bridge(_ records: ComparisonRecords) -> PageSection? {
    let comparison = records.comparison
    let subject =
      comparison.best == comparison.baseline ? comparison.verdicts.first?.against : comparison.best
    guard let subject = subject.map(records.name), let gain = records.gain(of: subject)?["mean"]
    else { return nil }
    let all = records.bridge.filter { $0.text("model") == subject }
    let steps = all.filter { $0["gain"] != 0 }
    let gains = steps.compactMap { $0["gain"] }
    let format = FigureFormat.change(MoneyScale(for: gains + [gain]))
    var (marks, reached): ([Mark], [Double]) = ([], [0])
    for (place, step) in steps.enumerated() {
      let (from, gain) = (reached[place], step["gain"]!)
      reached.append(from + gain)
      marks.append(
        Mark(
          .bar(
            x: min(from, from + gain)...max(from, from + gain),
            y: BandScale(count: steps.count + 1).stretch(place, share: 0.6)),
          gain > 0 ? .gain : .loss,
          Readout(Wording.words(step.text("step") ?? ""), value: gain, format.text(gain))))
    }
    marks.append(
      Mark(
        .bar(
          x: min(0, gain)...max(0, gain),
          y: BandScale(count: steps.count + 1).stretch(steps.count, share: 0.6)), .accent,
        Readout(subject, value: gain, "\(format.text(gain)) in all")))
    return PageSection(
      id: "bridge", question: "Why: where does the difference come from?",
      answer: answer(subject, gain, steps, format, of: records),
      legend: [
        .init(swatch: .area, tone: .gain, text: "for the better"),
        .init(swatch: .area, tone: .loss, text: "for the worse"),
        .init(swatch: .area, tone: .accent, text: "the gain"),
      ],
      picture: .chart(
        Chart(
          title: "From the value of \(records.baseline) to that of \(subject)",
          x: .numbers(
            covering: reached + [0, gain], format,
            title: "value over \(records.years), \(records.scenario.currency)"),
          panes: [
            Pane(
              y: .categories(
                steps.map { Wording.words($0.text("step") ?? "") } + ["value gain"]),
              height: Double(steps.count + 1) * 34, marks: marks,
              rowEnds: (gains + [gain]).map(format.text))
          ])),
      note: """
        From \(name: records.baseline) to \(name: subject), expected. Margin on ARR, people and \
        the hours that new customers would have had are not discounted; the last step is what \
        discounting and the terminal multiple make of them.
        """,
      tables: [
        PageTable(
          "Steps from \(name: records.baseline), \(records.scenario.currency)", all,
          [
            .name("model"), .words("step"), .figure("gain", format),
            .figure("se", "standard error", .money(MoneyScale(for: gains + [gain]))),
          ])
      ])
  }

  private static func answer(
    _ subject: String, _ gain: Double, _ steps: [Table.Record], _ format: FigureFormat,
    of records: ComparisonRecords
  ) -> Sentence {
    guard gain != 0 else {
      return "\(name: subject) and \(name: records.baseline) come to the same value."
    }
    let parts = steps.sorted { $0["gain"]!.magnitude > $1["gain"]!.magnitude }.map { step in
      "\(Wording.words(step.text("step") ?? "")) \(ShownNumber(step["gain"]!, format))" as Sentence
    }
    return """
      \(name: subject) comes to \(ShownNumber(gain, format)) against \(name: records.baseline): \
      \(parts.listed()).
      """
  }
}
