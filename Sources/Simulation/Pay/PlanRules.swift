import Model
import Plans
import Units

/// A plan as ``PlanPay`` follows it: every metric, gate and shape as plain numbers, for the seats of
/// one role of a model.
///
/// The shapes are those that a person's statement uses, as lines.
final class PlanRules {
  /// A flow that a metric adds up.
  struct Part: BitwiseCopyable {
    let scope: Scope
    /// In the row of the scope; negative where the row has no such flow.
    let offset: Int
    let share: Double
    /// Whether it is credit for deals, which churn may take back.
    let isDeal: Bool
  }

  enum Scope: BitwiseCopyable { case individual, team, company }

  /// Places side by side.
  struct Slice: BitwiseCopyable {
    private let first: Int
    private let end: Int

    init(_ range: Range<Int>) { (first, end) = (range.lowerBound, range.upperBound) }

    var indices: Range<Int> { first..<end }
    var isEmpty: Bool { first == end }
  }

  struct MetricRule: BitwiseCopyable {
    enum Source: BitwiseCopyable {
      case credit
      case ratio(RetentionSoFar.Kind)
      /// Not simulated.
      case atQuota
    }

    let source: Source
    /// Places among the parts; of a ratio, its flows in their order.
    let parts: Slice
    let isIndividual: Bool
    /// By bin of the horizon: the share on which credit counts; nil without dates.
    let open: UnsafePointer<Double>?
    /// The least that a gate lets pass, and whether it asks for what is credited or for its
    /// attainment.
    let atLeast: Double
    let asksForCredit: Bool
  }

  enum Shape: BitwiseCopyable {
    /// Of attainment.
    case multiple(PayLines)
    /// By the measure's place.
    case matrix
    /// Money for each unit of credit.
    case rate(Double)
    /// A share of base for each unit of credit.
    case shareOfBase(Double)
    /// The sum of what each slice of credit earns.
    case slices(PayLines, ofQuota: Bool)
    /// All credit at the rate that it reaches.
    case topRate(PayLines, ofQuota: Bool)
  }

  struct MeasureRule: BitwiseCopyable {
    /// The places of its metrics: of a matrix rows and columns, else twice the same.
    let rows: Int
    let columns: Int
    let gates: Slice
    let acceleratorGates: Slice
    let shape: Shape
    let weight: Double?
    /// Its part of the plan's attainment.
    let attains: Double
    /// How many of the plan's periods it is counted over at once; 1 also where it is counted more
    /// often than the plan pays.
    let periods: Int
    /// The most that it pays, as a multiple or in money.
    let cap: Double
    let isPool: Bool
  }

  struct ModifierRule: BitwiseCopyable {
    let metric: Int
    let lines: PayLines
    let asksForCredit: Bool
  }

  /// Where the flows of a role stand; by flow, negative where absent.
  struct Places {
    let seat: [Int]
    let team: [Int]
    let company: [Int]
  }

  let reading: PlanReading
  let periods: Int
  let binsPerPeriod: Int
  let isToDate: Bool
  /// Whether any measure is counted less often than the plan pays.
  let hasLonger: Bool
  /// Whether what the last period earns rests on the attainment of the whole year.
  let endsWithYear: Bool
  let periodMonths: Int
  let periodWeights: LaneBuffer<Double>
  let metrics: LaneBuffer<MetricRule>
  let parts: LaneBuffer<Part>
  let measures: LaneBuffer<MeasureRule>
  let modifiers: LaneBuffer<ModifierRule>
  let gates: Slice
  let cap: Amount?
  let draw: Draw?
  let guarantee: Guarantee?
  let rampQuota: LaneBuffer<Double>
  let rampGuarantee: LaneBuffer<Double>
  /// Whether churn takes back pay, or the credit itself.
  let takesPayBack: Bool
  let removesCredit: Bool
  /// Of the seat: credit for deals, what churn takes of it, and of an earlier year's.
  let deals: LaneBuffer<Part>
  let clawedBack: Part
  let clawedBackLater: Part
  /// By measure: the parts of its metric as the seat's own credit; empty for another than credit.
  let ownParts: [LaneBuffer<Part>]
  private let owned: [AnyObject]

