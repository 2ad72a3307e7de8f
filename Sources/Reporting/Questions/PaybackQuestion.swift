import Analysis
import Formats
import Model
import Statistics

/// A row of `payback`: what a model has brought over the baseline by the end of a quarter, without
/// the terminal multiple.
struct PaybackRow: ComparisonRow {
  let model: String
  let baseline: String
  /// From 1.
  let quarter: Int
  let state: Payback.Quarter

  static let heading = TableHeading(
    "payback", title: "Payback",
    question: "When does a switch from the baseline pay back, without any terminal value?")

  static let model = Column.model { $0.model }
  static let quarter = Column.count("quarter", "from 1") { $0.quarter }
  static let mean = Column.mean(
    .money,
    "expected margin less people and new-logo hours since the start, discounted, less the"
      + " baseline's; the terminal multiple, which value counts, is left out"
  ) { $0.state.gain.mean }
  static let columns =
    [
      model, .baseline { $0.baseline }, quarter, mean,
      .standardError(.money) { $0.state.gain.standardError },
      .p10(.money) { $0.state.outcome.p10 },
      .p90(.money) { $0.state.outcome.p90 },
    ] + Column.better(mark: .bar) { $0.state.gain.better }

  static let pivot: PivotChart<PaybackRow>? = PivotChart(
    title: "When does a switch pay back?", form: .lines, across: quarter,
    acrossTitle: "Quarter from the start", series: model, value: mean,
    valueTitle: "Cumulated over the baseline, without terminal value",
    description: "Expected margin less people and hours of new customers of each model over the"
      + " baseline, discounted and cumulated quarter by quarter, without the terminal multiple:"
      + " where a line stays above zero, the switch has paid back.")

  static func rows(of comparison: Comparison) -> [PaybackRow] {
    comparison.paybacks.flatMap { payback in
      payback.quarters.enumerated().map {
        PaybackRow(
          model: comparison.name(payback.model), baseline: comparison.baselineName,
          quarter: $0 + 1, state: $1)
      }
    }
  }
}

/// When does a switch pay back?
enum PaybackQuestion: Question {
  static let rows: [any ComparisonRow.Type] = [PaybackRow.self]

  static let document = [
    DocumentPart(
      member: .list("paybacks", payback) { comparison in
        comparison.paybacks.map { ($0, comparison.name($0.model)) }
      }, definitions: [payback.definition, quarter.definition])
  ]

  private static let payback = JSONShape<(payback: Payback, model: String)>(
    "payback",
    [
      .text("model") { $0.model },
      JSONMember(
        "paid-back-in",
        JSONSchema.described(
          ["type": ["integer", "null"]],
          "The quarter from whose end on the gain is expected to stay above 0: discounted margin less people and new-logo hours since the start, less the baseline's. The terminal multiple, which value counts, is left out."
        )
      ) { .number($0.payback.paidBackIn.map { Double($0 + 1) }) },
      .list("quarters", quarter) { $0.payback.quarters.enumerated().map { ($0, $1) } },
    ])

  private static let quarter = JSONShape<(index: Int, state: Payback.Quarter)>(
    "quarter",
    [.whole("quarter") { $0.index + 1 }] + Shapes.paired { $0.state.gain } + [
      .number("p10") { $0.state.outcome.p10 }, .number("p90") { $0.state.outcome.p90 },
    ])

  static func answer(_ comparison: Comparison) -> Answer {
    var answer = Answer(
      id: "payback", question: "When does a switch pay back?",
      notes: Note.lines("Payback", notes(comparison)))
    let rows = PaybackRow.rows(of: comparison)
    let ranked = comparison.ranking.compactMap { index in
      comparison.paybacks.first { $0.model == index }
    }
    guard !ranked.isEmpty else { return answer }
    let format = FigureFormat.change(MoneyScale(for: rows.map(\.state.gain.mean)))
    answer.sentence = sentence(ranked, comparison)
    answer.exhibit = exhibit(ranked, format, comparison)
    answer.views = [
      TableView(
        "Gain over \(name: comparison.baselineName) since the start, without terminal value, \(comparison.scenario.currency)",
        rows,
        [
          .name(PaybackRow.model), .figure(PaybackRow.quarter, .count),
          .figure(PaybackRow.mean, format),
          .figure("standard error", .money(MoneyScale(for: rows.map(\.state.gain.mean)))) {
            $0.state.gain.standardError
          },
          .figure("P10", format) { $0.state.outcome.p10 },
          .figure("P90", format) { $0.state.outcome.p90 },
        ])
    ]
    return answer
  }

  private static func sentence(_ paybacks: [Payback], _ comparison: Comparison) -> Sentence {
    let parts = paybacks.prefix(6).map { payback in
      """
      \(name: comparison.name(payback.model)) \
      \(payback.paidBackIn.map { "from quarter \($0 + 1) on" } ?? "not within \(comparison.horizon)")
      """ as Sentence
    }
    return "Without terminal value a switch pays back: \(parts.listed())."
  }

  private static func exhibit(
    _ paybacks: [Payback], _ format: FigureFormat, _ comparison: Comparison
  ) -> Exhibit {
    let quarters = paybacks[0].quarters.count
    let marks = paybacks.flatMap { payback -> [Mark] in
      let name = comparison.name(payback.model)
      let tone = Tone.series(payback.model)
      let points = payback.quarters.enumerated().map { Mark.Point(Double($0), $1.gain.mean) }
      return [Mark(.line(points), tone)]
        + points.enumerated().map { quarter, point in
          Mark(
            .dot(.init(at: point, shape: PointShape(series: payback.model))), tone,
            Readout(
              name, "quarter \(quarter + 1)", value: point.y,
              "\(format.text(point.y)) since the start"))
        }
    }
    return Exhibit(
      legend: paybacks.map {
        .init(
          swatch: .point(PointShape(series: $0.model)), tone: .series($0.model),
          text: "\(name: comparison.name($0.model))")
      },
      picture: .chart(
        Chart(
          title: "Gain over \(comparison.baselineName) since the start, by quarter",
          x: .categories((1...quarters).map { "Q\($0)" }),
          y: .numbers(
            covering: paybacks.flatMap { $0.quarters.map(\.gain.mean) } + [0], format,
            title: "gain since the start, \(comparison.scenario.currency)"),
          height: 240, marks: marks)),
      note: """
        Expected margin less people and the hours that new customers would have had, discounted and \
        cumulated, less that of \(name: comparison.baselineName); without the terminal multiple. \
        Where a line stays above 0 the switch has paid back.
        """)
  }

  private static func notes(_ comparison: Comparison) -> [String] {
    let models = comparison.ranking.compactMap { index -> String? in
      guard let payback = comparison.paybacks.first(where: { $0.model == index }),
        let end = payback.quarters.last, end.gain.ties < 1
      else { return nil }
      let ahead = NumberText.percent(end.gain.wins, decimals: 0)
      let when =
        payback.paidBackIn.map { "from quarter \($0 + 1) on" } ?? "not within \(comparison.horizon)"
      return "\(comparison.name(index)) \(when); ahead at the end in \(ahead) of trials"
    }
    guard !models.isEmpty, let terminal = comparison.scenario.finance.terminalValue else {
      return models
    }
    return ["over \(comparison.horizon) alone, without the terminal value of \(terminal):"] + models
  }
}
