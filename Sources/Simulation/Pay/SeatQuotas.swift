import Model
import Ownership
import Plans

/// The quotas of one seat in one year, set before the luck.
struct SeatQuotas: Hashable, Sendable {
  /// A metric's quota for the year and how it falls into the pieces of the plan's year.
  struct Quota: Hashable, Sendable {
    var year: Double
    /// By piece; totals 1. A ratio's quota is not spread.
    var shares: [Double]
  }

  /// By metric of the plan's ``PlanBindings``.
  var metrics: [Quota]
  /// Seats of the role, who share a pool.
  let teamSize: Int
  /// The share of the expected due ARR of the seat, its team and the company that has come due
  /// after each bin.
  let individualDue: [Double]
  let teamDue: [Double]
  let companyDue: [Double]

  /// The quotas with that of one measure multiplied, and what gates read of it.
  func scaled(by factor: Double, measure place: Int, of reading: PlanBindings) -> SeatQuotas {
    let metric = reading.plan.measures[place].metric
    var scaled = self
    for (index, asked) in reading.metrics.enumerated()
    where index == reading.place(ofMeasure: place)
      || asked.gate.map({ reading.plan.measure(for: $0)?.metric == metric }) == true
    {
      scaled.metrics[index].year *= factor
    }
    return scaled
  }

  func dueSoFar(_ scope: Metric.Scope) -> [Double] {
    switch scope {
    case .individual: individualDue
    case .team: teamDue
    case .company: companyDue
    }
  }
}

/// Sets quotas from expected flows by the scenario's rule.
struct QuotaSetter {
  let compiled: CompiledScenario
  let expected: ExpectedFlows

  /// The seats of a model that a plan pays, each with its quotas by year.
  ///
  /// - Parameter readings: By stage.
  /// - Returns: By seat, then year.
  func quotas(model index: Int, readings: [[Role: PlanBindings]]) -> [[SeatQuotas?]] {
    let model = compiled.models[index]
    var teams: [RoleYear: TeamFlows] = [:]
    return model.seats.indices.map { seat in
      (0..<compiled.timeline.years).map { year in
        let role = model.seats[seat].role
        guard model.seats[seat].isActive[year],
          let reading = readings[model.stageOfYear[year]][role]
        else { return nil }
        let key = RoleYear(role: role, year: year)
        let team = teams[key] ?? TeamFlows(compiled, model: index, role: role, year: year)
        teams[key] = team
        return quotas(
          reading,
          View(
            layout: compiled.pilotLedgers[index], flows: expected.means[index],
            seat: (seat, role), team: team, year: year))
      }
    }
  }

  private func quotas(_ reading: PlanBindings, _ view: View) -> SeatQuotas {
    SeatQuotas(
      metrics: reading.metrics.map { quota($0, of: reading, view) },
      teamSize: view.team.size,
      individualDue: view.dueSoFar(.individual), teamDue: view.dueSoFar(.team),
      companyDue: view.dueSoFar(.company))
  }

  private func quota(
    _ asked: PlanBindings.MetricBinding, of reading: PlanBindings, _ view: View
  ) -> SeatQuotas.Quota {
    let rule = compiled.scenario.quotas
    let (metric, scope) = (asked.metric, asked.scope)
    let stretch = rule.stretch(of: view.seat.role, measure: metric.name)
    let weights = reading.pieceWeights
    // A gate on an attainment reads the quota of the measure that it speaks of; a gate on an amount
    // has the amount itself for a quota.
    let stated = asked.gate.flatMap { gate in
      gate.metric.isRatio || gate.isOnAttainment ? nil : gate.atLeast.number
    }
    switch asked.source {
    case .atQuota:
      return SeatQuotas.Quota(year: stated ?? metric.quota?.number ?? 1, shares: weights)
    case .ratio(let kind):
      let expected = view.ratio(kind, scope) ?? 1
      return SeatQuotas.Quota(
        year: stated ?? metric.quota?.number ?? expected * stretch, shares: weights)
    case .credit(let flows, let followsDue):
      let byPiece = (0..<reading.pieces).map { piece in
        flows.reduce(0) { sum, part in
          sum + part.share
            * view.sum(
              part.flow, scope, from: piece * reading.binsPerPiece,
              to: (piece + 1) * reading.binsPerPiece)
        }
      }
      let total = byPiece.reduce(0, +)
      // A leader's target for renewals is the book; only what is sold on top is over-assigned.
      let street = followsDue ? 1 : rule.overAssignment
      let year =
        stated ?? metric.quota?.number
        ?? basis(metric, scope, flows, total: total, view) * stretch * street
      return SeatQuotas.Quota(
        year: year,
        shares: followsDue && total > 0 ? byPiece.map { $0 / total } : weights)
    }
  }

