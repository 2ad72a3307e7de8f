import Model
import Plans
import Units

/// Where the figures of a plan's ``PayProgram`` stand in the ledger, for the seats of one role of a
/// model.
final class PlanRules {
  /// A flow that a metric adds up.
  struct Part: BitwiseCopyable {
    let scope: Metric.Scope
    /// In the row of the scope; negative where the row has no such flow.
    let offset: Int
    let share: Double
    /// Whether it is credit for deals, which churn may take back.
    let isDeal: Bool
  }

  typealias Slice = PayProgram.Slice

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
    let isGate: Bool
    /// Whose deals are among its credit.
    let deals: DealOwner?
    /// Whether it counts every deal in full.
    let countsAllDeals: Bool
    /// Whether a modifier reads the figure itself, for want of a quota.
    let readsCredit: Bool
    /// By bin of the horizon: the share on which credit counts; nil without dates.
    let open: UnsafePointer<Double>?
    /// By piece of the horizon: the share of it of which there is a quota; nil without dates.
    let openPieces: UnsafePointer<Double>?
  }

  /// What a simulation knows of a measure besides the program.
  struct MeasureRule: BitwiseCopyable {
    /// How many pieces of the year it is counted over at once.
    let pieces: Int
    /// Whether that is not the plan's period, or its dates leave it less of the target.
    let hasOwnWindow: Bool
    /// As ``MetricRule/openPieces``.
    let open: UnsafePointer<Double>?
    /// How many of its windows a period may settle.
    let windows: Int
    /// Whose lost deals take back what it pays; nil where none do.
    let paysDeals: DealOwner?
  }

  /// Whose deals a ledger adds up. Nobody adds up which of the company's are lost.
  enum DealOwner: Int, CaseIterable, BitwiseCopyable { case seat, team }

  /// The credit for deals of a seat or its team, and what churn takes of it.
  struct Deals: BitwiseCopyable {
    let credit: Slice
    /// Credit that is removed.
    let removed: Part
    /// Credit whose pay is taken back, of deals of the same year and of earlier years.
    let clawedBack: Part
    let clawedBackLater: Part
  }

  /// Where the flows of a role stand; by flow, negative where absent.
  struct Places {
    let seat: [Int]
    let team: [Int]
    let company: [Int]
  }

  let reading: PlanBindings
  let program: PayProgram
  let periods: Int
  /// See ``PlanBindings/pieces``.
  let pieces: Int
  let piecesPerPeriod: Int
  let binsPerPiece: Int
  let isToDate: Bool
  /// Whether any measure is counted more or less often than the plan pays.
  let hasOwnWindows: Bool
  /// Whether what the last period earns rests on the attainment of the whole year.
  let endsWithYear: Bool
  let periodMonths: Int
  let hasRamp: Bool
  /// Whether a draw is owed.
  let isRecoverable: Bool
  let periodWeights: LaneBuffer<Double>
  let pieceWeights: LaneBuffer<Double>
  let metrics: LaneBuffer<MetricRule>
  let parts: LaneBuffer<Part>
  let measures: LaneBuffer<MeasureRule>
  /// See ``PlanBindings/toldMeasures``: of each the metric that it pays.
  let told: LaneBuffer<Int>
  /// By ``DealOwner``.
  let deals: LaneBuffer<Deals>
  /// Whether churn takes back pay.
  let takesPayBack: Bool
  private let paysOwnDeals: Bool
  private let paysTeamDeals: Bool
  /// Whether it does so within a year of a deal at most.
  let reachesOneYear: Bool
  private let owned: [AnyObject]

  init(_ reading: PlanBindings, _ places: Places) {
    var owned: [AnyObject] = []
    var parts: [Part] = []
    func kept(_ open: [Double]?) -> UnsafePointer<Double>? {
      open.map { open in
        let buffer = LaneBuffer(open)
        owned.append(buffer)
        return UnsafePointer(buffer.base)
      }
    }
    let opens = reading.open.map(kept)
    let openPieces = reading.openPieces.map(kept)
    let plan = reading.plan
    let program = PayProgram(plan)
    func metric(_ place: Int, _ asked: PlanBindings.MetricBinding) -> MetricRule {
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
      // A gate on an attainment reads what its measure counts.
      let measure =
        asked.gate.map { plan.measure(for: $0).flatMap(plan.measures.firstIndex(of:)) }
        ?? asked.ask.measure
      let isTracked =
        reading.takesPayBack || places.part(.removed, asked.scope).offset >= 0
      let counted = parts[first...].filter { $0.isDeal && $0.offset >= 0 }
      let owner: DealOwner? =
        switch asked.scope {
        case .individual: .seat
        case .team: .team
        case .company: nil
        }
      return MetricRule(
        source: source, parts: Slice(first..<parts.count), isIndividual: asked.scope == .individual,
        isGate: asked.gate != nil, deals: counted.isEmpty || !isTracked ? nil : owner,
        countsAllDeals: counted.allSatisfy { $0.share == 1 }
          && counted.count
            == Flow.deals.count { places.part($0, asked.scope).offset >= 0 },
        readsCredit: asked.ask.measure == nil && asked.metric.quota == nil,
        open: measure.flatMap { opens[$0] }, openPieces: measure.flatMap { openPieces[$0] })
    }
    let metrics = LaneBuffer(reading.metrics.enumerated().map { metric($0, $1) })
    measures = LaneBuffer(
      plan.measures.indices.map { place in
        let measure = plan.measures[place]
        let perPeriod = reading.pieces / reading.periods
        let pieces = max(1, (measure.period ?? plan.period).months * reading.pieces / 12)
        return MeasureRule(
          pieces: pieces,
          hasOwnWindow: pieces != perPeriod
            || openPieces[place] != nil && measure.weight != nil,
          open: openPieces[place], windows: max(1, perPeriod / pieces),
          // The pay of a matrix is no one credit's.
          paysDeals: reading.takesPayBack && measure.metrics.count == 1
            ? metrics[program.measures[place].metrics.first].deals : nil)
      })
    deals = LaneBuffer(
      [Metric.Scope.individual, .team].map { scope in
        let first = parts.count
        parts += Flow.deals.map { places.part($0, scope) }.filter { $0.offset >= 0 }
        return Deals(
          credit: Slice(first..<parts.count), removed: places.part(.removed, scope),
          clawedBack: places.part(.clawedBack, scope),
          clawedBackLater: places.part(.clawedBackLater, scope))
      })
    let owners = (0..<measures.count).compactMap { [measures] in measures[$0].paysDeals }
    paysOwnDeals = owners.contains(.seat)
    paysTeamDeals = owners.contains(.team)
    self.takesPayBack = !owners.isEmpty
    reachesOneYear = (plan.clawback?.months ?? 0) <= 12
    self.metrics = metrics
    told = LaneBuffer(reading.toldMeasures.map { program.measures[$0].metrics.first })
    self.reading = reading
    self.program = program
    self.parts = LaneBuffer(parts)
    self.owned = owned
    periods = reading.periods
    pieces = reading.pieces
    piecesPerPeriod = reading.pieces / reading.periods
    binsPerPiece = reading.binsPerPiece
    isToDate = plan.counting.isToDate
    hasOwnWindows = (0..<measures.count).contains { [measures] in measures[$0].hasOwnWindow }
    endsWithYear = plan.measures.indices.allSatisfy { [measures] place in
      let weight = plan.measures[place].weight
      return plan.partOfAttainment(place) == weight ?? 0
        && (plan.counting.isToDate || weight == nil
          || measures[place].pieces == reading.pieces)
    }
    periodMonths = plan.period.months
    hasRamp = plan.ramp?.quota.isEmpty == false
    isRecoverable = plan.draw?.recoverable ?? false
    periodWeights = LaneBuffer(plan.periodWeights)
    pieceWeights = LaneBuffer(reading.pieceWeights)
  }

  func takesPayBack(of owner: DealOwner) -> Bool {
    owner == .seat ? paysOwnDeals : paysTeamDeals
  }

  /// The ramp's factor on a period's quota.
  func quotaFactor(_ monthsSinceHire: Lanes) -> MoneyLanes {
    var factors = MoneyLanes.one
    guard holds(monthsSinceHire .< Lanes(repeating: PeopleLuck.tenured)) else { return factors }
    for lane in 0..<laneCount where monthsSinceHire[lane] < PeopleLuck.tenured {
      factors[lane] = program.rampedQuota(inPeriod: Int(monthsSinceHire[lane]) / periodMonths)
    }
    return factors
  }
}

extension PlanRules.Places {
  fileprivate func part(
    _ flow: Flow, _ scope: Metric.Scope, share: Double = 1
  ) -> PlanRules.Part {
    let offsets =
      switch scope {
      case .individual: seat
      case .team: team
      case .company: company
      }
    return PlanRules.Part(
      scope: scope, offset: offsets[flow.rawValue], share: share,
      isDeal: Flow.deals.contains(flow))
  }
}
