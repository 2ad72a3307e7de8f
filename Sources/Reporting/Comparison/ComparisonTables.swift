public import Analysis
import Model
import Ownership
import Simulation
import Statistics

/// The tables of a comparison: one tidy table for each question, a row for each figure.
///
/// Years count from 1; `all` is the horizon, or the whole book. Percentiles are of outcomes: luck
/// and assumptions together.
public struct ComparisonTables: Sendable {
  let comparison: Comparison

  public init(_ comparison: Comparison) {
    self.comparison = comparison
  }

  /// Every table, in the order of a report.
  public var all: [Table] {
    [
      summary, models, differences, bridge, payback, arrWalk, cost, pay, people, quotas,
      attainment, planHealth, assumptions,
    ]
  }

  /// Every metric by model, year and segment.
  public var models: Table {
    var table = Table(
      "models",
      columns: [
        Table.Column("model"), Table.Column("year"), Table.Column("segment"),
        Table.Column("metric"),
      ]
        + [
          "mean", "sd", "se", "p5", "p10", "p50", "p90", "p95", "cvar", "cvar-se",
          "adjusted", "adjusted-se",
        ].map {
          Table.Column($0, .plain)
        })
    let segments: [Int?] = [nil] + scenario.book.segments.indices.map { $0 }
    let years: [Int?] = [nil] + (0..<scenario.years).map { $0 }
    for model in comparison.models {
      for year in years {
        for segment in segments {
          for metric in ModelMetric.all {
            guard let estimate = model[metric, MetricScope(year: year, segment: segment)] else {
              continue
            }
            let outcome = estimate.outcome
            table.add(
              [.text(model.name), Self.year(year), self.segment(segment), .text(metric.name)]
                + [
                  outcome.mean, outcome.standardDeviation, outcome.standardError,
                  outcome.p5.value, outcome.p10.value, outcome.p50.value, outcome.p90.value,
                  outcome.p95.value, outcome.cvar.value, outcome.cvar.standardError,
                ].map { .number($0) }
                + [
                  .number(estimate.adjusted?.mean), .number(estimate.adjusted?.standardError),
                ])
          }
        }
      }
      addChances(of: model, to: &table)
    }
    return asked(table)
  }

  /// Adjusted means have columns only where somebody asked for them: a column without a value has
  /// no type.
  private func asked(_ table: Table) -> Table {
    scenario.sampling.adjusted ? table : table.leavingOut(["adjusted", "adjusted-se"])
  }

  private func addChances(of model: ModelEstimates, to table: inout Table) {
    func add(_ metric: String, _ year: Int?, _ chance: Proportion?) {
      guard let chance else { return }
      table.add(
        [.text(model.name), Self.year(year), "all", .text(metric)]
          + [.number(chance.value), .missing, .number(chance.standardError)]
          + [Table.Value](repeating: .missing, count: 9))
    }
    add("over-budget", nil, model.targets.overBudget)
    add("ever-over-budget", nil, model.targets.everOverBudget)
    for (year, chance) in (model.targets.overBudgetByYear ?? []).enumerated() {
      add("over-budget", year, chance)
    }
    add("joint-targets", nil, model.targets.joint)
  }

  /// Every metric of every model less that of the baseline, on the same luck.
  public var differences: Table {
    asked(
      Table(
        "differences",
        columns: [Table.Column("model"), Table.Column("baseline"), Table.Column("metric")]
          + ["mean", "se", "low", "high"].map { Table.Column($0, .plain) }
          + [Table.Column("p-better", .share)]
          + ["adjusted", "adjusted-se"].map { Table.Column($0, .plain) },
        rows: comparison.differences.map { difference in
          let paired = difference.paired
          return [
            .text(comparison.models[difference.model].name),
            .text(comparison.models[comparison.baseline].name), .text(difference.metric.name),
          ]
            + [
              paired.mean, paired.standardError, paired.low, paired.high, paired.probabilityBetter,
              difference.adjusted?.mean, difference.adjusted?.standardError,
            ].map { .number($0) }
        }))
  }

