import Analysis
import Model
import Ownership
import Plans
import Units

/// A role and one of the plans that pay it in some model, with what a person is offered.
struct PaidRole: Hashable {
  let role: Role
  let plan: Plan
  /// Yearly, of the stated on-target earnings.
  let base: Money
  let targetIncentive: Money

  /// - Parameter profile: Of the role; its on-target earnings stand where the plan names no amount.
  init(_ profile: RoleProfile, paidBy plan: Plan) {
    let onTarget = profile.ote.mean
    self.init(
      role: profile.role, plan: plan, base: Money(onTarget * profile.baseShare),
      otherwise: Money(onTarget * (1 - profile.baseShare)))
  }

  /// - Parameter otherwise: The target incentive where the plan has none of its own.
  init(role: Role, plan: Plan, base: Money, otherwise: Money) {
    self.role = role
    self.plan = plan
    self.base = base
    targetIncentive = plan.targetIncentive?.money(of: base) ?? otherwise
  }

  /// Every role of a comparison's models with every plan that pays it, each pair once.
  static func all(in comparison: Comparison) -> [PaidRole] {
    var found: [PaidRole] = []
    for (index, model) in comparison.models.enumerated() {
      for figures in model.roles where figures.health != nil {
        for name in comparison.scenario.models[index].plans(paying: figures.role) {
          guard let profile = comparison.scenario.roles[figures.role],
            let plan = comparison.scenario.plans[name]
          else { continue }
          let paid = PaidRole(profile, paidBy: plan)
          if !found.contains(paid) { found.append(paid) }
        }
      }
    }
    return found
  }

  /// Pay over target incentive where every weighted measure stands at the same attainment and every
  /// gate holds; nil for a plan that pays no multiple of target.
  func payout(at attainment: Attainment) -> Double? {
    plan.multiple(whereAllStandAt: attainment)
  }
}