  init(_ reading: PlanReading, _ places: Places) {
    var owned: [AnyObject] = []
    var parts: [Part] = []
    func lines(_ lines: [PayLines.Line]) -> PayLines {
      let buffer = LaneBuffer(lines)
      owned.append(buffer)
      return PayLines(first: buffer.base, count: buffer.count)
    }
    func own(_ flow: Flow, share: Double = 1) -> Part {
      Part(
        scope: .individual, offset: places.seat[flow.rawValue], share: share,
        isDeal: Flow.deals.contains(flow))
    }
    let opens = reading.measures.map { measure in
      measure.open.map { open -> UnsafePointer<Double> in
        let buffer = LaneBuffer(open)
        owned.append(buffer)
        return UnsafePointer(buffer.base)
      }
    }
    func metric(_ place: Int, _ asked: PlanReading.MetricReading) -> MetricRule {
      let first = parts.count
      let source: MetricRule.Source
      switch asked.source {
      case .atQuota: source = .atQuota
      case .ratio(let kind):
        source = .ratio(kind)
        parts += kind.flows.map { places.part($0, asked.scope) }
      case .credit(let flows, _):
        source = .credit
        parts += flows.map { places.part($0.flow, asked.scope, share: $0.share) }
      }
      let measure = reading.measures.firstIndex { $0.metrics.contains(place) }
      let isOnRatio = asked.gate?.metric.isRatio == true
      return MetricRule(
        source: source, parts: Slice(first..<parts.count), isIndividual: asked.scope == .individual,
        open: measure.flatMap { opens[$0] },
        // The quota of a gate on money is the threshold itself, spread as a quota is.
        atLeast: asked.gate.map { isOnRatio || $0.isOnAttainment ? $0.atLeast.number : 1 } ?? 0,
        asksForCredit: isOnRatio)
    }
    let plan = reading.plan
    metrics = LaneBuffer(reading.metrics.enumerated().map { metric($0, $1) })
    measures = LaneBuffer(
      plan.measures.indices.map { place in
        let (measure, reading) = (plan.measures[place], reading.measures[place])
        return MeasureRule(
          rows: reading.metrics.lowerBound, columns: reading.metrics.upperBound - 1,
          gates: Slice(reading.gates),
          acceleratorGates: Slice(reading.acceleratorGates),
          shape: Shape(measure.shape, lines), weight: measure.weight,
          attains: plan.partOfAttainment(place),
          periods: max(1, (measure.period ?? plan.period).months / plan.period.months),
          cap: Self.number(measure.cap), isPool: measure.sharing != nil)
      })
    modifiers = LaneBuffer(
      zip(plan.modifiers, reading.modifiers).map { modifier, place in
        guard case .multiple(let lines) = Shape(modifier.shape, lines) else {
          preconditionFailure("a modifier is a curve or steps")
        }
        return ModifierRule(
          metric: place, lines: lines, asksForCredit: modifier.metric.quota == nil)
      })
    ownParts = reading.measures.map { measure in
      guard case .credit(let flows, _) = reading.metrics[measure.metrics.lowerBound].source else {
        return LaneBuffer([])
      }
      return LaneBuffer(flows.map { own($0.flow, share: $0.share) })
    }
    self.reading = reading
    self.parts = LaneBuffer(parts)
    self.owned = owned
    periods = reading.periods
    binsPerPeriod = reading.binsPerPeriod
    isToDate = plan.counting == .yearToDate
    let counted = (0..<measures.count).map { [measures] in measures[$0] }
    hasLonger = counted.contains { $0.periods > 1 }
    endsWithYear = counted.allSatisfy {
      $0.attains == $0.weight ?? 0
        && (plan.counting == .yearToDate || $0.weight == nil || $0.periods == plan.period.perYear)
    }
    periodMonths = plan.period.months
    periodWeights = LaneBuffer(plan.periodWeights)
    gates = Slice(reading.gates)
    cap = plan.cap
    draw = plan.draw
    guarantee = plan.guarantee
    rampQuota = LaneBuffer(plan.ramp?.quota ?? [])
    rampGuarantee = LaneBuffer(plan.ramp?.guarantee ?? [])
    let onChurn = plan.clawback?.event == "churn" ? plan.clawback : nil
    removesCredit = onChurn?.recovery == .credit
    takesPayBack = onChurn != nil && onChurn?.recovery != .credit
    deals = LaneBuffer(Flow.deals.map { own($0) })
    clawedBack = own(.clawedBack)
    clawedBackLater = own(.clawedBackLater)
  }

  private static func number(_ cap: Amount?) -> Double {
    switch cap {
    case .share(let share): share
    case .money(let money): money.amount
    case nil: .infinity
    }
  }

  /// The ramp's factor on a period's quota.
  func quotaFactor(_ monthsSinceHire: Lanes) -> MoneyLanes {
    var factors = MoneyLanes.one
    guard holds(monthsSinceHire .< Lanes(repeating: PeopleLuck.tenured)) else { return factors }
    for lane in 0..<laneCount where monthsSinceHire[lane] < PeopleLuck.tenured {
      let ordinal = Int(monthsSinceHire[lane]) / periodMonths
      if ordinal < rampQuota.count { factors[lane] = rampQuota[ordinal] }
    }
    return factors
  }
}

extension PlanRules.Places {
  fileprivate func part(
    _ flow: Flow, _ scope: Metric.Scope, share: Double = 1
  ) -> PlanRules.Part {
    let (place, offsets): (PlanRules.Scope, [Int]) =
      switch scope {
      case .individual: (.individual, seat)
      case .team: (.team, team)
      case .company: (.company, company)
      }
    return PlanRules.Part(
      scope: place, offset: offsets[flow.rawValue], share: share,
      isDeal: Flow.deals.contains(flow))
  }
}

extension PlanRules.Shape {
  fileprivate init(_ shape: PayShape, _ lines: ([PayLines.Line]) -> PayLines) {
    switch shape {
    case .curve(let curve): self = .multiple(lines(curve.lines))
    case .steps(let steps): self = .multiple(lines(steps.lines))
    case .matrix: self = .matrix
    case .rate(.perUnit(let rate)): self = .rate(rate)
    case .rate(.shareOfBase(let share)): self = .shareOfBase(share)
    case .tiers(let tiers):
      self =
        tiers.mode == .marginal
        ? .slices(lines(tiers.lines), ofQuota: tiers.bounds == .attainment)
        : .topRate(lines(tiers.lines), ofQuota: tiers.bounds == .attainment)
    }
  }
}
