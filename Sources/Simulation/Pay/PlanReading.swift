import Model
import Plans
import Units

/// How a plan reads the ledger: which flows each of its metrics is made of.
struct PlanReading: Sendable {
  /// What a metric is in the simulation.
  enum Source: Sendable {
    /// A sum of flows, each with the share of it that counts.
    case credit([(flow: Flow, share: Double)], followsDue: Bool)
    case ratio(RetentionSoFar.Kind)
    /// What the simulation does not play out, such as objectives: always at quota.
    case atQuota
  }

  /// A metric that the plan asks for: in a measure, a gate or a modifier.
  struct MetricReading: Sendable {
    let metric: Metric
    let source: Source
    /// Whose credit it adds up: a leader's own is his team's.
    let scope: Metric.Scope
    /// The gate that asks for it; nil in a measure or a modifier.
    let gate: Gate?
  }

  /// A measure by the places of its metrics in ``metrics``.
  struct MeasureReading: Sendable {
    /// One, or for a matrix two.
    let metrics: Range<Int>
    let gates: Range<Int>
    let acceleratorGates: Range<Int>
    /// The share of each bin of the horizon on which its credit counts; nil for a measure without
    /// dates.
    let open: [Double]?
  }

  var plan: Plan
  /// Every metric that the plan asks for, each time it does.
  let metrics: [MetricReading]
  let measures: [MeasureReading]
  /// The places of the plan's own gates and of its modifiers in ``metrics``.
  let gates: Range<Int>
  let modifiers: Range<Int>
  let periods: Int
  let binsPerPeriod: Int

  init(_ plan: Plan, isLeaders: Bool, layout: LedgerLayout, timeline: Timeline) {
    var metrics: [MetricReading] = []
    func add(_ asked: [(metric: Metric, gate: Gate?)]) -> Range<Int> {
      let first = metrics.count
      metrics += asked.map { metric, gate in
        MetricReading(
          metric: metric, source: Self.source(metric),
          scope: isLeaders && metric.of == .individual ? .team : metric.of, gate: gate)
      }
      return first..<metrics.count
    }
    func add(_ gates: [Gate]) -> Range<Int> { add(gates.map { (plan.metric(of: $0), $0) }) }
    measures = plan.measures.map { measure in
      MeasureReading(
        metrics: add(measure.metrics.map { ($0, nil) }), gates: add(measure.gates),
        acceleratorGates: add(measure.acceleratorGates),
        open: Self.open(measure, layout: layout, timeline: timeline))
    }
    gates = add(plan.gates)
    modifiers = add(plan.modifiers.map { ($0.metric, nil) })
    self.plan = plan
    self.metrics = metrics
    periods = plan.period.perYear
    binsPerPeriod = layout.binsPerYear / plan.period.perYear
  }

  private static func open(
    _ measure: Measure, layout: LedgerLayout, timeline: Timeline
  ) -> [Double]? {
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

  /// The flows that the plan reads of the team.
  var teamFlows: Set<Flow> {
    metrics.filter { $0.scope == .team }
      .reduce(into: []) { $0.formUnion(Flow.needed(by: $1.metric) ?? []) }
  }

  /// The place of the metric that a measure pays, of a matrix its rows.
  func place(ofMeasure measure: Int) -> Int { measures[measure].metrics.lowerBound }

  /// What a metric is in the simulation.
  static func source(_ metric: Metric) -> Source {
    if let kind = metric.terms.first.flatMap({ RetentionSoFar.Kind($0.kind) }) {
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
