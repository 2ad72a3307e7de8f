public import Analysis
import Formats
import Model
import Statistics
import Units

/// A comparison with the answers to a board's questions.
///
/// Text, JSON, CSV files, page and workbook are written from it and add nothing of their own.
///
/// ```swift
/// let report = ComparisonReport(comparison, Provenance(comparison))
/// print(ComparisonText(report).lines().joined(separator: "\n"))
/// ```
public struct ComparisonReport: Sendable {
  let comparison: Comparison
  let provenance: Provenance
  /// What looks odd in the scenario, as `check` says it.
  let warnings: [String]
  /// What reading the scenario warned of, which a terminal has shown by now.
  let readingWarnings: [String]
  /// One for each of ``questions``.
  let answers: [Answer]

  /// Every question, in the order in which a board asks.
  static let questions: [any Question.Type] = [
    ValueQuestion.self, ApprovalQuestion.self, BridgeQuestion.self, DriverQuestion.self,
    PaybackQuestion.self,
    FrontierQuestion.self,
    RetentionQuestion.self, WalkQuestion.self, CostQuestion.self, PlanQuestion.self,
    OwnershipQuestion.self, AdviceQuestion.self, VectorsQuestion.self, CureQuestion.self,
    AssumptionQuestion.self,
  ]

  /// - Parameters:
  ///   - warnings: ``ScenarioWarnings/sentences`` of the scenario.
  ///   - readingWarnings: What reading it warned of, each a line.
  public init(
    _ comparison: Comparison, _ provenance: Provenance, warnings: [String] = [],
    readingWarnings: [String] = []
  ) {
    self.comparison = comparison
    self.warnings = warnings
    self.readingWarnings = readingWarnings
    self.provenance = provenance
    answers = Self.questions.map { question in
      var answer = question.answer(comparison)
      answer.tables = question.rows.map { $0.table(of: comparison) }
      return answer
    }
  }

  var scenario: Scenario { comparison.scenario }

  /// Every table, in the order of the answers.
  var tables: [any ReportTable] { answers.flatMap(\.tables) }

  /// The size of the comparison, in figures.
  var facts: [String] {
    let book = scenario.book
    return [
      NumberText.counted(book.ids.count, "account"),
      "\(MoneyScale.text(book.arr.reduce(0, +))) \(scenario.currency) ARR",
      NumberText.counted(scenario.years, "year"), NumberText.counted(comparison.trials, "trial"),
      "seed \(comparison.seed)",
    ]
  }

  /// How to read the figures.
  var reading: String {
    "Baseline: \(comparison.baselineName). Same luck for every model. "
      + "Ranges are P10..P90 of outcomes."
  }

  /// The caveats of all answers.
  var caveats: [String] { answers.flatMap(\.warnings) }

  /// All that deserves a look: what is odd in the scenario, and what the run is too small for.
  var allWarnings: [String] { readingWarnings + warnings + caveats }

  /// The notes of all answers, followed by caveats and warnings.
  var notes: [Note] {
    answers.flatMap(\.notes) + Note.lines("Note", caveats) + Note.lines("Warnings", warnings)
  }
}

/// Names of the parts of a comparison, for answers.
extension Comparison {
  func name(_ model: Int) -> String { models[model].name }

  /// Best first.
  var rankedNames: [String] { ranking.map(name) }
  var bestName: String { name(best) }
  var baselineName: String { name(baseline) }

  /// The horizon in words.
  var horizon: String { NumberText.counted(scenario.years, "year") }

  /// The name of a segment; nil for the whole book.
  func segmentName(_ index: Int?) -> String? { index.map { scenario.book.segments[$0].name } }
}
