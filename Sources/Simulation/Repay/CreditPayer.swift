import Compensation
import Scenarios

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

/// Pays kept credits on some terms.
struct CreditPayer: Sendable {
  private let samples: SeatCreditSamples
  private let terms: PayTerms
  private let place: RolePlace
  private let profile: RoleProfile
  /// By year; nil where no plan pays the role.
  private let readings: [PlanReading?]
  /// At `seat * years + year`.
  private let quotas: [SeatQuotas?]

  private var years: Int { readings.count }

  init(_ samples: SeatCreditSamples, terms: PayTerms) {
    let prepared = samples.prepared
    let selection = samples.selection
    let place = RolePlace(prepared.compiled, selection)
    self.samples = samples
    self.terms = terms
    self.place = place
    profile = prepared.compiled.scenario.roles[selection.role]!
    let model = prepared.compiled.models[selection.model]
    readings = (0..<prepared.compiled.timeline.years).map { year in
      let stage = model.stageOfYear[year]
      guard var reading = prepared.readings[selection.model][stage][selection.role] else {
        return nil
      }
      let accelerated = place.measure(in: reading.plan).flatMap {
        reading.plan.scalingAccelerator(by: terms.accelerator, ofMeasure: $0)
      }
      if let accelerated { reading.plan = accelerated }
      return reading
    }
    quotas = place.seats.flatMap { seat in
      prepared.quotas[selection.model][seat].enumerated().map { year, quotas in
        guard let quotas, let plan = place.plan(prepared.compiled, year: year),
          let measure = place.measure(in: plan)
        else { return quotas }
        return quotas.scaled(by: terms.quotaFactor, measure: measure, of: plan)
      }
    }
  }

  func pay(_ world: WorldCredit) -> PaidWorld {
    var paid = PaidWorld(years: years)
    // A plan may read nothing that is simulated; even then there is an address.
    (world.flows + [.zero]).withUnsafeBufferPointer { flows in
      let address = flows.baseAddress!
      let team = place.team(address, readings: readings.compactMap(\.self))
      for seat in 0..<place.seats.count { pay(seat, world, address, team, into: &paid) }
    }
    return paid
  }

  private func pay(
    _ seat: Int, _ world: WorldCredit, _ flows: UnsafePointer<MoneyLanes>, _ team: TeamCredit,
    into paid: inout PaidWorld
  ) {
    var balance = SeatPay.Balance()
    for year in 0..<years {
      let cell = seat * years + year
      let present = world.present[cell]
      let before = Offer(
        onTarget: world.onTarget, baseShare: profile.baseShare, plan: readings[year]?.plan)
      let offer = terms.baseShare.map { Offer(before, baseShare: $0) } ?? before
      paid.baseChange[year] += present * (offer.base - before.base)
      if before.base > 0 { paid.baseFactor[year] = offer.base / before.base }
      guard let reading = readings[year], let quotas = quotas[cell],
        let presence = world.presence[cell]
      else {
        paid.pay[year] += present * offer.targetIncentive
        paid.target[year] += present * offer.targetIncentive
        continue
      }
      let seatPay = SeatPay(
        reading: reading, quotas: quotas,
        credit: place.credit(flows, seat: seat, year: year, team: team),
        nothingDue: samples.prepared.compiled.scenario.quotas.nothingDue,
        targetIncentive: offer.targetIncentive, base: offer.base)
      let result = seatPay.pay(presence: presence, balance: &balance)
      paid.pay[year] += result.pay
      paid.target[year] += result.target
      let attained = place.measure(in: reading.plan).map {
        seatPay.yearAttainment(ofMeasure: $0, presence: presence)
      }
      for lane in 0..<world.liveLanes where result.target[lane] > 0 {
        paid.payMultiples[lane].append(result.pay[lane] / result.target[lane])
        if let attained, attained.counts[lane] > 0 {
          paid.attainments[lane].append(attained.attainment[lane])
        }
      }
    }
  }
}
