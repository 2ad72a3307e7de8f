public import Analysis
public import Formats
import Model
import Ownership
import Plans
import Simulation
import Units

/// The JSON document of a sizing.
///
/// Amounts are in the scenario's currency, quotas in their measure's unit; shares and multiples are
/// 1 at 100%. Scores are on draws that were not used to find the terms. What too few trials cannot
/// estimate is null.
public struct SizingDocument: Sendable {
  private let sizing: PlanSizing
  private let provenance: Provenance

  public init(_ sizing: PlanSizing, _ provenance: Provenance) {
    self.sizing = sizing
    self.provenance = provenance
  }

  /// The text of the document, ending with a line end.
  public var text: String { JSONWriter().text(json) + "\n" }

  /// Null where the answer gains by nothing less in pay.
  private var breakEven: JSONValue {
    guard let found = sizing.breakEven else { return .null }
    return ["sales": .number(found.sales), "elasticity": .number(found.elasticity)]
  }

  public var json: JSONValue {
    let aim = sizing.aim
    return [
      "provenance": provenance.json,
      "model": .string(sizing.scenario.models[aim.model].name),
      "role": .string(aim.role.rawValue),
      "plan": .string(sizing.plan.name),
      "measure": .string(sizing.measure.name),
      "scoring-seed": .number(Double(sizing.scoringSeed)),
      "aim": [
        "chance": .number(aim.chance), "budget": .number(aim.budget?.amount),
        "confidence": .number(aim.budget.map { _ in aim.confidence }),
      ],
      "quota": [
        "value": .number(sizing.quota.quota), "low": .number(sizing.quota.low),
        "high": .number(sizing.quota.high), "factor": .number(sizing.quota.factor),
      ],
      "within-budget": aim.budget == nil ? .null : .boolean(sizing.isWithinBudget),
      "answer": .string(sizing.answered.lever.rawValue),
      "worth-doing": .boolean(sizing.unworthy == nil),
      "points": ["p10": .number(sizing.points.p10), "p90": .number(sizing.points.p90)],
      "break-even": breakEven,
      "behaviour": .string(SizingText.behaviour),
      "proposals": Table(sizing.proposals).json(),
      "trade-offs": Table(sizing.tradeOffs).json(),
    ]
  }
}
