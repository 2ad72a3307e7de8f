public import Analysis
public import Formats
import Model
import Ownership
import Simulation
import Statistics
import Units

/// The JSON document of a comparison, which ``schema`` describes.
///
/// Amounts are in the scenario's currency; shares and multiples are 1 at 100%; years and quarters
/// count from 1. Percentiles are of outcomes, luck and assumptions together; those of `expected`
/// are of assumptions only. A standard error that too few trials tell nothing about is null.
public struct ComparisonDocument: Sendable {
  private let comparison: Comparison
  private let provenance: Provenance

  public init(_ comparison: Comparison, _ provenance: Provenance) {
    self.comparison = comparison
    self.provenance = provenance
  }

  /// The document as it is written, its last line ended.
  public var text: String { JSONWriter().text(json) + "\n" }

  public var json: JSONValue {
    let scenario = comparison.scenario
    return [
      "provenance": provenance.json,
      "start": .string(scenario.start.description),
      "horizon-years": .number(Double(scenario.years)),
      "strata": .boolean(scenario.sampling.strata),
      "uncertain-assumptions": .boolean(comparison.hasRanges),
      "baseline": .string(name(comparison.baseline)),
      "best": .string(name(comparison.best)),
      "models": .array(comparison.models.indices.map(model)),
      "differences": .array(comparison.differences.map(difference)),
      "paybacks": .array(comparison.paybacks.map(payback)),
      "verdicts": .array(comparison.verdicts.map(verdict)),
    ]
  }

  private func name(_ model: Int) -> String { comparison.models[model].name }

  // MARK: - Models

  private func model(_ index: Int) -> JSONValue {
    let model = comparison.models[index]
    let scenario = comparison.scenario
    var members: [JSONValue.Member] = [
      .init("name", .string(model.name)),
      .init("rank", .number(Double(comparison.ranking.firstIndex(of: index)! + 1))),
      .init(
        "verdict",
        comparison.verdicts.first { $0.model == index }.map { .string($0.finding.rawValue) }
          ?? .null),
    ]
    members += metrics(of: model, .headline)
    members += [
      .init("over-budget", chance(model.targets.overBudget)),
      .init("ever-over-budget", chance(model.targets.everOverBudget)),
      .init("joint-targets", chance(model.targets.joint)),
      .init(
        "years",
        .array(
          (0..<scenario.years).map { year in
            .object(
              [.init("year", .number(Double(year + 1)))]
                + metrics(of: model, MetricScope(year: year))
                + [.init("over-budget", chance(model.targets.overBudgetByYear?[year]))])
          })),
      .init(
        "segments",
        .array(
          scenario.book.segments.indices.compactMap { segment in
            let figures = metrics(of: model, MetricScope(segment: segment))
            guard !figures.isEmpty else { return nil }
            return .object(
              [.init("segment", .string(scenario.book.segments[segment].name))] + figures)
          })),
      .init("roles", .array(model.roles.map(role))),
    ]
    return .object(members)
  }

  private func metrics(of model: ModelEstimates, _ scope: MetricScope) -> [JSONValue.Member] {
    ModelMetric.all.compactMap { metric in
      model[metric, scope].map { .init(metric.name, estimate($0)) }
    }
  }

  private func role(_ role: RoleFigures) -> JSONValue {
    [
      "role": .string(role.role.rawValue),
      "payout-per-ti": summary(role.payoutPerTI),
      "plan-health": planHealth(role),
      "attainment": .array(
        (role.health?.attainmentBins ?? []).map { bin in
          [
            "from": .number(bin.from), "to": .number(bin.to),
            "share": .number(bin.share.value), "se": .number(bin.share.standardError),
          ]
        }),
      "years": .array(
        role.years.enumerated().map { year, figures in
          [
            "year": .number(Double(year + 1)), "heads": .number(Double(figures.heads)),
            "payout": summary(figures.payout), "payout-per-ti": summary(figures.payoutPerTI),
            "people": .array(figures.people.map(person)),
          ]
        }),
    ]
  }

  private func person(_ person: PersonFigures) -> JSONValue {
    [
      "person": .string(person.name), "pay": moments(person.pay),
      "attainment": person.attainment.map(moments) ?? .null,
      "quotas": .array(
        person.quotas.map { quota in
          [
            "measure": .string(quota.metric.label), "quota": .number(quota.amount),
            "unit": .string(quota.unit.rawValue), "set-by": .string(quota.origin),
          ]
        }),
    ]
  }

