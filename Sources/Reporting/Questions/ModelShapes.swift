import Analysis
import Formats
import Model
import Ownership
import Simulation
import Statistics

/// A model in the JSON document: every figure of the catalogue, by year, segment and role.
enum ModelShapes {
  static let part = DocumentPart(
    member: .list("models", model) { comparison in
      comparison.models.indices.map { ModelOfReport(comparison: comparison, index: $0) }
    },
    definitions: [
      model.definition, year.definition, segment.definition, role.definition,
      roleYear.definition, person.definition, quota.definition, moments.definition,
      planHealth.definition, bin.definition,
    ])

  /// A model among the others.
  private struct ModelOfReport {
    let comparison: Comparison
    let index: Int

    var estimates: ModelEstimates { comparison.models[index] }
    var finding: Verdict.Finding? {
      comparison.verdicts.first { $0.model == index }?.finding
    }
  }

  /// A model in a year or a segment.
  private struct Part {
    let estimates: ModelEstimates
    let scope: FigureScope
    let segment: String?
  }

  private static let model = JSONShape<ModelOfReport>(
    "model",
    [
      .text("name") { $0.estimates.name },
      .whole("rank") { $0.comparison.ranking.firstIndex(of: $0.index)! + 1 },
      JSONMember("verdict", JSONSchema.orNull(VerdictShape.finding.name)) {
        .string($0.finding?.rawValue)
      },
      .number(
        "p-best",
        "The probability, over assumptions, that the expected value is the highest of all models; null where there are too few worlds to tell."
      ) { $0.comparison.chancesBest?[$0.index] },
    ] + figures(Figure.all) { $0.estimates[$1] }
      + chances(Chance.allCases) { $0.estimates.targets[$1] } + [
        .list("years", year) { model in
          (0..<model.comparison.scenario.years).map {
            Part(estimates: model.estimates, scope: FigureScope(year: $0), segment: nil)
          }
        },
        .list("segments", segment) { model in
          model.comparison.scenario.book.segments.enumerated().map {
            Part(
              estimates: model.estimates, scope: FigureScope(segment: $0), segment: $1.name)
          }.filter { part in Figure.ofSegments.contains { part.estimates[$0, part.scope] != nil } }
        },
        .list("roles", role) { $0.estimates.roles },
      ])

  private static let year = JSONShape<Part>(
    "year",
    [.whole("year") { $0.scope.year! + 1 }]
      + figures(Figure.all) { $0.estimates[$1, $0.scope] }
      + chances(Chance.allCases.filter(\.isOfYears)) { $0.estimates.targets[$1, $0.scope.year] })

  private static let segment = JSONShape<Part>(
    "segment",
    [.text("segment") { $0.segment! }]
      + figures(Figure.ofSegments) { $0.estimates[$1, $0.scope] })

  private static func figures<Value>(
    _ figures: [Figure], _ estimate: @escaping @Sendable (Value, Figure) -> Estimate?
  ) -> [JSONMember<Value>] {
    figures.map { figure in
      JSONMember(figure.name, JSONSchema.reference(Shapes.estimate.name)) {
        estimate($0, figure).map(Shapes.estimate.json)
      }
    }
  }

  private static func chances<Value>(
    _ chances: [Chance], _ share: @escaping @Sendable (Value, Chance) -> Proportion?
  ) -> [JSONMember<Value>] {
    chances.map { chance in
      .orNull(chance.name, Shapes.chance) { share($0, chance) }
    }
  }

  // MARK: - People

  private static let role = JSONShape<RoleFigures>(
    "role",
    [
      .text("role") { $0.role.rawValue },
      .object("payout-per-ti", Shapes.summary) { $0.payoutPerTI },
      .orNull("plan-health", planHealth) { $0.health == nil ? nil : $0 },
      .list("attainment", bin) { $0.health?.attainmentBins ?? [] },
      .list("years", roleYear) { $0.years.enumerated().map { ($0, $1) } },
    ])

  private static let roleYear = JSONShape<(index: Int, figures: RoleFigures.Year)>(
    "role-year",
    [
      .whole("year") { $0.index + 1 }, .whole("heads") { $0.figures.heads },
      .object("payout", Shapes.summary) { $0.figures.payout },
      .object("payout-per-ti", Shapes.summary) { $0.figures.payoutPerTI },
      .list("people", person) { $0.figures.people },
    ])

  private static let person = JSONShape<PersonFigures>(
    "person",
    [
      .text("person", "By the book, else the role and a number.") { $0.name },
      .object("pay", moments) { $0.pay }, .orNull("attainment", moments) { $0.attainment },
      .list("quotas", quota) { $0.quotas },
    ])

  private static let quota = JSONShape<PersonQuota>(
    "quota",
    [
      .text("measure") { $0.metric.label },
      .number("quota", "For a whole year's work, set before the luck.") { $0.amount },
      .word("unit", of: PersonQuota.Unit.allCases.map(\.rawValue)) { $0.unit.rawValue },
      .word(
        "set-by", of: ["plan", "rule"],
        "The plan states it, or the scenario's rule makes it of what the seat is expected to bring."
      ) { $0.origin },
    ])

  private static let moments = JSONShape<ExactMoments>(
    "moments",
    [
      .number("mean") { $0.mean }, .number("sd") { $0.standardDeviation },
      .number("se") { $0.standardError },
    ])

  private static let planHealth = JSONShape<RoleFigures>(
    "plan-health",
    PlanStatistic.all.flatMap { statistic -> [JSONMember<RoleFigures>] in
      [.number(statistic.name) { statistic.value($0) }]
        + (statistic.standardError.map { error in
          [.number(statistic.name + "-se") { error($0) }]
        } ?? [])
    } + [
      JSONMember(
        "by-measure",
        [
          "type": "object",
          "description": "Of each measure with a quota alone: the share of people at quota.",
          "additionalProperties": [
            "type": "object", "required": ["share-at-quota", "share-at-quota-se"],
            "properties": [
              "share-at-quota": JSONSchema.number, "share-at-quota-se": JSONSchema.number,
            ], "additionalProperties": false,
          ],
        ]
      ) { role in
        .object(
          (role.health?.measures ?? []).map { measure in
            let share = role.health?.shareAtQuota(of: measure)
            return .init(
              measure,
              [
                "share-at-quota": .number(share?.value),
                "share-at-quota-se": .number(
                  share.flatMap {
                    $0.standardError.isFinite ? $0.standardError : nil
                  }),
              ])
          })
      },
      JSONMember("flags", ["type": "array", "items": JSONSchema.text]) { role in
        .array(PlanStatistic.flags(of: role).map { .string($0) })
      },
    ])

  private static let bin = JSONShape<PlanHealth.Bin>(
    "bin",
    [
      .number("from") { $0.from }, .number("to") { $0.to }, .number("share") { $0.share.value },
      .number("se") { $0.share.standardError },
    ])
}
