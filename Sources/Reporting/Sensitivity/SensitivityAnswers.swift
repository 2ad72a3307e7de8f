import Analysis
import Formats
import Foundation
import Model
import Ownership
import Statistics

/// The answers of a sensitivity.
struct SensitivityAnswers {
  private let sensitivity: Sensitivity
  private let model: Sentence
  private let reference: Sentence
  /// Of differences, and of amounts without a sign.
  private let format: FigureFormat
  private let error: FigureFormat
  private let warnings: [String]

  init(_ sensitivity: Sensitivity, warnings: [String]) {
    self.sensitivity = sensitivity
    self.warnings = warnings
    model = "\(name: sensitivity.scenario.models[sensitivity.model].name)"
    reference = "\(name: sensitivity.scenario.models[sensitivity.reference].name)"
    let values =
      [sensitivity.difference.value] + sensitivity.exact.flatMap { [$0.low.value, $0.high.value] }
    let scale = MoneyScale(for: values)
    (format, error) =
      switch sensitivity.figure.unit {
      case .money: (.change(scale), .money(scale))
      case .ratio: (.percent(decimals: 2), .percent(decimals: 2))
      case .count: (.plain, .plain)
      }
  }

  var all: [Answer] { [tornado, pairs, horizons, screened].compactMap(\.self) }

  /// What a row means, for every form of the report.
  static let held = """
    an input alone turns out otherwise; people, who serves whom, quotas and calibration stay as \
    planned, and every draw is the same. quotient compare SCENARIO --if KEY=VALUE plays one; --set \
    plans anew for it
    """

  static let terms: [(name: String, meaning: String)] = [
    ("held", held),
    ("range", "moved from the P10 to the P90 that the scenario states"),
    (
      "point",
      "stated without a range: moved over a test range of ours (odds of a chance over and times 1.5,"
        + " an effect to its root and its square, amounts over and times 1.25, months 1.5, the"
        + " discount rate by 5 points, the terminal multiple from 0 to 3)"
    ),
    ("heads", "one person less and one more in every year, with their own quotas"),
    ("swing", "the difference at the high end less that at the low end, on the same luck"),
    (
      "break-even",
      "where the difference is 0, found by playing again; of a range between its P5 and P95, of a"
        + " point within its test range"
    ),
    ("screened", "played on few worlds: good for an order, not for a figure"),
  ]

  // MARK: - Tornado

  private var tornado: Answer {
    let rows = SensitivityRow.exact(of: sensitivity)
    var answer = Answer(
      id: "sensitivity", question: "What must be true: what does the difference turn on?",
      sentence: sentence)
    answer.tables = [Table(SensitivityRow.all(of: sensitivity))]
    answer.warnings = warnings
    answer.notes =
      Note.lines("Turns on", sensitivity.exact.filter(\.isTold).map { line($0).text })
      + [Note(topic: "Held", text: Self.held)]
    guard !rows.isEmpty else { return answer }
    answer.exhibit = Tornado(
      title: "Expected difference with each input at its low and its high end",
      axis: "\(figureName) of \(model.text) less \(reference.text), \(unit)", format: format,
      middle: sensitivity.difference.value,
      bars: sensitivity.exact.map { moved in
        Tornado.Bar(
          key: moved.input.key,
          remark: moved.input.kind == .range ? "" : " (\(moved.input.kind.rawValue))",
          low: .init(moved.low, name: name(moved.input.low, of: moved.input)),
          high: .init(moved.high, name: name(moved.input.high, of: moved.input)),
          end: breakEven(moved) ?? "none in range")
      }, low: "the input at its low end", high: "the input at its high end"
    ).exhibit(
      note: """
        Each input alone at its two ends, with 95% intervals, played again on all \
        \(NumberText.grouped(Double(sensitivity.trials))) trials; a point has no range in the scenario \
        and is moved over a test range of ours. A bar that crosses 0 is an input that decides; the \
        break-even is where.
        """)
    answer.views = [view("Exact: played again on all trials", rows, isExact: true)]
    return answer
  }

  private func view(
    _ caption: Sentence, _ rows: [SensitivityRow], isExact: Bool
  ) -> TableView {
    TableView(
      caption, rows,
      [
        .prose(SensitivityRow.key), .words(SensitivityRow.kind),
        .figure(SensitivityRow.low, .plain), .figure(SensitivityRow.high, .plain),
        .figure(SensitivityRow.atLow, "at low", format),
        .figure(SensitivityRow.atHigh, "at high", format),
        .figure(SensitivityRow.swing, format), .figure(SensitivityRow.standardError, error),
      ]
        + (isExact
          ? [
            .init(heading: "break-even", content: .prose) { [self] row in
              .text(row.moved.flatMap(breakEven) ?? "none in range")
            }
          ] : [.figure(SensitivityRow.played, .count)]))
  }

  private var figureName: String { Wording.words(sensitivity.figure.name) }

  private var unit: String {
    switch sensitivity.figure.unit {
    case .money: sensitivity.scenario.currency
    case .ratio: "points"
    case .count: "people"
    }
  }

  private var sentence: Sentence {
    let base: Sentence = """
      \(model) differs from \(reference) by \(ShownNumber(sensitivity.difference.value, format)) in \
      \(figureName)
      """
    guard let first = sensitivity.exact.first, first.isTold else {
      return "\(base), and no input alone can be told to move that."
    }
    let deciding = sensitivity.exact.filter { !($0.breakEven?.roots.isEmpty ?? true) }
    let turns: Sentence =
      deciding.isEmpty
      ? "no input alone turns its sign within its range"
      : "\(deciding.map { "\(name: $0.input.key)" as Sentence }.listed()) alone can turn its sign"
    return """
      \(base), which turns most on \(name: first.input.key): \
      \(ShownNumber(first.swing.value, format)) from \(name(first.input.low, of: first.input)) to \
      \(name(first.input.high, of: first.input)); \(turns).
      """
  }

