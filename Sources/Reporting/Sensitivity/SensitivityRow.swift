import Analysis
import Formats
import Statistics

/// A row of `sensitivity`: an input, and how the difference hangs on it.
struct SensitivityRow: TableRow {
  let input: SensitivityInput
  /// Nil where it changes no bit of the difference.
  let moved: Sensitivity.Moved?
  /// How many trials it was played on.
  let trials: Int

  /// The exact ones by swing, the screened by swing, then those that change nothing.
  static func all(of sensitivity: Sensitivity) -> [SensitivityRow] {
    exact(of: sensitivity) + screened(of: sensitivity)
      + sensitivity.inert.map {
        SensitivityRow(input: $0, moved: nil, trials: sensitivity.screenTrials)
      }
  }

  static func exact(of sensitivity: Sensitivity) -> [SensitivityRow] {
    sensitivity.exact.map {
      SensitivityRow(input: $0.input, moved: $0, trials: $0.trials)
    }
  }

  static func screened(of sensitivity: Sensitivity) -> [SensitivityRow] {
    sensitivity.screened.map {
      SensitivityRow(input: $0.input, moved: $0, trials: $0.trials)
    }
  }

  static let heading = TableHeading(
    "sensitivity", title: "Sensitivity", question: "How does the difference hang on each input?")

  static let key = Column.text("key", "where the input stands in the scenario") { $0.input.key }
  static let kind = Column.text(
    "kind", "range: as stated; point: stated without one, moved over a test range; heads"
  ) { $0.input.kind.rawValue }
  static let stated = Column.number("stated", .ofRow, "in the scenario; the mean of a range") {
    $0.input.stated
  }
  static let low = Column.number(
    "low", .ofRow, "moved to: the p10 of a range, the lower end of a test range"
  ) { $0.input.low }
  static let high = Column.number(
    "high", .ofRow, "moved to: the p90 of a range, the upper end of a test range"
  ) { $0.input.high }
  static let atLow = Column.number("at-low", .ofRow, "the difference with the input at low") {
    $0.moved?.low.value
  }
  static let atLowError = Column.number("at-low-se", .ofRow, "standard error of at-low") {
    $0.moved?.low.standardError
  }
  static let atHigh = Column.number("at-high", .ofRow, "the difference with the input at high") {
    $0.moved?.high.value
  }
  static let atHighError = Column.number("at-high-se", .ofRow, "standard error of at-high") {
    $0.moved?.high.standardError
  }
  static let swing = Column.number(
    "swing", .ofRow, "at-high less at-low; 0 where the input changes no bit"
  ) { $0.moved?.swing.value ?? 0 }
  static let standardError = Column.standardError(.ofRow, "standard error of swing") {
    $0.moved?.swing.standardError ?? 0
  }
  static let played = Column.count("trials", "that the row is of: all, or those that screen") {
    $0.trials
  }
  static let found = Column.text(
    "difference-is-zero",
    "within the range, nowhere in it, at a step, or undetermined; empty where not looked for"
  ) { $0.moved?.breakEven?.word }
  static let breakEven = Column.number(
    "break-even", .ofRow, "where the difference is 0: the nearest to what is stated"
  ) { $0.root?.value }
  static let breakEvenError = Column.number(
    "break-even-se", .ofRow, "standard error of break-even"
  ) { $0.root?.standardError }
  static let breakEvenLow = Column.number(
    "break-even-low", .ofRow, "lower end of the 95% interval of break-even"
  ) { $0.root?.within.lowerBound }
  static let breakEvenHigh = Column.number(
    "break-even-high", .ofRow, "upper end of the 95% interval of break-even"
  ) { $0.root?.within.upperBound }

  static let columns = [
    key, kind, stated, low, high, atLow, atLowError, atHigh, atHighError, swing, standardError,
    played, found, breakEven, breakEvenError, breakEvenLow, breakEvenHigh,
  ]

  private var root: Sensitivity.Root? {
    moved?.breakEven?.roots.min {
      ($0.value - input.stated).magnitude < ($1.value - input.stated).magnitude
    }
  }
}

extension Sensitivity.BreakEven {
  static let words = ["within the range", "nowhere in the range", "at a step", "undetermined"]

  var word: String {
    switch self {
    case .at: Self.words[0]
    case .none: Self.words[1]
    case .step: Self.words[2]
    case .undetermined: Self.words[3]
    }
  }

  var roots: [Sensitivity.Root] { if case .at(let roots) = self { roots } else { [] } }

  /// The neighbouring whole numbers between which the difference changes its sign.
  var step: (from: Double, to: Double)? {
    if case .step(let from, let to) = self { (from, to) } else { nil }
  }
}

/// A row of `pairs`: two inputs whose effects do not add up.
struct SensitivityPairRow: TableRow {
  let pair: Sensitivity.Pair

  static let heading = TableHeading(
    "sensitivity-pairs", title: "Pairs", question: "Which inputs matter more together?")
  static let first = Column.text("first", "an input") { $0.pair.first }
  static let second = Column.text("second", "another") { $0.pair.second }
  static let interaction = Column.number(
    "interaction", .ofRow,
    "how much more the second moves the difference with the first at its high end than at its low"
  ) { $0.pair.interaction.value }
  static let standardError = Column.standardError(.ofRow, "standard error of interaction") {
    $0.pair.interaction.standardError
  }
  static let columns = [first, second, interaction, standardError]
}

/// A row of `horizons`: the difference over other horizons.
struct SensitivityHorizonRow: TableRow {
  let horizon: Sensitivity.Horizon

  static let heading = TableHeading(
    "sensitivity-horizons", title: "Horizons", question: "What over a year less, or more?")
  static let years = Column.count("years", "of the horizon, with everything planned for it") {
    $0.horizon.years
  }
  static let difference = Column.number("difference", .ofRow, "the expected difference") {
    $0.horizon.difference.value
  }
  static let standardError = Column.standardError(.ofRow, "standard error of difference") {
    $0.horizon.difference.standardError
  }
  static let columns = [years, difference, standardError]
}
