import Analysis
import Formats
import Model
import Statistics

/// The rows of a comparison's tables, made once for all sections of a page.
struct ComparisonRecords: Sendable {
  let comparison: Comparison
  let summary: [Table.Record]
  let differences: [Table.Record]
  let bridge: [Table.Record]
  let payback: [Table.Record]
  let arrWalk: [Table.Record]
  let attainment: [Table.Record]
  let planHealth: [Table.Record]
  let assumptions: [Table.Record]
  private let models: [Table.Record]

  init(_ comparison: Comparison) {
    let tables = ComparisonTables(comparison)
    self.comparison = comparison
    summary = tables.summary.records
    models = tables.models.records
    differences = tables.differences.records
    bridge = tables.bridge.records
    payback = tables.payback.records
    arrWalk = tables.arrWalk.records
    attainment = tables.attainment.records
    planHealth = tables.planHealth.records
    assumptions = tables.assumptions.records
  }

  var scenario: Scenario { comparison.scenario }

  func name(_ model: Int) -> String { comparison.models[model].name }

  /// The names of the models, best first.
  var ranking: [String] { comparison.ranking.map(name) }
  var best: String { name(comparison.best) }
  var baseline: String { name(comparison.baseline) }

  /// The horizon in words.
  var years: String { NumberText.counted(scenario.years, "year") }

  /// Rows of the whole book by model, best first, then year, of some metrics; without the horizon.
  func byYear(_ metrics: [String]) -> [Table.Record] {
    let rows = models.filter {
      $0.text("segment") == "all" && $0["year"] != nil
        && metrics.contains($0.text("metric") ?? "")
    }
    return ranking.flatMap { model in rows.filter { $0.text("model") == model } }
  }

  /// Rows of the whole book and horizon by model, best first.
  func overall(_ metric: String) -> [Table.Record] {
    ranking.compactMap { model in
      models.first {
        $0.text("model") == model && $0.text("segment") == "all" && $0.text("year") == "all"
          && $0.text("metric") == metric
      }
    }
  }

  /// The difference of a model's value from the baseline's; nil for the baseline.
  func gain(of model: String) -> Table.Record? {
    differences.first { $0.text("model") == model && $0.text("metric") == "value" }
  }
}
