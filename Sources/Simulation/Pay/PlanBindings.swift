import Model
import Plans
import Units

/// How a plan reads the ledger: which flows each of its metrics is made of.
struct PlanBindings: Sendable {
  /// What a metric is in the simulation.
  enum Source: Sendable {
    /// A sum of flows, each with the share of it that counts.
    case credit([(flow: Flow, share: Double)], followsDue: Bool)
    case ratio(RetentionSoFar.Kind)
    /// What the simulation does not play out, such as objectives: always at quota.
    case atQuota
  }

  /// A metric that the plan asks for: in a measure, a gate or a modifier.
  struct MetricBinding: Sendable {
    let ask: PayProgram.Ask
    let source: Source
    /// Whose credit it adds up: a leader's own is the team's.
    let scope: Metric.Scope

    var metric: Metric { ask.metric }
    /// The gate that asks for it; nil in a measure or a modifier.
    var gate: Gate? { ask.gate }
  }

  var plan: Plan
  /// In the order of `Plan.asks`.
  let metrics: [MetricBinding]
  /// By measure: the share of each bin of the horizon on which its credit counts; nil for a measure
  /// without dates.
  let open: [[Double]?]
  /// By measure: the share of each piece of the horizon of which it has target and quota, by the days
  /// of the plan's period or of its own shorter one; nil without dates.
  let openPieces: [[Double]?]
  let periods: Int
  /// A year's pieces: of every period that the plan or a measure counts, a whole number.
  let pieces: Int
  let binsPerPiece: Int

  init(_ plan: Plan, isLeaders: Bool, layout: LedgerLayout, timeline: Timeline) {
    metrics = plan.asks.map { ask in
      MetricBinding(
        ask: ask, source: Self.source(ask.metric),
        scope: isLeaders && ask.metric.of == .individual ? .team : ask.metric.of)
    }
    open = plan.measures.map { Self.open($0, timeline, by: 12 / layout.binsPerYear) }
    self.plan = plan
    periods = plan.period.perYear
    pieces = plan.piecesPerYear
    binsPerPiece = layout.binsPerYear / pieces
    openPieces = plan.measures.map { measure in
      let months = 12 / plan.piecesPerYear
      let counted = max(months, min((measure.period ?? plan.period).months, plan.period.months))
      return Self.open(measure, timeline, by: counted).map { open in
        (0..<timeline.years * plan.piecesPerYear).map { open[$0 * months / counted] }
      }
    }
  }

  /// By span of so many months: the share of its days that lies within a measure's dates.
  private static func open(
    _ measure: Measure, _ timeline: Timeline, by length: Int
  ) -> [Double]? {
    guard measure.from != nil || measure.until != nil else { return nil }
    return (0..<timeline.years * 12 / length).map { index in
      let span = DaySpan(
        first: timeline.start.adding(months: index * length),
        last: timeline.start.adding(months: (index + 1) * length).adding(days: -1))
      return Double(measure.openDays(of: span)?.days ?? 0) / Double(span.days)
    }
  }

  /// By piece: the share of a year's target and quotas; total 1.
  var pieceWeights: [Double] {
    let perPeriod = pieces / periods
    return (0..<pieces).map { plan.periodWeights[$0 / perPeriod] / Double(perPeriod) }
  }

  /// Whether churn takes back what deals were paid.
  var takesPayBack: Bool { plan.clawbackOnChurn.map { $0.recovery != .credit } ?? false }

  /// The flows that the plan reads of the team.
  var teamFlows: Set<Flow> {
    metrics.filter { $0.scope == .team }
      .reduce(into: []) { $0.formUnion(Flow.needed(by: $1.metric) ?? []) }
  }

  /// The index of the metric that a measure pays, of a matrix its rows.
  func place(ofMeasure measure: Int) -> Int {
    metrics.firstIndex { $0.ask.measure == measure }!
  }

  /// The measures whose own attainment is told: those with a quota that is simulated, of equal names
  /// the first.
  var toldMeasures: [Int] {
    var names: Set<String> = []
    return plan.measures.indices.filter { measure in
      guard plan.measures[measure].shape.needsQuota else { return false }
      if case .atQuota = metrics[place(ofMeasure: measure)].source { return false }
      return names.insert(plan.measures[measure].name).inserted
    }
  }

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
  /// How many pieces a year falls into, so that the plan and its measures are counted in whole ones.
  var piecesPerYear: Int {
    guard counting == .eachPeriod else { return period.perYear }
    return measures.reduce(period.perYear) { max($0, ($1.period ?? period).perYear) }
  }
}
