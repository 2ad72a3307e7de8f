package import Plans
package import Units

/// A period that a simulation paid, and what it says of it: the figures that the plan read are gathered
/// already, from sums and not from single credits.
package struct SimulatedPeriod {
  /// A measure that the period settles, and the days that it counts.
  package struct Line {
    package let figures: PayFigures<DoubleDouble>.Line
    package let window: DaySpan

    package init(figures: PayFigures<DoubleDouble>.Line, window: DaySpan) {
      self.figures = figures
      self.window = window
    }
  }

  package var plan: Plan
  package var period: PayPeriod
  /// Yearly.
  package var targetIncentive: Double
  package var base: Double
  /// Of the period.
  package var target: Double
  /// The number of the period since the hire, from 0; nil for a person employed from the start.
  package var sinceHire: Int?
  /// By what the plan asks for: whose figure it is.
  package var scopes: [Metric.Scope]
  package var lines: [Line]
  package var figures: PayFigures<DoubleDouble>
  package var uncounted: UncountedWeight
  package var settlement: PaySettlement<Double>
  package var floor: PayBalances<Double>.Floor
  package var opening: PayBalances<Double>
  package var closing: PayBalances<Double>
  /// What was paid.
  package var pay: Double

  package init(
    plan: Plan, period: PayPeriod, targetIncentive: Double, base: Double, target: Double,
    sinceHire: Int?, scopes: [Metric.Scope], lines: [Line], figures: PayFigures<DoubleDouble>,
    uncounted: UncountedWeight, settlement: PaySettlement<Double>,
    floor: PayBalances<Double>.Floor, opening: PayBalances<Double>,
    closing: PayBalances<Double>, pay: Double
  ) {
    self.plan = plan
    self.period = period
    self.targetIncentive = targetIncentive
    self.base = base
    self.target = target
    self.sinceHire = sinceHire
    self.scopes = scopes
    self.lines = lines
    self.figures = figures
    self.uncounted = uncounted
    self.settlement = settlement
    self.floor = floor
    self.opening = opening
    self.closing = closing
    self.pay = pay
  }
}

