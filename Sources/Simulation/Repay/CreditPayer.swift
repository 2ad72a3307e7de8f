import Model
import Plans

/// What the role's people were paid in the sixteen trials of a world.
struct PaidWorld: Sendable {
  /// By year.
  var pay: [MoneyLanes]
  var target: [MoneyLanes]
  /// By year: base under the terms less base as it was.
  var baseChange: [MoneyLanes]
  /// By year: base under the terms over base as it was.
  var baseFactor: [Double]
  /// By lane: a figure for each person and year.
  var payMultiples: [[Double]]
  var attainments: [[Double]]

  init(years: Int) {
    pay = [MoneyLanes](repeating: .zero, count: years)
    target = pay
    baseChange = pay
    baseFactor = [Double](repeating: 1, count: years)
    payMultiples = [[Double]](repeating: [], count: laneCount)
    attainments = payMultiples
  }
}

/// Pays kept credits on some terms: the working memory of one task.
final class CreditPayer {
  private let terms: PayTerms
  private let place: RolePlace
  private let profile: RoleProfile
  private let team: TeamCredit
  private let years: [Year]
  /// At `seat * years + year`; nil where nobody pays the seat by a plan.
  private let seats: [PlanPay.Seat?]

  /// Who pays the role in a year; nil where it is paid at target.
  private struct Year {
    let payer: PlanPay?
    /// The measure that terms change.
    let measure: Int?
    let targetIncentive: Amount?
  }

  init(_ prepared: PreparedScenario, _ selection: CreditSelection, terms: PayTerms) {
    let compiled = prepared.compiled
    let place = RolePlace(compiled, selection)
    let model = compiled.models[selection.model]
    let readings = prepared.readings[selection.model].map { $0[selection.role] }
    let team = place.team(readings: readings.compactMap(\.self))
    let stages = readings.map { reading in
      guard var reading, !place.seats.isEmpty else {
        return Year(payer: nil, measure: nil, targetIncentive: reading?.plan.targetIncentive)
      }
      let measure = place.measure(in: reading.plan)
      let accelerated = measure.flatMap {
        reading.plan.scalingAccelerator(by: terms.accelerator, ofMeasure: $0)
      }
      if let accelerated { reading.plan = accelerated }
      return Year(
        payer: PlanPay(
          PlanRules(reading, place.places(team: team)),
          nothingDue: compiled.scenario.quotas.nothingDue),
        measure: measure, targetIncentive: reading.plan.targetIncentive)
    }
    let years = model.stageOfYear.map { stages[$0] }
    seats = place.seats.enumerated().flatMap { index, seat in
      years.enumerated().map { number, year in
        guard let payer = year.payer,
          var quotas = prepared.quotas[selection.model][seat][number]
        else { return nil }
        if let measure = year.measure {
          quotas = quotas.scaled(
            by: terms.quotaFactor, measure: measure, of: payer.rules.reading)
        }
        return payer.seat(row: place.row(ofSeat: index), year: number, quotas: quotas)
      }
    }
    profile = compiled.profiles[selection.model][selection.role]!
    self.terms = terms
    self.place = place
    self.team = team
    self.years = years
  }

  func pay(_ world: WorldCredit) -> PaidWorld {
    var paid = PaidWorld(years: years.count)
    // A plan may read nothing that is simulated; even then there is an address.
    (world.flows + [.zero]).withUnsafeBufferPointer { flows in
      let flows = flows.baseAddress!
      team.add(flows)
      for seat in 0..<place.seats.count {
        var balance = PlanPay.Balance()
        withUnsafeMutablePointer(to: &balance) { balance in
          for year in years.indices {
            pay(seat, year, world, flows, balance, into: &paid)
          }
        }
      }
    }
    return paid
  }

  private func pay(
    _ seat: Int, _ year: Int, _ world: WorldCredit, _ flows: UnsafePointer<MoneyLanes>,
    _ balance: UnsafeMutablePointer<PlanPay.Balance>, into paid: inout PaidWorld
  ) {
    let cell = seat * years.count + year
    let present = world.present[cell]
    let before = PayOffer(
      onTarget: world.onTarget, baseShare: profile.baseShare,
      targetIncentive: years[year].targetIncentive)
    let offer = terms.baseShare.map { PayOffer(before, baseShare: $0) } ?? before
    paid.baseChange[year] += present * (offer.base - before.base)
    if before.base > 0 { paid.baseFactor[year] = offer.base / before.base }
    guard let payer = years[year].payer, let kept = seats[cell], let presence = world.presence[cell]
    else {
      paid.pay[year] += present * offer.targetIncentive
      paid.target[year] += present * offer.targetIncentive
      return
    }
    let (result, attained) = presence.withPresence { presence in
      (
        payer.pay(
          kept, flows: flows, team: team.totals.base, presence: presence, offer: offer,
          balance: balance),
        years[year].measure.map {
          payer.yearAttainment(
            ofMeasure: $0, kept, flows: flows, team: team.totals.base, presence: presence,
            offer: offer)
        }
      )
    }
    paid.pay[year] += result.pay
    paid.target[year] += result.target
    for lane in 0..<world.liveLanes where result.target[lane] > 0 {
      paid.payMultiples[lane].append(result.pay[lane] / result.target[lane])
      if let attained, attained.counts[lane] > 0 {
        paid.attainments[lane].append(attained.attainment[lane])
      }
    }
  }
}
