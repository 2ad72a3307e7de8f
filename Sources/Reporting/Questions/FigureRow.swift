import Analysis
import Model
import Statistics

/// A row of `models`: a figure of the catalogue, or a chance, of a model in a year and segment.
struct FigureRow: ComparisonRow {
  enum Content: Sendable {
    case figure(Figure, Estimate)
    case chance(Chance, Proportion)
  }

  let model: String
  /// Counted from 0; nil for the horizon.
  let year: Int?
  /// Nil for the whole book.
  let segment: String?
  let content: Content

  static let heading = TableHeading(
    "models", title: "Models",
    question: "How does each metric of each model fall, by year and segment?")

  static let model = Column.model { $0.model }
  static let year = Column("year", .text, "fiscal year from 1, or all") { .year($0.year) }
  static let segment = Column.segment { $0.segment }
  static let metric = Column.text("metric", "see Metrics") { $0.name }
  static let mean = Column.mean(.ofRow) { $0.mean }
  static let standardDeviation = Column.number("sd", .ofRow, "standard deviation of outcomes") {
    $0.outcome?.standardDeviation
  }
  static let standardError = Column.standardError(.ofRow) { $0.standardError }
  static let p5 = Column.number("p5", .ofRow, "5% of outcomes are below") { $0.outcome?.p5.value }
  static let p10 = Column.p10(.ofRow) { $0.outcome?.p10.value }
  static let p50 = Column.p50(.ofRow) { $0.outcome?.p50.value }
  static let p90 = Column.p90(.ofRow) { $0.outcome?.p90.value }
  static let p95 = Column.number("p95", .ofRow, "95% of outcomes are below") {
    $0.outcome?.p95.value
  }
  static let cvar = Column.number("cvar", .ofRow, "mean of the worst 5% of outcomes") {
    $0.outcome?.cvar.value
  }
  static let cvarError = Column.number("cvar-se", .ofRow, "standard error of cvar") {
    $0.outcome?.cvar.standardError
  }
  static let missing = Column.count(
    "missing", "trials left out, whose cohort was empty"
  ) { $0.outcome?.missing }
  private static let raw =
    [
      model, year, segment, metric, mean, standardDeviation, standardError, p5, p10, p50, p90, p95,
      cvar, cvarError,
    ] + Column.interval(of: p5) { $0.outcome?.p5 } + Column.interval(of: p10) { $0.outcome?.p10 }
    + Column.interval(of: p50) { $0.outcome?.p50 } + Column.interval(of: p90) { $0.outcome?.p90 }
    + Column.interval(of: p95) { $0.outcome?.p95 } + [missing]
  static let columns = raw + Column.adjusted { $0.estimate?.adjusted }

  static func columns(for scenario: Scenario) -> [Column] {
    scenario.sampling.adjusted ? columns : raw
  }

  /// In the order of the table: the horizon before its years, the book before its segments.
  static func rows(of comparison: Comparison) -> [FigureRow] {
    let segments: [Int?] = [nil] + comparison.scenario.book.segments.indices.map { $0 }
    let years: [Int?] = [nil] + (0..<comparison.scenario.years).map { $0 }
    return comparison.models.flatMap { model in
      let figures = years.flatMap { year in
        segments.flatMap { segment in
          Figure.all.compactMap { figure in
            FigureRow(
              figure, FigureScope(year: year, segment: segment), of: model,
              segment: comparison.segmentName(segment))
          }
        }
      }
      let chances: [(Chance, Int?)] =
        [(.overBudget, nil), (.everOverBudget, nil)]
        + (0..<comparison.scenario.years).map { (.overBudget, $0) } + [(.jointTargets, nil)]
      return figures + chances.compactMap { FigureRow($0, year: $1, of: model) }
    }
  }

  /// Of the whole book by model, best first, then year; chances behind the figures.
  static func byYear(
    _ figures: [Figure], _ chances: [Chance] = [], of comparison: Comparison
  ) -> [FigureRow] {
    let years = 0..<comparison.scenario.years
    return comparison.ranking.flatMap { index in
      let model = comparison.models[index]
      return years.flatMap { year in
        Figure.all.filter(figures.contains).compactMap {
          FigureRow($0, FigureScope(year: year), of: model)
        }
      } + chances.flatMap { chance in years.compactMap { FigureRow(chance, year: $0, of: model) } }
    }
  }

  /// Of the whole book and horizon by model, best first.
  static func overall(_ figure: Figure, of comparison: Comparison) -> [FigureRow] {
    comparison.ranking.compactMap { FigureRow(figure, .headline, of: comparison.models[$0]) }
  }
}

extension FigureRow {
  /// Nil where the scope does not have the figure.
  init?(_ figure: Figure, _ scope: FigureScope, of model: ModelEstimates, segment: String? = nil) {
    guard let estimate = model[figure, scope] else { return nil }
    self.init(
      model: model.name, year: scope.year, segment: segment, content: .figure(figure, estimate))
  }

  /// Nil where the scenario does not ask for the chance.
  init?(_ chance: Chance, year: Int?, of model: ModelEstimates) {
    guard let share = model.targets[chance, year] else { return nil }
    self.init(model: model.name, year: year, segment: nil, content: .chance(chance, share))
  }

  var figure: Figure? { if case .figure(let figure, _) = content { figure } else { nil } }
  var chance: Chance? { if case .chance(let chance, _) = content { chance } else { nil } }
  var estimate: Estimate? { if case .figure(_, let estimate) = content { estimate } else { nil } }
  var outcome: Summary? { estimate?.outcome }

  var name: String {
    switch content {
    case .figure(let figure, _): figure.name
    case .chance(let chance, _): chance.name
    }
  }

  var mean: Double {
    switch content {
    case .figure(_, let estimate): estimate.mean
    case .chance(_, let share): share.value
    }
  }

  var standardError: Double {
    switch content {
    case .figure(_, let estimate): estimate.standardError
    case .chance(_, let share): share.standardError
    }
  }

  var unit: Figure.Unit? { figure?.unit ?? .ratio }
}
