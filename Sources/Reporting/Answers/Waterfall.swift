import Formats

/// Steps from one value to another, each where the one before it ends, and what they add up to.
struct Waterfall: Sendable {
  struct Step: Sendable {
    let name: String
    let gain: Double
    let readout: String
  }

  let steps: [Step]
  /// What they add up to.
  let gain: Double
  /// Whose value they begin with, and whose they end with.
  let from: String
  let to: String
  let format: FigureFormat
  /// Of the scale of values.
  let title: String

  func exhibit(note: Sentence) -> Exhibit {
    let bands = BandScale(count: steps.count + 1)
    var (marks, reached): ([Mark], [Double]) = ([], [0])
    func bar(_ index: Int, from: Double, to: Double, _ tone: Tone, _ readout: Readout) -> Mark {
      Mark(
        .bar(x: min(from, to)...max(from, to), y: bands.stretch(index, share: 0.6)), tone, readout)
    }
    for (index, step) in steps.enumerated() {
      let from = reached[index]
      reached.append(from + step.gain)
      marks.append(
        bar(
          index, from: from, to: from + step.gain, step.gain > 0 ? .gain : .loss,
          Readout(step.name, value: step.gain, step.readout)))
    }
    marks.append(
      bar(
        steps.count, from: 0, to: gain, .accent,
        Readout(to, value: gain, "\(format.text(gain)) in all")))
    return Exhibit(
      legend: [
        .init(swatch: .area, tone: .gain, text: "for the better"),
        .init(swatch: .area, tone: .loss, text: "for the worse"),
        .init(swatch: .area, tone: .accent, text: "the gain"),
      ],
      picture: .chart(
        Chart(
          title: "From the value of \(from) to that of \(to)",
          x: .numbers(covering: reached + [0, gain], format, title: title),
          panes: [
            Pane(
              y: .categories(steps.map(\.name) + ["value gain"]),
              height: Double(steps.count + 1) * 34, marks: marks,
              rowEnds: (steps.map(\.gain) + [gain]).map(format.text))
          ])),
      note: note)
  }
}
