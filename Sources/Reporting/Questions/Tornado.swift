import Formats
import Statistics

/// A chart of what moves an expectation: a bar for each input between its two ends.
struct Tornado {
  /// The expectation with an input at one of its ends.
  struct End {
    let value: Double
    /// Half of its 95% interval; 0 where it is not shown.
    let reach: Double
    /// Of the end, such as `P10`.
    let name: String

    init(_ value: Double, name: String) {
      (self.value, reach, self.name) = (value, 0, name)
    }

    init(_ estimate: MeanEstimate, name: String) {
      (value, self.name) = (estimate.value, name)
      reach = estimate.reach.isFinite ? estimate.reach : 0
    }
  }

  struct Bar {
    let key: String
    /// Behind the label, such as the kind of the input; empty for nothing.
    var remark = ""
    let low: End
    let high: End
    /// At the end of the row: the break-even.
    let end: String

    /// The key without its first word, which most have in common, as charts have little room.
    var label: String {
      let parts = key.split(separator: ".")
      return (parts.count < 2 ? key : parts.dropFirst().joined(separator: ".")) + remark
    }
  }

  let title: String
  let axis: String
  let format: FigureFormat
  /// The expectation with nothing moved.
  let middle: Double
  let bars: [Bar]
  /// The meaning of the two colours.
  let low: Sentence
  let high: Sentence

  func exhibit(note: Sentence) -> Exhibit {
    let bands = BandScale(count: bars.count)
    var (marks, values): ([Mark], [Double]) = ([], [0, middle])
    for (index, bar) in bars.enumerated() {
      for (end, tone) in [(bar.low, Tone.muted), (bar.high, .accent)] {
        let stretch = bands.stretch(index, share: 0.6)
        marks.append(
          Mark(
            .bar(x: min(middle, end.value)...max(middle, end.value), y: stretch), tone,
            Readout(
              bar.key, value: end.value, "\(format.text(end.value)) at \(end.name)")))
        if end.reach > 0 {
          marks.append(
            Mark(
              .whisker(
                end.value - end.reach...end.value + end.reach,
                at: (stretch.lowerBound + stretch.upperBound) / 2, .horizontal), tone))
        }
        values += [end.value - end.reach, end.value + end.reach]
      }
    }
    marks.append(Mark(.rule(0, .vertical, label: nil), .loss))
    return Exhibit(
      legend: [
        .init(swatch: .area, tone: .muted, text: low),
        .init(swatch: .area, tone: .accent, text: high),
      ],
      picture: .chart(
        Chart(
          title: title, x: .numbers(covering: values, format, title: axis),
          panes: [
            Pane(
              y: .categories(bars.map(\.label)), height: Double(bars.count) * 34, marks: marks,
              rowEnds: bars.map(\.end), rowEndTitle: "break-even")
          ])), note: note)
  }
}
