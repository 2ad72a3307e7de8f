import Analysis
import Formats
import Model
import Simulation
import Statistics

extension PageSection {
  /// Where does it come from? The changes of ARR in the last year of the best model, by motion and
  /// segment, beside the baseline's; nil where nothing changes.
  static func walk(_ records: ComparisonRecords) -> PageSection? {
    let year = records.scenario.years
    let rows = records.arrWalk.filter { $0["year"] == Double(year) }
    func line(_ model: String, _ segment: String, _ motion: String) -> Table.Record? {
      rows.first {
        $0.text("model") == model && $0.text("segment") == segment && $0.text("motion") == motion
      }
    }
    let segments = records.scenario.book.segments.map(\.name)
    let parts = segments.count > 1 ? segments : ["all"]
    let models = [records.best] + (records.best == records.baseline ? [] : [records.baseline])
    let motions = WalkItem.changes.map(\.name).filter { motion in
      models.contains { line($0, "all", motion)?["mean"] != 0 }
    }
    guard !motions.isEmpty else { return nil }
    let shown = rows.filter { models.contains($0.text("model") ?? "") }
    let totals = motions.flatMap { motion in
      models.compactMap { line($0, "all", motion)?["mean"] }
    }
    let format = FigureFormat.change(MoneyScale(for: totals))
    let marks = motions.enumerated().flatMap { place, motion in
      let stretch = BandScale(count: motions.count).stretch(place, share: 0.62)
      let stack = Mark.stack(
        parts.enumerated().map { segment, name in
          let row = line(records.best, name, motion)
          let mean = row?["mean"] ?? 0
          return (
            mean, parts.count > 1 ? .series(segment) : .accent,
            Readout(
              Wording.words(motion), name, value: mean,
              "\(format.text(mean)); P10..P90 "
                + format.range(row?["p10"] ?? 0, row?["p90"] ?? 0))
          )
        }, across: stretch, .horizontal)
      guard models.count > 1, let before = line(records.baseline, "all", motion)?["mean"] else {
        return stack
      }
      return stack + [
        Mark(
          .tick(
            at: before, across: BandScale(count: motions.count).stretch(place, share: 0.86),
            .horizontal), .muted,
          Readout(
            Wording.words(motion), records.baseline, value: before,
            "\(format.text(before)) in all segments"))
      ]
    }
    return PageSection(
      id: "walk", question: "Where does the revenue come from?",
      answer: answer(motions.compactMap { line(records.best, "all", $0) }, format, of: records) {
        line(records.best, "all", $0)?["mean"] ?? 0
      },
      legend: (parts.count > 1
        ? segments.enumerated().map { place, name in
          .init(swatch: .area, tone: .series(place), text: "\(name: name)")
        } : [])
        + (models.count > 1
          ? [.init(swatch: .line, tone: .muted, text: "\(name: records.baseline), all segments")]
          : []),
      picture: .chart(
        Chart(
          title: "Changes of ARR of \(records.best) in year \(year) by motion and segment",
          x: .numbers(
            covering: totals + [0], format,
            title: "ARR in year \(year), \(records.scenario.currency)"
          ),
          panes: [
            Pane(
              y: .categories(motions.map(Wording.words)), height: Double(motions.count) * 30,
              marks: marks)
          ])),
      note: """
        Expected changes of ARR in year \(year) under \(name: records.best). All years and models \
        stand in arr-walk.csv.
        """,
      tables: [
        PageTable(
          "ARR from start to end of year \(year), \(records.scenario.currency)", shown,
          [
            .name("model"), .name("segment"), .words("motion"),
          ]
            + [("mean", "mean"), ("se", "standard error"), ("p10", "P10"), ("p90", "P90")].map {
              .figure($0, $1, .money(MoneyScale(for: totals)))
            })
      ])
  }

  private static func answer(
    _ changes: [Table.Record], _ format: FigureFormat, of records: ComparisonRecords,
    _ mean: (String) -> Double
  ) -> Sentence {
    func words(_ change: Table.Record) -> Sentence {
      "\(Wording.words(change.text("motion") ?? "")) (\(ShownNumber(change["mean"] ?? 0, format)))"
    }
    let rising = changes.sorted { ($0["mean"] ?? 0) < ($1["mean"] ?? 0) }
    let (start, end) = (mean("start"), mean("end"))
    let scale = FigureFormat.money(MoneyScale(for: [start, end]))
    let moves = [
      rising.last.flatMap { ($0["mean"] ?? 0) > 0 ? "most comes from \(words($0))" : nil },
      rising.first.flatMap { ($0["mean"] ?? 0) < 0 ? "most is lost to \(words($0))" : nil },
    ].compactMap { $0 as Sentence? }
    return """
      Under \(name: records.best) ARR goes from \(ShownNumber(start, scale)) to \(ShownNumber(end, scale)) in \
      year \(records.scenario.years)\(moves.isEmpty ? "" : "; ")\(moves.listed()).
      """
  }
}