  private func moments(_ moments: ExactMoments) -> JSONValue {
    [
      "mean": .number(moments.mean), "sd": .number(moments.standardDeviation),
      "se": .number(moments.standardError),
    ]
  }

  private func planHealth(_ role: RoleFigures) -> JSONValue {
    let statistics = PlanStatistic.all(of: role)
    guard !statistics.isEmpty else { return .null }
    return .object(
      statistics.flatMap { statistic in
        [.init(statistic.name, .number(statistic.value))]
          + (statistic.standardError.map { [.init(statistic.name + "-se", .number($0))] } ?? [])
      } + [
        .init("flags", .array(statistics.compactMap(\.flag).map { .string($0) }))
      ])
  }

  // MARK: - Across models

  private func difference(_ difference: Difference) -> JSONValue {
    .object(
      [
        .init("model", .string(name(difference.model))),
        .init("metric", .string(difference.metric.name)),
      ] + paired(difference.paired) + [
        .init("p10", .number(difference.outcome.p10.value)),
        .init("p50", .number(difference.outcome.p50.value)),
        .init("p90", .number(difference.outcome.p90.value)),
      ] + adjusted(difference.adjusted))
  }

  private func payback(_ payback: Payback) -> JSONValue {
    [
      "model": .string(name(payback.model)),
      "paid-back-in": .number(payback.paidBackIn.map { Double($0 + 1) }),
      "quarters": .array(
        payback.quarters.enumerated().map { quarter, state in
          .object(
            [.init("quarter", .number(Double(quarter + 1)))] + paired(state.gain) + [
              .init("p10", .number(state.outcome.p10)),
              .init("p90", .number(state.outcome.p90)),
            ])
        }),
    ]
  }

  private func verdict(_ verdict: Verdict) -> JSONValue {
    .object(
      [
        .init("model", .string(name(verdict.model))),
        .init("against", .string(name(verdict.against))),
        .init("verdict", .string(verdict.finding.rawValue)),
        .init(
          "sentence", .string(VerdictWording(verdict, in: comparison).sentence)),
      ] + paired(verdict.difference))
  }

  // MARK: - Figures

  private func paired(_ paired: PairedDifference) -> [JSONValue.Member] {
    [
      .init("mean", .number(paired.mean)), .init("se", .number(paired.standardError)),
      .init("low", .number(paired.low)), .init("high", .number(paired.high)),
      .init("p-better", .number(paired.probabilityBetter)),
      .init(
        "same-luck",
        [
          "wins": .number(paired.wins), "ties": .number(paired.ties),
          "losses": .number(paired.losses),
        ]),
    ]
  }

  private func estimate(_ estimate: Estimate) -> JSONValue {
    var members = figures(estimate.outcome)
    if let expected = estimate.expected {
      members.append(
        .init(
          "expected",
          [
            "p10": .number(expected.p10), "p50": .number(expected.p50),
            "p90": .number(expected.p90),
          ]))
    }
    return .object(members + adjusted(estimate.adjusted))
  }

  private func adjusted(_ adjusted: AdjustedMean?) -> [JSONValue.Member] {
    guard let adjusted else { return [] }
    return [
      .init(
        "adjusted",
        [
          "mean": .number(adjusted.mean), "se": .number(adjusted.standardError),
          "gain": .number(adjusted.gain),
        ])
    ]
  }

  private func summary(_ summary: Summary) -> JSONValue { .object(figures(summary)) }

  private func figures(_ summary: Summary) -> [JSONValue.Member] {
    [
      .init("mean", .number(summary.mean)),
      .init("sd", .number(summary.standardDeviation)),
      .init("se", .number(summary.standardError)),
      .init("p5", .number(summary.p5.value)),
      .init("p10", .number(summary.p10.value)),
      .init("p50", .number(summary.p50.value)),
      .init("p90", .number(summary.p90.value)),
      .init("p95", .number(summary.p95.value)),
      .init("cvar", .number(summary.cvar.value)),
      .init("cvar-se", .number(summary.cvar.standardError)),
    ]
  }

  private func chance(_ chance: Proportion?) -> JSONValue {
    guard let chance else { return .null }
    return ["mean": .number(chance.value), "se": .number(chance.standardError)]
  }
}
