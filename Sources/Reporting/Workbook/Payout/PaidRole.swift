import Analysis
import Model
import Ownership
import Plans
import Simulation
import Units

/// A role and a plan that pays it in some model, with a person's base and target.
struct PaidRole: Hashable {
  let role: Role
  let plan: Plan
  /// Yearly, of the stated on-target earnings.
  let base: Money
  let targetIncentive: Money

  /// - Parameter profile: The role's profile; its on-target earnings apply if the plan states no
  ///   amount.
  init(_ profile: RoleProfile, paidBy plan: Plan) {
    self.init(role: profile.role, plan: plan, profile.offer(paidBy: plan))
  }

  init(role: Role, plan: Plan, _ offer: PayOffer) {
    self.role = role
    self.plan = plan
    base = Money(offer.base)
    targetIncentive = Money(offer.targetIncentive)
  }

  /// Every distinct pair of a role and a plan that pays it, over a comparison's models.
  static func all(in comparison: Comparison) -> [PaidRole] {
    var found: [PaidRole] = []
    for (index, model) in comparison.models.enumerated() {
      let roles = comparison.scenario.roles(of: comparison.scenario.models[index])
      for figures in model.roles where figures.health != nil {
        for name in comparison.scenario.models[index].plans(paying: figures.role) {
          guard let profile = roles[figures.role],
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

extension PaidRole {
  /// The mean quotas of a role's people under a model, in the plan's first year.
  struct Quotas: Hashable {
    let model: String
    /// From 1.
    let year: Int
    /// By measure and metric; nil if there is no quota.
    let amounts: [[Double?]]
  }

  /// The quotas of the best model in which the plan pays the role; nil if there are none.
  func quotas(in comparison: Comparison) -> Quotas? {
    for index in comparison.ranking {
      let model = comparison.scenario.models[index]
      guard let figures = comparison.models[index].roles.first(where: { $0.role == role }) else {
        continue
      }
      for (year, people) in figures.years.map(\.people).enumerated() {
        let rules = model.stages[model.stageIndex(inYear: year + 1)].rules
        let quotas = people.flatMap(\.quotas)
        guard rules.planName(of: role) == plan.name, !quotas.isEmpty else { continue }
        let amounts = plan.measures.map { measure in
          measure.metrics.map { metric -> Double? in
            let own = quotas.filter { $0.metric == metric }.map(\.amount)
            return own.isEmpty ? nil : own.reduce(0, +) / Double(own.count)
          }
        }
        return Quotas(model: model.name, year: year + 1, amounts: amounts)
      }
    }
    return nil
  }
}

/// The initial values of the cells of a payout block that a reader may overwrite.
struct TypedPerformance {
  /// By measure; of both metrics of a matrix.
  var attainments: [Double]
  /// By measure and metric; nil where the reader may type one.
  var quotas: [[Double?]]
  /// By gate of the plan and its measures, in order; nil just meets the gate.
  var gates: [Double?] = []
  /// By modifier; nil changes as little as possible.
  var modifiers: [Double?] = []
  /// From 1: the last period to date, or the one that is paid.
  var period: Int

  /// At target at the year's end, on the quotas that the plan states.
  init(_ plan: Plan) {
    attainments = plan.measures.map { _ in 1 }
    quotas = plan.measures.map { $0.metrics.map { $0.quota?.number } }
    period = plan.period.perYear
  }
}
