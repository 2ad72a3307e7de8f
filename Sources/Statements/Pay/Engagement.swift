import Plans
import Units

/// A person's terms with the plan and the amounts that follow from both.
struct Engagement {
  let terms: Terms
  let plan: Plan
  /// Yearly; zero where neither the person nor the plan names one.
  let targetIncentive: DoubleDouble
  let base: DoubleDouble

  init(_ terms: Terms, on plan: Plan) {
    self.terms = terms
    self.plan = plan
    base = DoubleDouble(written: (terms.base ?? plan.base)?.amount ?? 0)
    switch terms.targetIncentive ?? plan.targetIncentive {
    case .money(let money): targetIncentive = DoubleDouble(written: money.amount)
    case .share(let share): targetIncentive = base * DoubleDouble(written: share)
    case nil: targetIncentive = .zero
    }
  }

  /// The quota of a metric: the person's own, else that of the plan's metric of the same name.
  func quota(of metric: Metric) -> Quota? {
    terms.quotas[metric.name] ?? plan.metrics.first { $0.name == metric.name }?.quota
  }
}

/// Somebody who may have a part in a team's pool.
struct PoolMember {
  let person: Person
  let engagements: [Engagement]
}