  private func line(_ moved: Sensitivity.Moved) -> Sentence {
    let input = moved.input
    let from = "\(name(input.low, of: input))..\(name(input.high, of: input))"
    let what: Sentence =
      switch input.kind {
      case .range: "\(input.origin.sayer) \(from)"
      case .point: "stated without a range, tried \(from)"
      case .heads: "tried \(from)"
      }
    return """
      \(name: input.key): \(outcome(moved)); \(what), which moves the difference by \
      \(ShownNumber(moved.swing.value, format)) ± \(ShownNumber(moved.swing.standardError, error))
      """
  }

  /// Who is ahead where.
  private func outcome(_ moved: Sensitivity.Moved) -> Sentence {
    let text = breakEven(moved)
    switch moved.breakEven {
    case .at(let roots) where roots.count == 1:
      let isBelow = roots[0].isRising != sensitivity.figure.lowerIsBetter
      return "\(isBelow ? "below" : "above") \(text ?? "") \(reference) is ahead"
    case .at, .step: return "the lead changes at \(text ?? "")"
    case .undetermined: return "whether it turns the sign is within the error"
    default: return "no break-even in its range"
    }
  }

  private func breakEven(_ moved: Sensitivity.Moved) -> String? {
    switch moved.breakEven {
    case .at(let roots):
      return roots.map { root in
        let (low, high) = (root.within.lowerBound, root.within.upperBound)
        // As many decimals as tell the ends of the interval apart in two digits.
        let decimals = high > low ? Int((2 - log10(high - low)).rounded(.down)) : 4
        func text(_ value: Double) -> String {
          NumberText.grouped(value, decimals: min(max(decimals, 0), 6))
        }
        return "\(text(root.value)) (\(text(low))-\(text(high)))"
      }.joined(separator: ", ")
    case .step(let from, let to):
      return "a step between \(NumberText.short(from)) and \(NumberText.short(to))"
    case .undetermined: return "not told from 0"
    default: return nil
    }
  }

  private func name(_ value: Double, of input: SensitivityInput) -> String {
    input.low == input.low.rounded() && input.high == input.high.rounded()
      ? NumberText.grouped(value) : RoundedRange([input.low, input.high]).text(value)
  }

  // MARK: - Pairs, horizons, the rest

  private var pairs: Answer? {
    guard let first = sensitivity.pairs.first else { return nil }
    let rows = sensitivity.pairs.map { SensitivityPairRow(pair: $0) }
    return Answer(
      id: "pairs", question: "Which inputs matter more together?",
      sentence: """
        \(name: first.first) and \(name: first.second) do not add up: the second moves the difference \
        by \(ShownNumber(first.interaction.value, format)) more with the first at its high end than at \
        its low.
        """,
      views: [
        TableView(
          "Interaction of the pairs that can be told from nothing, on \(sensitivity.pairTrials) trials",
          rows,
          [
            .prose(SensitivityPairRow.first), .prose(SensitivityPairRow.second),
            .figure(SensitivityPairRow.interaction, format),
            .figure(SensitivityPairRow.standardError, error),
          ])
      ], tables: [Table(rows)])
  }

  private var horizons: Answer? {
    guard !sensitivity.horizons.isEmpty else { return nil }
    let rows = sensitivity.horizons.map { SensitivityHorizonRow(horizon: $0) }
    let others = rows.map {
      """
      \(NumberText.counted($0.horizon.years, "year")) \
      \(ShownNumber($0.horizon.difference.value, format)) ± \
      \(ShownNumber($0.horizon.difference.standardError, error))
      """ as Sentence
    }
    return Answer(
      id: "horizons", question: "What over a year less, or more?",
      sentence: """
        Over \(NumberText.counted(sensitivity.scenario.years, "year")) the difference is \
        \(ShownNumber(sensitivity.difference.value, format)); over \(others.listed()), planned for that.
        """,
      tables: [Table(rows)],
      notes: [
        Note(
          topic: "Horizon",
          text: "over \(others.listed().text), planned for that horizon")
      ])
  }

  /// How many of the screened a reader sees.
  private static let shown = 10

  private var screened: Answer? {
    let rows = SensitivityRow.screened(of: sensitivity)
    let rest = max(0, rows.count - Self.shown)
    let notes = [
      rest > 0
        ? "\(NumberText.counted(rest, "input")) more move the difference less on few worlds" : nil,
      sensitivity.inert.isEmpty
        ? nil
        : """
        \(NumberText.counted(sensitivity.inert.count, "input")) \
        \(sensitivity.inert.count == 1 ? "changes" : "change") no bit of the difference in \
        \(sensitivity.screenTrials) trials
        """,
    ].compactMap(\.self)
    guard !rows.isEmpty || !notes.isEmpty else { return nil }
    return Answer(
      id: "screened", question: "What else was tried?",
      sentence: """
        Of \(NumberText.counted(rows.count + sensitivity.exact.count + sensitivity.inert.count, "input")), \
        \(sensitivity.inert.count) change nothing, and \(rows.count) are known only from few worlds: an \
        order, not figures.
        """,
      views: rows.isEmpty
        ? []
        : [
          view(
            "Screened only: the next, on few worlds", Array(rows.prefix(Self.shown)),
            isExact: false)
        ],
      notes: Note.lines("Others", notes.map { $0 + ": sensitivity.csv of --out" }))
  }
}
