import Analysis
import Model
import Ownership
import Plans
import Simulation
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

extension PaidRole {
  /// What a plan asks of the mean person of a role under a model, in the first year that it pays.
  struct Quotas: Hashable {
    let model: String
    /// From 1.
    let year: Int
    /// By measure and metric; nil where nothing is asked.
    let amounts: [[Double?]]
  }

  /// The quotas of the best model in which the plan pays the role; nil where it asks for none.
  func quotas(in comparison: Comparison) -> Quotas? {
    for index in comparison.ranking {
      let model = comparison.scenario.models[index]
      guard let figures = comparison.models[index].roles.first(where: { $0.role == role }) else {
        continue
      }
      for (year, people) in figures.years.map(\.people).enumerated() {
        let rules = model.stages[model.stageIndex(inYear: year + 1)].rules
        let quotas = people.flatMap(\.quotas)
        guard (rules.pay[role] ?? role.rawValue) == plan.name, !quotas.isEmpty else { continue }
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
  /// Of the plan's and measures' gates, in their order; nil is just held.
  var gates: [Double?] = []
  /// By modifier; nil changes nothing, or as little as there is.
  var modifiers: [Double?] = []
  /// From 1: the last period to date, or the one that is paid.
  var period: Int

  /// Everybody at target, at the year's end, on the quotas that the plan states.
  init(_ plan: Plan) {
    attainments = plan.measures.map { _ in 1 }
    quotas = plan.measures.map { $0.metrics.map { $0.quota?.number } }
    period = plan.period.perYear
  }
}