  /// The difference of discounted margin less people and distraction from the baseline, cumulated by
  /// quarter; without the terminal multiple.
  public var payback: Table {
    Table(
      "payback",
      columns: [Table.Column("model"), Table.Column("baseline"), Table.Column("quarter", .count)]
        + ["mean", "se", "p10", "p90"].map { Table.Column($0, .money) }
        + [Table.Column("p-better", .share)],
      rows: comparison.paybacks.flatMap { payback in
        payback.quarters.enumerated().map { quarter, state in
          [
            .text(comparison.models[payback.model].name),
            .text(comparison.models[comparison.baseline].name), .count(quarter + 1),
          ]
            + [
              state.gain.mean, state.gain.standardError, state.outcome.p10,
              state.outcome.p90, state.gain.probabilityBetter,
            ].map { .number($0) }
        }
      })
  }

  /// Why each model's expected value differs from the baseline's, step by step.
  public var bridge: Table {
    Table(
      "bridge",
      columns: [
        Table.Column("model"), Table.Column("baseline"), Table.Column("step"),
        Table.Column("gain", .money), Table.Column("se", .money),
      ],
      rows: comparison.bridges.flatMap { bridge in
        bridge.steps.map { step in
          [
            .text(comparison.models[bridge.model].name),
            .text(comparison.models[comparison.baseline].name), .text(step.name),
            .number(step.gain), .number(step.standardError),
          ]
        }
      })
  }

  /// The walk from opening to closing ARR; `start` and the changes add up to `end`.
  public var arrWalk: Table {
    Table(
      "arr-walk",
      columns: [
        Table.Column("model"), Table.Column("year"), Table.Column("segment"),
        Table.Column("motion"),
      ] + ["mean", "se", "p10", "p90"].map { Table.Column($0, .money) },
      rows: comparison.models.flatMap { model in
        model.walk.map { line in
          [
            .text(model.name), Self.year(line.scope.year), segment(line.scope.segment),
            .text(line.line),
          ] + Self.spread(line.amount)
        }
      })
  }

  /// What people cost, item by item.
  public var cost: Table {
    Table(
      "cost",
      columns: [
        Table.Column("model"), Table.Column("year"), Table.Column("role"),
        Table.Column("cost-line"), Table.Column("item"),
      ] + ["mean", "se", "p10", "p90"].map { Table.Column($0, .money) },
      rows: comparison.models.flatMap { model in
        model.costs.map { cost in
          [
            .text(model.name), Self.year(cost.role.year), .text(cost.role.role.rawValue),
            .text(cost.costLine.rawValue), .text(cost.item.rawValue),
          ] + Self.spread(cost.amount)
        }
      })
  }

  /// Every assumption, with who stated it and where it comes from.
  public var assumptions: Table {
    Table(
      "assumptions",
      columns: [
        Table.Column("key"), Table.Column("value", .plain), Table.Column("kind"),
        Table.Column("source"), Table.Column("origin"), Table.Column("p10", .plain),
        Table.Column("p90", .plain),
      ],
      rows: scenario.assumptions.map { assumption in
        let range = assumption.isCertain ? nil : assumption.distribution
        return [
          .text(assumption.key), .number(assumption.mean),
          .text(assumption.distribution.family), .text(assumption.source),
          .text(assumption.origin.rawValue), .number(range?.quantile(0.1)),
          .number(range?.quantile(0.9)),
        ]
      })
  }

  var scenario: Scenario { comparison.scenario }

  private static func spread(_ spread: Spread) -> [Table.Value] {
    [spread.mean, spread.standardError, spread.p10, spread.p90].map {
      .number($0)
    }
  }

  static func year(_ year: Int?) -> Table.Value {
    year.map { .count($0 + 1) } ?? "all"
  }

  private func segment(_ segment: Int?) -> Table.Value {
    segment.map { .text(scenario.book.segments[$0].name) } ?? "all"
  }
}
