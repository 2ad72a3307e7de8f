import Compensation
import Scenarios
import Units

/// Pays one seat for one year of one trial: the plan, the quotas and the ledger come together.
///
/// The shapes that turn attainment into pay are the very values that a person's statement uses.
struct SeatPay {
  let reading: PlanReading
  let quotas: SeatQuotas
  let credit: SeatCredit
  let nothingDue: QuotaRule.NothingDue
  /// Yearly.
  let targetIncentive: Double
  let base: Double

  /// What a year came to.
  struct Outcome {
    var pay = 0.0
    /// Target incentive for the time that somebody sat in the seat.
    var target = 0.0
    /// The weighted attainment of the year's measures.
    var attainment = 0.0
  }

  /// What a person owes or is owed from one year to the next.
  struct Balance {
    /// A draw to recover.
    var owed = 0.0
    /// A negative true-up.
    var carried = 0.0
  }

  /// Which person sits in the seat.
  struct Presence {
    /// By period: the share of it in which somebody sat in the seat.
    var occupied: [Double]
    /// By period: months since the hire at its beginning; `nil` for who was always there.
    var monthsSinceHire: [Int?]
  }

  func pay(lane: Int, presence: Presence, balance: inout Balance) -> Outcome {
    var outcome = Outcome()
    let weights = reading.plan.periodWeights
    for period in 0..<reading.periods {
      outcome.target += targetIncentive * weights[period] * presence.occupied[period]
    }
    var paidToDate = 0.0
    for period in 0..<reading.periods {
      let isLast = period == reading.periods - 1
      if reading.isDecidedAtYearEnd && !isLast { continue }
      let earned = earned(closing: period, lane: lane, presence: presence)
      if isLast { outcome.attainment = earned.attainment }
      let due =
        reading.plan.counting == .yearToDate ? earned.money - paidToDate : earned.money
      paidToDate += due
      outcome.pay += settle(due, period: period, presence: presence, balance: &balance)
    }
    outcome.pay -= clawedBack(lane: lane, paid: outcome.pay)
    return outcome
  }

  // MARK: - What is earned

  private func earned(
    closing period: Int, lane: Int, presence: Presence
  ) -> (money: Double, attainment: Double) {
    let plan = reading.plan
    let first = plan.counting == .yearToDate ? 0 : period
    let window = Window(first: first, last: period)
    var target = 0.0
    for index in first...period {
      target += targetIncentive * plan.periodWeights[index] * presence.occupied[index]
    }
    guard presence.occupied[first...period].contains(where: { $0 > 0 }) else { return (0, 0) }
    var weighted = 0.0
    var reachableWeight = 0.0
    var plain = 0.0
    var attainment = 0.0
    for (index, measure) in plan.measures.enumerated() {
      let figures = measure.metrics.indices.map { metric in
        figure(
          measure.metrics[metric], reading.measures[index][metric],
          quotas.measures[index][metric], open: reading.open[index], window, lane, presence)
      }
      let isHeld = hold(
        measure.gates, reading.measureGates[index], quotas.measureGates[index], window, lane,
        presence)
      if let weight = measure.weight {
        if figures.contains(where: \.isNothingDue) {
          switch nothingDue {
          case .redistribute: continue
          case .target:
            weighted += weight
            attainment += weight
          case .zero: break
          }
          reachableWeight += weight
          continue
        }
        reachableWeight += weight
        attainment += weight * figures[0].attainment
        guard isHeld else { continue }
        var multiple =
          measure.shape.multiple(at: figures.map { Attainment($0.attainment) }) ?? 0
        if case .share(let cap) = measure.cap { multiple = min(multiple, cap) }
        let isAccelerated = hold(
          measure.acceleratorGates, reading.acceleratorGates[index],
          quotas.acceleratorGates[index], window, lane, presence)
        if !isAccelerated { multiple = min(multiple, 1) }
        weighted += weight * multiple
      } else if isHeld {
        plain += money(measure, figures[0])
      }
    }
    if reachableWeight > 0 {
      weighted /= reachableWeight
      attainment /= reachableWeight
    }
    for (index, modifier) in plan.modifiers.enumerated() {
      let figure = figure(
        modifier.metric, reading.modifiers[index], quotas.modifiers[index], window, lane, presence)
      let read = modifier.metric.quota == nil ? figure.credited : figure.attainment
      weighted *= modifier.shape.multiple(at: [Attainment(read)]) ?? 1
    }
    var money = target * weighted + plain
    if !hold(plan.gates, reading.gates, quotas.gates, window, lane, presence) { money = 0 }
    switch plan.cap {
    case .share(let cap): money = min(money, target * cap)
    case .money(let cap):
      money = min(money, targetIncentive > 0 ? cap.amount * target / targetIncentive : cap.amount)
    case nil: break
    }
    return (money, attainment)
  }

