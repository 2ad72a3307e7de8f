import Analysis
import Formats
import Model
import Statistics

/// A row of `arr-walk`: a line of the walk from opening to closing ARR; `start` and the changes add
/// up to `end`.
struct WalkRow: ComparisonRow {
  let model: String
  /// Nil for the whole book.
  let segment: String?
  let walk: WalkEstimate

  static let heading = TableHeading(
    "arr-walk", title: "ARR walk", question: "Where do ARR's gains and losses come from?")

  static let model = Column.model { $0.model }
  static let year = Column.fiscalYear { $0.walk.scope.year }
  static let segment = Column.segment { $0.segment }
  static let motion = Column.text(
    "motion",
    "start, end, or what changed ARR between: churn, contraction, escalator, or a motion"
  ) { $0.walk.line.name }
  static let mean = Column.mean(.money) { $0.walk.amount.mean }
  static let standardError = Column.standardError(.money) { $0.walk.amount.standardError }
  static let p10 = Column.p10(.money) { $0.walk.amount.p10 }
  static let p90 = Column.p90(.money) { $0.walk.amount.p90 }
  static let columns = [model, year, segment, motion, mean, standardError, p10, p90]

  static func rows(of comparison: Comparison) -> [WalkRow] {
    comparison.models.flatMap { model in
      model.walk.map {
        WalkRow(
          model: model.name, segment: comparison.segmentName($0.scope.segment), walk: $0)
      }
    }
  }
}

/// Where does it come from? The changes of ARR in the last year of each model, by motion and segment,
/// beside the baseline's.
enum WalkQuestion: Question {
  static let rows: [any ComparisonRow.Type] = [WalkRow.self]

  private typealias Line = WalkEstimate.Line

  static func answer(_ comparison: Comparison) -> Answer {
    var answer = Answer(id: "walk", question: "Where does the revenue come from?")
    let year = comparison.scenario.years
    let models = comparison.ranking
    let lines = Line.changes.filter { line in
      models.contains { comparison.lastYear(of: line, model: $0)?.mean != 0 }
    }
    guard !lines.isEmpty else { return answer }
    let totals = lines.flatMap { line in
      models.compactMap { comparison.lastYear(of: line, model: $0)?.mean }
    }
    let scale = MoneyScale(for: totals)
    let format = FigureFormat.change(scale)
    answer.sentence = sentence(comparison.best, lines, format, of: comparison)
    answer.exhibit = exhibit(comparison.best, lines, totals, format, of: comparison)
    answer.others = comparison.ranking.dropFirst().map { model in
      Answer.Other(
        model: comparison.name(model), sentence: sentence(model, lines, format, of: comparison),
        exhibit: exhibit(model, lines, totals, format, of: comparison))
    }
    answer.views = [
      TableView(
        "ARR from start to end of year \(year), \(comparison.scenario.currency)",
        WalkRow.rows(of: comparison).filter { row in
          row.walk.scope.year == year - 1
            && models.contains { comparison.name($0) == row.model }
        },
        [
          .name(WalkRow.model), .name(WalkRow.segment), .words(WalkRow.motion),
          .figure(WalkRow.mean, .money(scale)),
          .figure(WalkRow.standardError, "standard error", .money(scale)),
          .figure(WalkRow.p10, "P10", .money(scale)), .figure(WalkRow.p90, "P90", .money(scale)),
        ])
    ]
    return answer
  }

  private static func exhibit(
    _ model: Int, _ lines: [Line], _ totals: [Double], _ format: FigureFormat,
    of comparison: Comparison
  ) -> Exhibit {
    let name = comparison.name(model)
    let hasBaseline = model != comparison.baseline
    let year = comparison.scenario.years
    let segments = comparison.scenario.book.segments.map(\.name)
    // A single segment equals the whole book.
    let parts: [(name: String, segment: Int?)] =
      segments.count > 1 ? segments.enumerated().map { ($1, $0) } : [("all", nil)]
    let bands = BandScale(count: lines.count)
    let marks = lines.enumerated().flatMap { index, line in
      let stack = Mark.stack(
        parts.enumerated().map { series, part in
          let amount = comparison.lastYear(of: line, model: model, part.segment)
          let mean = amount?.mean ?? 0
          return (
            mean, parts.count > 1 ? .series(series) : .accent,
            Readout(
              Wording.words(line.name), part.name, value: mean,
              "\(format.text(mean)); P10..P90 "
                + format.range(amount?.p10 ?? 0, amount?.p90 ?? 0))
          )
        }, across: bands.stretch(index, share: 0.62), .horizontal)
      guard hasBaseline,
        let before = comparison.lastYear(of: line, model: comparison.baseline)?.mean
      else { return stack }
      return stack + [
        Mark(
          .tick(at: before, across: bands.stretch(index, share: 0.86), .horizontal), .muted,
          Readout(
            Wording.words(line.name), comparison.baselineName, value: before,
            "\(format.text(before)) in all segments"))
      ]
    }
    return Exhibit(
      legend: (parts.count > 1
        ? segments.enumerated().map { index, name in
          .init(swatch: .area, tone: .series(index), text: "\(name: name)")
        } : [])
        + (hasBaseline
          ? [
            .init(
              swatch: .line, tone: .muted,
              text: "\(name: comparison.baselineName), all segments")
          ] : []),
      picture: .chart(
        Chart(
          title: "Changes of ARR of \(name) in year \(year) by motion and segment",
          x: .numbers(
            covering: totals + [0], format,
            title: "ARR in year \(year), \(comparison.scenario.currency)"
          ),
          panes: [
            Pane(
              y: .categories(lines.map { Wording.words($0.name) }),
              height: Double(lines.count) * 30, marks: marks)
          ])),
      note: """
        Expected changes of ARR in year \(year) under \(name: name). All years and \
        models stand in \(WalkRow.heading.file).
        """)
  }

  private static func sentence(
    _ model: Int, _ lines: [Line], _ format: FigureFormat, of comparison: Comparison
  ) -> Sentence {
    func mean(_ line: Line) -> Double {
      comparison.lastYear(of: line, model: model)?.mean ?? 0
    }
    func words(_ line: Line) -> Sentence {
      "\(Wording.words(line.name)) (\(ShownNumber(mean(line), format)))"
    }
    let rising = lines.sorted { mean($0) < mean($1) }
    let (start, end) = (mean(.start), mean(.end))
    let scale = FigureFormat.money(MoneyScale(for: [start, end]))
    let moves = [
      rising.last.flatMap { mean($0) > 0 ? "most comes from \(words($0))" : nil },
      rising.first.flatMap { mean($0) < 0 ? "most is lost to \(words($0))" : nil },
    ].compactMap { $0 as Sentence? }
    return """
      Under \(name: comparison.name(model)) ARR goes from \(ShownNumber(start, scale)) to \
      \(ShownNumber(end, scale)) in year \
      \(comparison.scenario.years)\(moves.isEmpty ? "" : "; ")\(moves.listed()).
      """
  }
}

extension Comparison {
  /// A line of the walk in the last year; nil where the book is not divided so.
  fileprivate func lastYear(
    of line: WalkEstimate.Line, model: Int, _ segment: Int? = nil
  ) -> ShortSummary? {
    models[model].amount(of: line, FigureScope(year: scenario.years - 1, segment: segment))
  }
}
