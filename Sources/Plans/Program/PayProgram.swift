import Units

/// What a plan pays, compiled from the plan: the statement of its rules.
///
/// Pay comes about in this order: deal cap, shape, a pool's share, the measure's cap, accelerator
/// gates, measure gates, weights; modifiers on the weighted measures; the measures that pay money;
/// plan gates; plan cap. ``PayBalances`` and ``PayInstalments`` say how a period then settles.
///
/// A program reads figures that its caller gathered (``PayInput``): a statement from days and
/// credits, a simulation from the bins of its ledger, a workbook from cells. It is plain memory, so
/// that a seat of a simulation is paid without allocation.
package final class PayProgram {
  /// A figure that the plan asks for: of a measure, a gate or a modifier.
  package struct Ask: Sendable {
    package let metric: Metric
    /// The gate that asks; nil for a measure or a modifier.
    package let gate: Gate?
    /// The measure that asks, itself or through its gate; nil for the plan.
    package let measure: Int?
  }

  /// Indices side by side.
  package struct Slice: BitwiseCopyable, Sendable {
    package let first: Int
    package let end: Int

    package init(_ range: Range<Int>) { (first, end) = (range.lowerBound, range.upperBound) }

    @inline(__always)
    package var indices: Range<Int> { first..<end }
    @inline(__always)
    package var isEmpty: Bool { first == end }
  }

  package struct Measure: BitwiseCopyable {
    package let shape: CompiledShape
    /// Nil where the shape pays money.
    package let weight: PayConstant?
    /// Its part of the plan's attainment.
    package let attains: Double
    /// The most that it pays, as a multiple or in money; nil for no cap.
    package let cap: PayConstant?
    package let isPool: Bool
    /// Among what is asked for: all of the measure's, which are its metrics, of a matrix rows then
    /// columns, and its gates.
    package let asks: Slice
    package let metrics: Slice
    package let gates: Slice
    package let acceleratorGates: Slice
    let gateGroups: Slice
    let acceleratorGateGroups: Slice
  }

  /// Gates of which some must hold.
  struct Group: BitwiseCopyable {
    let atLeast: PayConstant
    /// Among ``alternatives``.
    let alternatives: Slice
  }

  package struct Modifier: BitwiseCopyable {
    package let ask: Int
    package let lines: PayLines
    /// Whether it modifies what pays money as well.
    let isOfAll: Bool
  }

  /// How a gate is passed.
  package enum Pass: BitwiseCopyable {
    case credited(atLeast: PayConstant)
    case attainment(atLeast: PayConstant)
    /// The figure's quota is the amount, spread as a quota is.
    case amount

    /// The plan's number that must be reached.
    package var constant: PayConstant? {
      switch self {
      case .credited(let least), .attainment(let least): least
      case .amount: nil
      }
    }
  }

  package func guarded(by ask: Int) -> Gate.Guarded {
    guard let measure = asks[ask].measure else { return .plan }
    return measures[measure].gates.indices.contains(ask) ? .measure : .accelerator
  }

  enum Cap: BitwiseCopyable {
    case ofTarget(PayConstant)
    /// Yearly.
    case money(PayConstant)

    var constant: PayConstant {
      switch self {
      case .ofTarget(let multiple): multiple
      case .money(let yearly): yearly
      }
    }
  }

  package let plan: Plan
  /// In the order in which figures are handed in; see ``Plan/asks``.
  package let asks: [Ask]
  package let measures: PlainMemory<Measure>
  /// By what is asked for; read only at gates.
  package let passes: PlainMemory<Pass>
  package let modifiers: PlainMemory<Modifier>
  /// What the plan asks for itself: its gates, then its modifiers.
  package let ownAsks: Slice
  package let gates: Slice
  let gateGroups: Slice
  let groups: PlainMemory<Group>
  /// Of each the gates that must all hold, among what is asked for.
  let alternatives: PlainMemory<Slice>
  /// By what is asked for: whether it is a gate of a group.
  let isGrouped: PlainMemory<Bool>
  /// Whether any modifier is of all measures.
  let modifiesAll: Bool
  let cap: Cap?
  package var isCapped: Bool { cap != nil }
  /// Whether a window's share of the year bounds pay and not its target.
  package var capsMoney: Bool { if case .money = cap { true } else { false } }
  let guarantee: (amount: PayConstant, isOfTarget: Bool, months: Int?)?
  let draw: (amount: PayConstant, months: Int?)?
  let rampQuota: PlainMemory<Double>
  let rampGuarantee: PlainMemory<PayConstant>
  /// How many constants have an index of their own.
  package let slots: Int
  private let owned: [AnyObject]

  package init(_ plan: Plan) {
    let asks = plan.asks
    var next = 0
    func take(_ count: Int) -> Slice {
      defer { next += count }
      return Slice(next..<next + count)
    }
    var memory = ShapeMemory()
    var groups: [Group] = []
    var alternatives: [Slice] = []
    var isGrouped = asks.map { _ in false }
    func take(_ given: [GateGroup], of gates: Slice) -> Slice {
      let first = groups.count
      for group in given {
        let begin = alternatives.count
        for alternative in group.alternatives {
          let asks = gates.first + alternative.lowerBound..<gates.first + alternative.upperBound
          alternatives.append(Slice(asks))
          for ask in asks { isGrouped[ask] = true }
        }
        groups.append(
          Group(
            atLeast: PayConstant(Double(group.atLeast)),
            alternatives: Slice(begin..<alternatives.count)))
      }
      return Slice(first..<groups.count)
    }
    measures = PlainMemory(
      plan.measures.enumerated().map { index, measure in
        let metrics = take(measure.metrics.count)
        let gates = take(measure.gates.count)
        let acceleratorGates = take(measure.acceleratorGates.count)
        return Measure(
          shape: memory.shape(measure.shape),
          weight: measure.weight.map { memory.constant($0) },
          attains: plan.partOfAttainment(index),
          cap: measure.cap.map { memory.constant($0.number) }, isPool: measure.sharing != nil,
          asks: Slice(metrics.first..<next), metrics: metrics, gates: gates,
          acceleratorGates: acceleratorGates, gateGroups: take(measure.gateGroups, of: gates),
          acceleratorGateGroups: take(measure.acceleratorGateGroups, of: acceleratorGates))
      })
    ownAsks = Slice(next..<asks.count)
    gates = take(plan.gates.count)
    gateGroups = take(plan.gateGroups, of: gates)
    modifiers = PlainMemory(
      plan.modifiers.map { modifier in
        guard case .multiple(let lines) = memory.shape(modifier.shape) else {
          preconditionFailure("a modifier is a curve or steps")
        }
        return Modifier(ask: take(1).first, lines: lines, isOfAll: modifier.isOfAll)
      })
    passes = PlainMemory(
      asks.map { ask in
        guard let gate = ask.gate else { return .amount }
        let least = memory.constant(gate.atLeast.number)
        if plan.measure(for: gate) != nil { return .attainment(atLeast: least) }
        return gate.atLeast.isRate ? .credited(atLeast: least) : .amount
      })
    cap = plan.cap.map {
      switch $0 {
      case .share(let multiple): .ofTarget(PayConstant(written: multiple))
      case .money(let money): .money(PayConstant(written: money.amount))
      }
    }
    self.groups = PlainMemory(groups)
    self.alternatives = PlainMemory(alternatives)
    self.isGrouped = PlainMemory(isGrouped)
    modifiesAll = plan.modifiers.contains(where: \.isOfAll)
    self.plan = plan
    self.asks = asks
    guarantee = plan.guarantee.map { guarantee in
      let isOfTarget = if case .share = guarantee.amount { true } else { false }
      return (PayConstant(written: guarantee.amount.number), isOfTarget, guarantee.months)
    }
    draw = plan.draw.map { (PayConstant(written: $0.amount.amount), $0.months) }
    let ramp = plan.ramp
    rampQuota = PlainMemory((ramp?.quota ?? []).indices.map { ramp!.quotaFactor(inPeriod: $0) })
    rampGuarantee = PlainMemory(
      (ramp?.guarantee ?? []).indices.map {
        PayConstant(written: ramp!.guaranteedShare(inPeriod: $0))
      })
    slots = memory.slots
    owned = memory.owned
  }
}

extension Plan {
  /// Every figure that the plan reads, in this order: of each measure its metrics, its gates and
  /// those of its accelerator; the plan's gates; its modifiers.
  package var asks: [PayProgram.Ask] {
    func ask(_ metric: Metric, by measure: Int? = nil) -> PayProgram.Ask {
      PayProgram.Ask(metric: metric, gate: nil, measure: measure)
    }
    func ask(_ gate: Gate, by measure: Int? = nil) -> PayProgram.Ask {
      PayProgram.Ask(
        metric: self.measure(for: gate)?.metric ?? gate.metric, gate: gate, measure: measure)
    }
    return measures.enumerated().flatMap { index, measure in
      measure.metrics.map { ask($0, by: index) }
        + (measure.gates + measure.acceleratorGates).map { ask($0, by: index) }
    } + gates.map { ask($0) } + modifiers.map { ask($0.metric) }
  }

  /// Every metric that the plan reads, each time it does.
  package var metrics: [Metric] { asks.map(\.metric) }
}