  private struct Window {
    var first: Int
    var last: Int
  }

  private struct Figure {
    var credited: Double
    var quota: Double
    /// How much of a yearly amount the window holds.
    var shareOfYear = 1.0
    var isNothingDue = false

    var attainment: Double { quota > 0 ? credited / quota : 0 }
  }

  private func figure(
    _ metric: Metric, _ source: PlanReading.Source, _ quota: SeatQuotas.Quota,
    open: [Double]? = nil, _ window: Window, _ lane: Int, _ presence: Presence
  ) -> Figure {
    let bins = reading.binsPerPeriod
    let scope = reading.scope(of: metric)
    switch source {
    case .atQuota:
      return Figure(credited: quota.year, quota: quota.year)
    case .ratio(let kind):
      // Ratios are always to date: a quarter's cohort is the year's.
      let end = (window.last + 1) * bins
      func sum(_ flow: Flow) -> Double {
        credit.sum(flow, of: scope, from: 0, to: end, lane: lane)
      }
      let retention = RetentionSoFar(
        start: sum(.start), startAccounts: sum(.startAccounts), loss: sum(.loss),
        grossLoss: sum(.grossLoss), lostAccounts: sum(.lostAccounts), uplift: sum(.uplift),
        expansion: sum(.expansion), dueShare: quotas.dueSoFar[scope]![end - 1],
        timeShare: Double(end) / Double(credit.layout.binsPerYear))
      guard let ratio = retention.ratio(kind) else {
        return Figure(credited: 0, quota: quota.year, isNothingDue: true)
      }
      return Figure(credited: ratio, quota: quota.year)
    case .credit(let flows, _):
      let end = (window.last + 1) * bins
      var credited = 0.0
      for part in flows {
        var sum = credit.sum(
          part.flow, of: scope, from: window.first * bins, to: end, open: open, lane: lane)
        if removesCredit, scope == .individual, Flow.deals.contains(part.flow) {
          sum *= 1 - lostShare([.clawedBack], to: end, lane: lane)
        }
        credited += part.share * sum
      }
      var share = 0.0
      for period in window.first...window.last {
        // A team's and the company's quota do not shrink when one of its seats is vacant.
        let present = scope == .individual ? presence.occupied[period] : 1
        let ramp = presence.monthsSinceHire[period].map {
          reading.plan.ramp?.quotaFactor(inPeriod: $0 / reading.plan.period.months) ?? 1
        }
        share += quota.shares[period] * present * (ramp ?? 1)
      }
      let windowQuota = quota.year * share
      return Figure(
        credited: credited, quota: windowQuota, shareOfYear: share,
        isNothingDue: !(windowQuota > 0))
    }
  }

  /// Whether all of some gates hold.
  private func hold(
    _ gates: [Gate], _ sources: [PlanReading.Source], _ quotas: [SeatQuotas.Quota],
    _ window: Window, _ lane: Int, _ presence: Presence
  ) -> Bool {
    gates.indices.allSatisfy {
      holds(gates[$0], sources[$0], quotas[$0], window, lane, presence)
    }
  }

  private func holds(
    _ gate: Gate, _ source: PlanReading.Source, _ quota: SeatQuotas.Quota, _ window: Window,
    _ lane: Int, _ presence: Presence
  ) -> Bool {
    // What is always at quota passes whatever is asked of it.
    if case .atQuota = source { return true }
    let figure = figure(reading.plan.metric(of: gate), source, quota, window, lane, presence)
    if figure.isNothingDue { return true }
    let value = gate.isOnAttainment ? figure.attainment : figure.credited
    let atLeast = gate.atLeast.number * (gate.atLeast.isRate ? 1 : figure.shareOfYear)
    return value >= atLeast * (1 - 1e-9)
  }

