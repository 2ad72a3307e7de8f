import Model
import Ownership
import Plans
import Simulation

extension SizingBench {
  /// The plan to size, and the index of its measure.
  ///
  /// - Parameter used: The roles of the model.
  /// - Throws: ``SizingProblem``.
  static func plan(
    for aim: SizingAim, in scenario: Scenario, roles used: [Role]
  ) throws(SizingProblem) -> (plan: Plan, measure: Int) {
    let model = scenario.models[aim.model]
    func plan(of role: Role) -> Plan? {
      model.stages.lazy.compactMap { stage in
        scenario.plans[stage.rules.planName(of: role)]
      }.first
    }
    let paid = used.filter { plan(of: $0) != nil }
    guard let plan = plan(of: aim.role), scenario.roles[aim.role]?.isHuman ?? false else {
      throw .noPlan(aim.role, model: model.name, known: paid)
    }
    guard used.contains(aim.role) else {
      throw .unusedRole(aim.role, model: model.name, known: paid)
    }
    guard let leading = plan.leadingMeasure else { throw .noQuota(plan: plan.name) }
    guard let name = aim.measure else { return (plan, leading) }
    let known = plan.measures.filter(\.shape.needsQuota).map(\.name)
    guard let index = plan.measures.firstIndex(where: { $0.name == name }),
      plan.measures[index].shape.needsQuota
    else { throw .unknownMeasure(name, plan: plan.name, known: known) }
    return (plan, index)
  }

  /// The current share of on-target earnings that is base.
  var baseShare: Double {
    scenario.roles(of: scenario.models[aim.model])[aim.role]!.offer(paidBy: plan).baseShare
  }
}
