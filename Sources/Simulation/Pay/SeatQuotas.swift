import Compensation
import Ownership
import Scenarios

/// The quotas of one seat in one year, set before the luck.
struct SeatQuotas: Sendable {
  /// A metric's quota for the year and how it falls into the plan's periods.
  struct Quota: Sendable {
    var year: Double
    /// By period; totals 1. A ratio's quota is not spread.
    var shares: [Double]
  }

  /// By measure, then metric.
  var measures: [[Quota]]
  var gates: [Quota]
  var measureGates: [[Quota]]
  var acceleratorGates: [[Quota]]
  let modifiers: [Quota]
  /// Seats of the role, who share a pool.
  let teamSize: Int
  /// The share of the expected due ARR of the seat, its team and the company that has come due
  /// after each bin.
  let individualDue: [Double]
  let teamDue: [Double]
  let companyDue: [Double]

  /// The quotas with that of one measure multiplied, and what gates read of it.
  func scaled(by factor: Double, measure place: Int, of plan: Plan) -> SeatQuotas {
    func scale(_ quotas: inout [Quota], of gates: [Gate]) {
      for (index, gate) in gates.enumerated()
      where plan.measure(for: gate)?.metric == plan.measures[place].metric {
        quotas[index].year *= factor
      }
    }
    var scaled = self
    scaled.measures[place][0].year *= factor
    scale(&scaled.gates, of: plan.gates)
    for (index, measure) in plan.measures.enumerated() {
      scale(&scaled.measureGates[index], of: measure.gates)
      scale(&scaled.acceleratorGates[index], of: measure.acceleratorGates)
    }
    return scaled
  }

  func dueSoFar(_ scope: Metric.Scope, bin: Int) -> Double {
    switch scope {
    case .individual: individualDue[bin]
    case .team: teamDue[bin]
    case .company: companyDue[bin]
    }
  }
}

/// Sets quotas from expected flows by the scenario's rule.
struct QuotaSetter {
  let compiled: CompiledScenario
  let expected: ExpectedFlows

  func quotas(model: Int, seat: Int, year: Int, reading: PlanReading) -> SeatQuotas {
    let role = compiled.models[model].seats[seat].role
    let seats = compiled.models[model].seats
    let team = compiled.teamSeats(of: role, model: model).filter { seats[$0].isActive[year] }
    let view = View(
      layout: compiled.ledgers[model], flows: expected.means[model], seat: (seat, role),
      team: team.map { ($0, seats[$0].role) }, year: year)
    func quotas(_ metrics: [Metric], _ sources: [PlanReading.Source]) -> [SeatQuotas.Quota] {
      zip(metrics, sources).map { quota($0, $1, reading: reading, view: view) }
    }
    /// A gate on an attainment reads the quota of the measure that it speaks of; a gate on an amount
    /// has the amount itself for a quota.
    func gateQuotas(_ gates: [Gate], _ sources: [PlanReading.Source]) -> [SeatQuotas.Quota] {
      zip(gates, sources).map { gate, source in
        var gateQuota = quota(
          reading.plan.metric(of: gate), source, reading: reading, view: view)
        if !gate.metric.isRatio, !gate.isOnAttainment { gateQuota.year = gate.atLeast.number }
        return gateQuota
      }
    }
    return SeatQuotas(
      measures: zip(reading.plan.measures, reading.measures).map { quotas($0.metrics, $1) },
      gates: gateQuotas(reading.plan.gates, reading.gates),
      measureGates: zip(reading.plan.measures, reading.measureGates).map {
        gateQuotas($0.gates, $1)
      },
      acceleratorGates: zip(reading.plan.measures, reading.acceleratorGates).map {
        gateQuotas($0.acceleratorGates, $1)
      },
      modifiers: quotas(reading.plan.modifiers.map(\.metric), reading.modifiers),
      teamSize: team.count { seats[$0].role == role },
      individualDue: view.dueSoFar(.individual), teamDue: view.dueSoFar(.team),
      companyDue: view.dueSoFar(.company))
  }