  /// The pay of a measure whose shape pays money.
  private func money(_ measure: Measure, _ figure: Figure) -> Double {
    var pay: Double =
      switch measure.shape {
      case .rate(let rate): rate.pay(forCredit: figure.credited, base: Money(base)).amount
      case .tiers(let tiers): tiers.pay(forCredit: figure.credited, quota: figure.quota)
      case .curve, .steps, .matrix: 0
      }
    // The seats of a role are alike: a pool is shared equally, by weight or by head.
    if measure.sharing != nil { pay /= Double(max(1, quotas.teamSize)) }
    if case .money(let cap) = measure.cap { return min(pay, cap.amount) }
    return pay
  }

  // MARK: - What is paid

  /// Guarantee, draw and carry-forward of a period.
  private func settle(
    _ earned: Double, period: Int, presence: Presence, balance: inout Balance
  ) -> Double {
    let plan = reading.plan
    let due = earned + balance.carried
    balance.carried = min(0, due)
    let months = presence.monthsSinceHire[period]
    var floor = 0.0
    if let months, let ramp = plan.ramp {
      floor =
        targetIncentive * plan.periodWeights[period] * presence.occupied[period]
        * ramp.guaranteedShare(inPeriod: months / plan.period.months)
    }
    if let guarantee = plan.guarantee, Self.isWithin(guarantee.months, months) {
      let target = targetIncentive * plan.periodWeights[period]
      floor = max(
        floor, guarantee.amount.money(of: Money(target)).amount * presence.occupied[period])
    }
    var pay = max(due, floor, 0)
    guard let draw = plan.draw, Self.isWithin(draw.months, months) else {
      let recovered = min(balance.owed, pay)
      balance.owed -= recovered
      return pay - recovered
    }
    let advance = draw.amount.amount * presence.occupied[period]
    if draw.recoverable {
      let recovered = min(balance.owed, max(0, pay - advance))
      balance.owed += max(0, advance - pay) - recovered
      pay = max(pay, advance) - recovered
    } else {
      pay = max(pay, advance)
    }
    return pay
  }

  /// Whether a period begins within so many months of the hire; who was always there is past any.
  private static func isWithin(_ limit: Int?, _ monthsSinceHire: Int?) -> Bool {
    guard let limit else { return true }
    return monthsSinceHire.map { $0 < limit } ?? false
  }

  /// What churn takes back: the year's pay on deals, in the proportion of their credit lost.
  private func clawedBack(lane: Int, paid: Double) -> Double {
    let plan = reading.plan
    guard let clawback = plan.clawback, clawback.event == "churn", !removesCredit, paid > 0
    else { return 0 }
    let end = reading.periods * reading.binsPerPeriod
    let lost = lostShare([.clawedBack, .clawedBackLater], to: end, lane: lane)
    guard lost > 0 else { return 0 }
    var taken = 0.0
    for (index, measure) in plan.measures.enumerated() {
      guard case .credit(let flows, _) = reading.measures[index][0] else { continue }
      var (credited, ofDeals) = (0.0, 0.0)
      for part in flows {
        let sum =
          part.share
          * credit.sum(
            part.flow, of: .individual, from: 0, to: end, open: reading.open[index], lane: lane)
        credited += sum
        if Flow.deals.contains(part.flow) { ofDeals += sum }
      }
      guard ofDeals > 0 else { continue }
      let quota = quotas.measures[index][0].year
      let earned: Double
      if let weight = measure.weight {
        earned =
          targetIncentive * weight
          * (measure.shape.multiple(at: [Attainment(quota > 0 ? credited / quota : 0)]) ?? 0)
      } else {
        earned = money(measure, Figure(credited: credited, quota: quota))
      }
      taken += earned * lost * ofDeals / credited
    }
    return min(taken, paid)
  }

  /// Whether churn removes the credit itself and leaves the rest to the true-up.
  private var removesCredit: Bool {
    reading.plan.clawback?.event == "churn" && reading.plan.clawback?.recovery == .credit
  }

  /// The share of the credit for deals, from the year's start, that churn has taken back.
  private func lostShare(_ flows: [Flow], to end: Int, lane: Int) -> Double {
    func sum(_ flows: [Flow]) -> Double {
      flows.reduce(0) { $0 + credit.sum($1, of: .individual, from: 0, to: end, lane: lane) }
    }
    let (lost, credited) = (sum(flows), sum(Flow.deals))
    return credited > 0 ? min(1, lost / credited) : 0
  }
}
