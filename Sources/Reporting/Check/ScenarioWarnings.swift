import Formats
import Model
import Ownership
import Plans
public import Simulation
import Units

/// What looks odd in a scenario, before and after it is simulated: things that may be intended but
/// deserve a look.
public struct ScenarioWarnings: Sendable {
  private let scenario: Scenario
  private let compiled: CompiledScenario

  public init(_ compiled: CompiledScenario) {
    self.compiled = compiled
    scenario = compiled.scenario
  }

  /// Each a sentence without its full stop.
  public var sentences: [String] {
    compiled.simplifiedPay
      + scenario.models.indices.flatMap { model in
        [costWarning(model), lineWarning(model)].compactMap(\.self) + demandWarnings(model)
          + planWarnings(model)
      }
  }

  /// Roles that a model pays by another plan than the baseline does.
  private func planWarnings(_ index: Int) -> [String] {
    let baseline = scenario.models[scenario.baseline]
    guard index != scenario.baseline else { return [] }
    let model = scenario.models[index]
    let roles = compiled.roles(ofModel: index).filter { role in
      compiled.roles(ofModel: scenario.baseline).contains(role)
        && model.stages.contains {
          $0.rules.planName(of: role) != baseline.stages[0].rules.planName(of: role)
        }
    }
    return roles.map {
      "\(model.name) pays \($0) by another plan than \(baseline.name):"
        + " part of the gap is pay (--same-plans)"
    }
  }

  /// Warns of a line, other than the default, between upsells that have the same owner.
  private func lineWarning(_ index: Int) -> String? {
    let model = scenario.models[index]
    guard model.stages.contains(where: { $0.rules.line != .standard }) else { return nil }
    let divides = model.stages.contains { stage in
      scenario.book.segments.contains { segment in
        func assignment(_ motion: Motion) -> Assignment? {
          stage.rules.owners.assignment(segment: segment.name, tier: segment.tier, motion: motion)
        }
        return assignment(.smallUpsell) != assignment(.bigUpsell)
      }
    }
    return divides
      ? nil
      : "\(model.name): line has no effect, since small and big upsells have the same owner; owners"
        + " can name another for small-upsell"
  }

  /// Warns of roles with too few people for the work.
  private func demandWarnings(_ model: Int) -> [String] {
    let heads = compiled.heads(ofModel: model)
    let demand = compiled.demandInHeads(ofModel: model)
    return compiled.roles(ofModel: model).compactMap { role in
      let first = RoleYear(role: role, year: 0)
      guard let count = heads[first], count > 0, let needed = demand[first],
        scenario.roles[role]?.isHuman ?? true, needed > Double(count) * Self.overload
      else { return nil }
      let heads = NumberText.grouped(needed, decimals: 1)
      return "\(scenario.models[model].name) needs \(heads) heads of \(role) and has \(count):"
        + " overload lowers its odds"
    }
  }

  /// The ratio of needed to actual heads above which to warn.
  private static let overload = 1.1

  /// Warns if people cost more at target in the first year than the margin on the book.
  private func costWarning(_ model: Int) -> String? {
    let rules = scenario.models[model].stages[0].rules
    let roles = scenario.roles(of: scenario.models[model])
    let cost = compiled.heads(ofModel: model).reduce(0) { sum, entry in
      guard entry.key.year == 0, let role = roles[entry.key.role] else { return sum }
      let offer = role.offer(paidBy: scenario.plans[rules.planName(of: role.role)])
      return sum + Double(entry.value)
        * (offer.onTarget * (1 + role.burden.mean) + role.tools.mean)
    }
    let margin = scenario.book.totalARR.amount * scenario.finance.grossMargin.mean
    guard cost > margin else { return nil }
    return
      "\(scenario.models[model].name) spends \(MoneyScale.text(cost)) a year on people, more than the"
      + " margin of \(MoneyScale.text(margin)) on the whole book"
  }
}