  /// What the scenario's rule makes a quota of, before stretch and over-assignment.
  private func basis(
    _ metric: Metric, _ scope: Metric.Scope, _ flows: [(flow: Flow, share: Double)],
    total: Double, _ view: View
  ) -> Double {
    let rule = compiled.scenario.quotas
    guard rule.basis != .expected else { return total }
    let team = flows.reduce(0) {
      $0 + $1.share * view.sum($1.flow, .team, from: 0, to: view.layout.binsPerYear)
    }
    if rule.basis == .topDown {
      let target = rule.target(of: metric) ?? team
      return scope == .individual ? (team > 0 ? target * total / team : 0) : target
    }
    return scope == .individual ? team / Double(max(1, view.team.members.count)) : total
  }

  /// The team of a role's seats in a year, whose flows are added up once for all of them.
  private final class TeamFlows {
    let members: [(index: Int, role: Role)]
    /// Seats of the role itself.
    let size: Int
    var sums: [Bins: Double] = [:]
    var due: [Double]?

    struct Bins: Hashable {
      let flow: Flow
      let range: Range<Int>
    }

    init(_ compiled: CompiledScenario, model: Int, role: Role, year: Int) {
      let seats = compiled.models[model].seats
      members = compiled.teamSeats(of: role, model: model).filter { seats[$0].isActive[year] }
        .map { ($0, seats[$0].role) }
      size = members.count { $0.role == role }
    }
  }

  /// The expected flows of a seat, its team and the company in a year.
  private struct View {
    let layout: LedgerLayout
    let flows: [Double]
    let seat: (index: Int, role: Role)
    let team: TeamFlows
    let year: Int

    func sum(_ flow: Flow, _ scope: Metric.Scope, from: Int, to: Int) -> Double {
      switch scope {
      case .individual: sum(flow, of: seat, from, to)
      case .team: teamSum(flow, from..<to)
      case .company: sum(row: 0, layout.companyOffset(flow), from, to)
      }
    }

    private func teamSum(_ flow: Flow, _ range: Range<Int>) -> Double {
      let key = TeamFlows.Bins(flow: flow, range: range)
      if let known = team.sums[key] { return known }
      let total = team.members.reduce(0) {
        $0 + sum(flow, of: $1, range.lowerBound, range.upperBound)
      }
      team.sums[key] = total
      return total
    }

    private func teamDue() -> [Double] {
      if let known = team.due { return known }
      let due = dueSoFar(of: team.members)
      team.due = due
      return due
    }

    /// Nil where the cohort is empty.
    func ratio(_ kind: RetentionSoFar.Kind, _ scope: Metric.Scope) -> Double? {
      let sums = kind.flows.map {
        sum($0, scope, from: 0, to: layout.binsPerYear)
      }
      guard sums[0] > 0 else { return nil }
      return RetentionSoFar(kind: kind, dueShare: 1, timeShare: 1)
        .ratio(start: MoneyLanes(repeating: sums[0])) { MoneyLanes(repeating: sums[$0]) }[0]
    }

    func dueSoFar(_ scope: Metric.Scope) -> [Double] {
      let due =
        switch scope {
        case .individual: dueSoFar(of: [seat])
        case .team: teamDue()
        case .company: dueSoFar(row: 0, layout.companyOffset(.due))
        }
      let total = due[due.count - 1]
      return due.map { total > 0 ? $0 / total : 0 }
    }

    private func dueSoFar(of seats: [(index: Int, role: Role)]) -> [Double] {
      var total = [Double](repeating: 0, count: layout.binsPerYear)
      for seat in seats {
        let due = dueSoFar(row: seat.index + 1, layout.offset(.due, role: seat.role))
        for bin in total.indices { total[bin] += due[bin] }
      }
      return total
    }

    /// By bin: what has come due from the year's start to its end.
    private func dueSoFar(row: Int, _ offset: Int) -> [Double] {
      var sum = 0.0
      return (0..<layout.binsPerYear).map { bin in
        if offset >= 0 {
          sum += flows[layout.rowStart[row] + offset + year * layout.binsPerYear + bin]
        }
        return sum
      }
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