/// Statements of one person whom a simulation paid. Nothing in them is rounded: a simulation rounds
/// nothing, and their pay is its own.
package struct SimulatedStatements {
  private let person: String
  private var toDate = PartsToDate()

  package init(person: String) {
    self.person = person
  }

  /// The statement of the next period; periods must come in order.
  package mutating func statement(for paid: SimulatedPeriod) -> Statement {
    let plan = paid.plan
    let program = PayProgram(plan)
    var steps = RecordedSteps<DoubleDouble>()
    _ = paid.figures.withInput(asks: program.asks.count) {
      program.earned($0, leaving: paid.uncounted, &steps)
    }
    let lines = paid.lines.enumerated().compactMap { index, line in
      gathered(line, paid, program)?.shown(on: plan, steps, line: index)
    }
    let weighted = lines.filter { $0.weight != nil }
      .reduce(DoubleDouble.zero) { $0 + $1.exactToDate }
    let left = (steps[.weighted] ?? .zero) - weighted
    let earnings = Earnings(
      lines,
      modifiers: plan.modifiers.indices.compactMap { index in
        let ask = program.modifiers[index].ask
        return figure(ask, paid, paid.figures.figures[ask], needsQuota: true, program).map {
          ModifierLine(
            modifier: index, figure: $0, factor: steps[.factor(modifier: index)]?.high ?? 1)
        }
      },
      gates: gates(program.gates, paid, paid.figures.figures, program).map {
        $0.shown(steps, line: nil)
      },
      cap: lines.isEmpty ? nil : steps[.planLimit].map { Money($0.high) },
      earnedBefore: paid.figures.capped.earlier ?? .zero, steps, plan: plan,
      // What a sum of products misses is no step.
      nothingDue: left.magnitude > DoubleDouble(1e-6) ? left : .zero)
    let begin = plan.counting.isToDate ? paid.period.span.first : nil
    let (parts, shown) = toDate.added(
      by: earnings, on: plan, nil, since: begin.map { yearStart(of: paid, $0) })
    let rampLength = Swift.max(plan.ramp?.quota.count ?? 0, plan.ramp?.guarantee.count ?? 0)
    return Statement(
      person: person, plan: plan.name, team: nil, period: paid.period,
      targetIncentive: Money(paid.targetIncentive), base: Money(paid.base),
      periodTarget: Money(paid.target),
      rampPeriod: paid.sinceHire.flatMap { $0 < rampLength ? $0 + 1 : nil },
      rampQuota: paid.sinceHire.flatMap { plan.ramp?.quotaFactor(inPeriod: $0) } ?? 1,
      lines: shown, modifiers: earnings.modifiers, gates: earnings.gates, cap: earnings.cap,
      earnedBefore: Money(earnings.earnedBefore.high),
      entries: parts.map { Statement.Entry(step: $0.step, amount: Money($0.amount.high)) }
        + Statement.entries(
          of: PaySettlement(paid.settlement), taken: DoubleDouble(paid.settlement.clawback)),
      recoveries: [], guarantee: Money(paid.floor.guarantee), draw: Money(paid.floor.draw),
      pay: Money(paid.pay), opening: Statement.Balance(paid.opening),
      closing: Statement.Balance(paid.closing), forgiven: .zero)
  }

  private func yearStart(of paid: SimulatedPeriod, _ first: Day) -> Day {
    first.adding(months: -paid.period.index * paid.period.period.months)
  }

  /// Nil where nothing was due that could count.
  private func gathered(
    _ line: SimulatedPeriod.Line, _ paid: SimulatedPeriod, _ program: PayProgram
  ) -> GatheredLine? {
    let rules = program.measures[line.figures.measure]
    let needsQuota = paid.plan.measures[line.figures.measure].shape.needsQuota
    let figures = rules.metrics.indices.compactMap { ask in
      figure(ask, paid, line.figures.figures[ask], needsQuota: needsQuota, program)
    }
    guard figures.count == rules.metrics.indices.count else { return nil }
    return GatheredLine(
      line: line.figures, window: line.window, figures: figures, credits: [],
      gates: gates(rules.asks, paid, line.figures.figures, program), deals: nil)
  }

  /// Nil where the figure does not count.
  private func figure(
    _ ask: Int, _ paid: SimulatedPeriod, _ figure: PayFigure<DoubleDouble>?, needsQuota: Bool,
    _ program: PayProgram
  ) -> MetricFigure? {
    guard let figure, figure.counts == .one else { return nil }
    let metric = program.asks[ask].metric
    return MetricFigure(
      name: metric.name, of: paid.scopes[ask], isRatio: metric.isRatio, credited: figure.credited,
      quota: needsQuota && figure.quota > .zero ? figure.quota : nil)
  }

  /// The gates that ask for something that counts: others hold.
  private func gates(
    _ asks: PayProgram.Slice, _ paid: SimulatedPeriod,
    _ figures: [Int: PayFigure<DoubleDouble>], _ program: PayProgram
  ) -> [GatheredGate] {
    asks.indices.compactMap { ask in
      guard let gate = program.asks[ask].gate, let figure = figures[ask], figure.counts == .one
      else { return nil }
      let isOnAttainment = paid.plan.measure(for: gate) != nil
      let atLeast = gate.atLeast.isRate ? gate.atLeast.number : figure.quota.high
      return GatheredGate(
        ask: ask,
        line: GateLine(
          guards: program.guarded(by: ask), name: program.asks[ask].metric.name,
          of: paid.scopes[ask],
          actual: isOnAttainment ? figure.attainment.high : figure.credited.high,
          atLeast: atLeast, isRatio: !isOnAttainment && gate.atLeast.isRate,
          isOnAttainment: isOnAttainment))
    }
  }
}

extension PaySettlement<DoubleDouble> {
  fileprivate init(_ other: PaySettlement<Double>) {
    self.init(
      carried: DoubleDouble(other.carried), deferred: DoubleDouble(other.deferred),
      instalments: DoubleDouble(other.instalments), guarantee: DoubleDouble(other.guarantee),
      draw: DoubleDouble(other.draw), clawback: DoubleDouble(other.clawback),
      pay: DoubleDouble(other.pay))
  }
}

extension Statement.Balance {
  fileprivate init(_ balances: PayBalances<Double>) {
    self.init(
      owed: DoubleDouble(balances.owed), carried: DoubleDouble(balances.carried), later: .zero,
      unrecovered: .zero)
  }
}
