import Compensation
import Scenarios

/// How a plan reads the ledger: which flows each of its metrics is made of.
struct PlanReading: Sendable {
  /// What a metric is in the simulation.
  enum Source: Sendable {
    /// A sum of flows, each with the share of it that counts.
    case credit([(flow: Flow, share: Double)], followsDue: Bool)
    case ratio(MeasureKind)
    /// What the simulation does not play out, such as objectives: always at quota.
    case atQuota
  }

  let plan: Plan
  /// By measure, then metric.
  let measures: [[Source]]
  let gates: [Source]
  let measureGates: [[Source]]
  let acceleratorGates: [[Source]]
  let modifiers: [Source]
  let periods: Int
  let binsPerPeriod: Int

  init(_ plan: Plan, layout: LedgerLayout) {
    self.plan = plan
    measures = plan.measures.map { $0.metrics.map(Self.source) }
    gates = plan.gates.map { Self.source($0.metric) }
    measureGates = plan.measures.map { $0.gates.map { Self.source($0.metric) } }
    acceleratorGates = plan.measures.map { $0.acceleratorGates.map { Self.source($0.metric) } }
    modifiers = plan.modifiers.map { Self.source($0.metric) }
    periods = plan.period.perYear
    binsPerPeriod = layout.binsPerYear / plan.period.perYear
  }

  /// What a metric is in the simulation.
  static func source(_ metric: Metric) -> Source {
    if let kind = metric.terms.first?.kind, [.grr, .nrr, .logoRetention].contains(kind) {
      return .ratio(kind)
    }
    var flows: [(flow: Flow, share: Double)] = []
    for term in metric.terms {
      guard let credited = Flow.credited(term.kind, counts: metric.counts) else { return .atQuota }
      flows += credited.map { (flow: $0, share: term.share) }
    }
    return .credit(
      flows, followsDue: flows.allSatisfy { $0.flow == .renewed || $0.flow == .priceIncrease })
  }
}
