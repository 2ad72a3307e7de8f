import Analysis
import Simulation

/// The trials of a metric of a model.
struct SampleTable {
  let table: Table

  /// Without a trial.
  static let empty = Table(
    "samples",
    columns: [
      Table.Column("trial", .count), Table.Column("world", .count), Table.Column("model"),
      Table.Column("metric"), Table.Column("value", .plain),
    ])

  init(_ result: SimulationResult, model: Int, metric: ModelMetric) {
    let model = result.models[model]
    let values = MetricSeries(model, of: result.scenario).values(metric) ?? []
    let perWorld = SimulationResult.trialsPerWorld
    table = Table(
      Self.empty.name, columns: Self.empty.columns,
      rows: values.enumerated().map { trial, value in
        [
          .count(trial), .count(trial / perWorld), .text(model.name),
          .text(metric.name), .number(value),
        ]
      })
  }
}