  private func quota(
    _ metric: Metric, _ source: PlanReading.Source, reading: PlanReading, view: View
  ) -> SeatQuotas.Quota {
    let rule = compiled.scenario.quotas
    let scope = reading.scope(of: metric)
    let weights = reading.plan.periodWeights
    switch source {
    case .atQuota:
      return SeatQuotas.Quota(year: metric.quota?.number ?? 1, shares: weights)
    case .ratio(let kind):
      let expected = view.ratio(kind, scope) ?? 1
      return SeatQuotas.Quota(
        year: metric.quota?.number ?? expected * rule.stretch, shares: weights)
    case .credit(let flows, let followsDue):
      let bins = view.layout.binsPerYear
      let byPeriod = (0..<reading.periods).map { period in
        flows.reduce(0) { sum, part in
          sum + part.share
            * view.sum(
              part.flow, scope, from: period * reading.binsPerPeriod,
              to: (period + 1) * reading.binsPerPeriod)
        }
      }
      let total = byPeriod.reduce(0, +)
      let basis: Double
      switch rule.basis {
      case .expected:
        basis = total
      case .equal, .topDown:
        let team = flows.reduce(0) { $0 + $1.share * view.sum($1.flow, .team, from: 0, to: bins) }
        switch rule.basis {
        case .topDown:
          let target = rule.targets[metric.name] ?? team
          basis = scope == .individual ? (team > 0 ? target * total / team : 0) : target
        default:
          basis = scope == .individual ? team / Double(max(1, view.team.count)) : total
        }
      }
      // A leader's target for renewals is the book; only what is sold on top is over-assigned.
      let street = followsDue ? 1 : rule.overAssignment
      let year = metric.quota?.number ?? basis * rule.stretch * street
      return SeatQuotas.Quota(
        year: year,
        shares: followsDue && total > 0 ? byPeriod.map { $0 / total } : weights)
    }
  }

  /// The expected flows of a seat, its team and the company in a year.
  private struct View {
    let layout: LedgerLayout
    let flows: [Double]
    let seat: (index: Int, role: Role)
    let team: [(index: Int, role: Role)]
    let year: Int

    func sum(_ flow: Flow, _ scope: Metric.Scope, from: Int, to: Int) -> Double {
      switch scope {
      case .individual: sum(flow, of: seat, from, to)
      case .team: team.reduce(0) { $0 + sum(flow, of: $1, from, to) }
      case .company: sum(row: 0, layout.companyOffset(flow), from, to)
      }
    }

    func ratio(_ kind: MeasureKind, _ scope: Metric.Scope) -> Double? {
      let bins = layout.binsPerYear
      func sum(_ flow: Flow) -> Double { self.sum(flow, scope, from: 0, to: bins) }
      let ratio = RetentionSoFar(dueShare: 1, timeShare: 1) { MoneyLanes(repeating: sum($0)) }
        .ratio(kind)
      return ratio.flatMap { $0[0].isNaN ? nil : $0[0] }
    }

    func dueSoFar(_ scope: Metric.Scope) -> [Double] {
      let bins = layout.binsPerYear
      let total = sum(.due, scope, from: 0, to: bins)
      return (1...bins).map { total > 0 ? sum(.due, scope, from: 0, to: $0) / total : 0 }
    }

    private func sum(
      _ flow: Flow, of seat: (index: Int, role: Role), _ from: Int, _ to: Int
    ) -> Double {
      sum(row: seat.index + 1, layout.offset(flow, role: seat.role), from, to)
    }

    private func sum(row: Int, _ offset: Int, _ from: Int, _ to: Int) -> Double {
      guard offset >= 0 else { return 0 }
      let first = layout.rowStart[row] + offset + year * layout.binsPerYear
      return flows[first + from..<first + to].reduce(0, +)
    }
  }
}
