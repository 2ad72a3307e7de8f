import Compensation
import Scenarios
import Units

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

  var plan: Plan
  /// By measure, then metric.
  let measures: [[Source]]
  let gates: [Source]
  let measureGates: [[Source]]
  let acceleratorGates: [[Source]]
  let modifiers: [Source]
  /// By measure: the share of each bin of the horizon on which its credit counts; nil for a measure
  /// without dates.
  let open: [[Double]?]
  let periods: Int
  let binsPerPeriod: Int

  /// Whether those on the plan lead others.
  private let isLeaders: Bool

  init(_ plan: Plan, isLeaders: Bool, layout: LedgerLayout, timeline: Timeline) {
    self.plan = plan
    self.isLeaders = isLeaders
    measures = plan.measures.map { $0.metrics.map(Self.source) }
    gates = plan.gates.map { Self.source(plan.metric(of: $0)) }
    measureGates = plan.measures.map { $0.gates.map { Self.source(plan.metric(of: $0)) } }
    acceleratorGates = plan.measures.map {
      $0.acceleratorGates.map { Self.source(plan.metric(of: $0)) }
    }
    modifiers = plan.modifiers.map { Self.source($0.metric) }
    open = plan.measures.map { measure in
      guard measure.from != nil || measure.until != nil else { return nil }
      let length = 12 / layout.binsPerYear
      return (0..<layout.bins).map { bin in
        let first = timeline.start.adding(months: bin * length)
        let next = timeline.start.adding(months: (bin + 1) * length)
        let from = max(first, measure.from ?? first)
        let end = measure.until.map { min(next, $0.adding(days: 1)) } ?? next
        return Double(max(0, end - from)) / Double(next - first)
      }
    }
    periods = plan.period.perYear
    binsPerPeriod = layout.binsPerYear / plan.period.perYear
  }

  /// The flows that the plan reads of the team.
  var teamFlows: Set<Flow> {
    plan.metrics.filter { scope(of: $0) == .team }
      .reduce(into: []) { $0.formUnion(Flow.needed(by: $1) ?? []) }
  }

  /// Whose credit a metric adds up: a leader's own is his team's.
  func scope(of metric: Metric) -> Metric.Scope {
    isLeaders && metric.of == .individual ? .team : metric.of
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

extension Plan {
  /// Whose figure a gate asks for: the measure's where it stands on a measure's attainment.
  func metric(of gate: Gate) -> Metric { measure(for: gate)?.metric ?? gate.metric }
}
