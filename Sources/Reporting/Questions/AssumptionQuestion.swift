import Analysis
import Formats
import Model
import Statistics

/// A row of `assumptions`: a value of the scenario, with who stated it and where it comes from.
struct AssumptionRow: ComparisonRow {
  let assumption: Assumption

  /// What it is drawn of; nil for a constant.
  private var range: Distribution? { assumption.isCertain ? nil : assumption.distribution }

  static let heading = TableHeading(
    "assumptions", title: "Assumptions",
    question: "What was assumed, by whom, and on what ground?")

  static let key = Column.text("key", "where the value stands in the scenario") {
    $0.assumption.key
  }
  static let value = Column.number("value", .ofRow, "the mean, where it is a range") {
    $0.assumption.mean
  }
  static let kind = Column.text("kind", "constant, or the family of the distribution") {
    $0.assumption.distribution.family
  }
  static let source = Column.text("source", "in the words of who stated it") {
    $0.assumption.source
  }
  static let origin = Column.text(
    "origin", "yours, template (written by `init`, not confirmed) or default",
    mark: .faint(Assumption.Origin.default.rawValue)
  ) { $0.assumption.origin.rawValue }
  static let p10 = Column.p10(.ofRow, "10% of worlds are below; empty for a constant") {
    $0.range?.quantile(0.1)
  }
  static let p90 = Column.p90(.ofRow, "90% of worlds are below; empty for a constant") {
    $0.range?.quantile(0.9)
  }
  static let columns = [key, value, kind, source, origin, p10, p90]

  static func rows(of comparison: Comparison) -> [AssumptionRow] {
    comparison.scenario.assumptions.map { AssumptionRow(assumption: $0) }
  }
}

/// What is assumed, and who says so?
enum AssumptionQuestion: Question {
  static let rows: [any ComparisonRow.Type] = [AssumptionRow.self]

  static func answer(_ comparison: Comparison) -> Answer {
    let rows = AssumptionRow.rows(of: comparison)
    return Answer(
      id: "assumptions", question: "What is assumed, and who says so?",
      sentence: sentence(comparison),
      views: [
        TableView(
          "A range is P10..P90, drawn once per world", rows,
          [
            .prose(AssumptionRow.key), .figure(AssumptionRow.value, .plain),
            .figure(AssumptionRow.p10, "P10", .plain),
            .figure(AssumptionRow.p90, "P90", .plain), .words(AssumptionRow.kind),
            .words(AssumptionRow.origin), .prose(AssumptionRow.source),
          ])
      ])
  }

  /// How many are whose, and how many of them are ranges.
  static func sentence(_ comparison: Comparison) -> Sentence {
    let scenario = comparison.scenario
    let template = scenario.assumptionCount(.template)
    let ranges = scenario.assumptions.count { !$0.isCertain }
    return """
      \(NumberText.counted(scenario.assumptions.count, "assumption")): \
      \(scenario.assumptionCount(.yours)) yours, \
      \(template == 0 ? "" : "\(template) of the template and not confirmed, ")\
      \(scenario.assumptionCount(.default)) defaults with their sources; \
      \(ranges) of them \(ranges == 1 ? "is a range" : "are ranges").
      """
  }
}
