import Compensation
import Scenarios
import Units

/// Pays one seat for one year, sixteen trials at once: the plan, the quotas and the ledger come
/// together.
///
/// The shapes that turn attainment into pay are the very values that a person's statement uses, and
/// the order of pay is the plan's.
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
    var pay = MoneyLanes()
    /// Target incentive for the time that somebody sat in the seat.
    var target = MoneyLanes()
    /// The weighted attainment of the year's measures.
    var attainment = MoneyLanes()
  }

  /// What a person owes or is owed from one year to the next.
  struct Balance {
    /// A draw to recover.
    var owed = MoneyLanes()
    /// A negative true-up.
    var carried = MoneyLanes()
  }

  /// Which person sits in the seat, by period.
  struct Presence {
    /// The share of the period in which somebody sat in the seat.
    var occupied: [MoneyLanes]
    /// Months since the hire at the period's beginning; ``PeopleLuck/tenured`` and more for who was
    /// always there.
    var monthsSinceHire: [Lanes]
  }

  private struct Window {
    var first: Int
    var last: Int
  }

  func pay(presence: Presence, balance: inout Balance) -> Outcome {
    var outcome = Outcome()
    outcome.target = target(Window(first: 0, last: reading.periods - 1), presence)
    var earnedToDate = MoneyLanes()
    for period in 0..<reading.periods {
      let isLast = period == reading.periods - 1
      let isToDate = reading.plan.counting == .yearToDate
      let window = Window(first: isToDate ? 0 : period, last: period)
      let earned = earned(window, presence)
      if isLast { outcome.attainment = earned.attainment }
      let due = isToDate ? earned.money - earnedToDate : earned.money
      earnedToDate += due
      outcome.pay += settle(due, period: period, presence: presence, balance: &balance)
    }
    outcome.pay -= clawedBack(paid: outcome.pay)
    return outcome
  }

  /// The attainment of a measure over the whole year, and 1 where it counts, 0 where nothing is due
  /// that could; of a matrix, its rows.
  func yearAttainment(
    ofMeasure place: Int, presence: Presence
  ) -> (attainment: MoneyLanes, counts: MoneyLanes) {
    let figure = figure(
      reading.plan.measures[place].metric, reading.measures[place][0], quotas.measures[place][0],
      open: reading.open[place], Window(first: 0, last: reading.periods - 1), presence)
    return (figure.attainment, figure.counts)
  }

  /// Target incentive of a window, for the time that somebody sat in the seat.
  private func target(_ window: Window, _ presence: Presence) -> MoneyLanes {
    var target = MoneyLanes()
    for period in window.first...window.last {
      target += presence.occupied[period] * (targetIncentive * reading.plan.periodWeights[period])
    }
    return target
  }

  // MARK: - What is earned

  private func earned(
    _ window: Window, _ presence: Presence
  ) -> (money: MoneyLanes, attainment: MoneyLanes) {
    let plan = reading.plan
    let target = target(window, presence)
    var weighted = MoneyLanes()
    var reachable = MoneyLanes()
    var plain = MoneyLanes()
    var attainment = MoneyLanes()
    for (index, measure) in plan.measures.enumerated() {
      let figures = measure.metrics.indices.map { metric in
        figure(
          measure.metrics[metric], reading.measures[index][metric],
          quotas.measures[index][metric], open: reading.open[index], window, presence)
      }
      let open =
        measure.gates.isEmpty
        ? .one
        : open(
          measure.gates, reading.measureGates[index], quotas.measureGates[index], window, presence)
      guard let weight = measure.weight else {
        plain += open * money(measure, figures[0])
        continue
      }
      var multiple = multiples(measure.shape, figures)
      if case .share(let cap) = measure.cap {
        multiple = least(multiple, MoneyLanes(repeating: cap))
      }
      if !measure.acceleratorGates.isEmpty {
        let held = self.open(
          measure.acceleratorGates, reading.acceleratorGates[index],
          quotas.acceleratorGates[index], window, presence)
        multiple = multiple.replacing(with: least(multiple, .one), where: held .== 0)
      }
      let counts = figures.reduce(MoneyLanes.one) { $0 * $1.counts }
      let read = figures[0].attainment
      switch nothingDue {
      case .redistribute:
        weighted += counts * open * multiple * weight
        attainment += counts * read * weight
        reachable += counts * weight
      case .target:
        weighted += (counts * open * multiple + (1 - counts)) * weight
        attainment += (counts * read + (1 - counts)) * weight
        reachable += weight
      case .zero:
        weighted += counts * open * multiple * weight
        attainment += counts * read * weight
        reachable += weight
      }
    }
    let whole = reachable.replacing(with: 1, where: reachable .<= 0)
    weighted /= whole
    attainment /= whole
    for (index, modifier) in plan.modifiers.enumerated() {
      let figure = figure(
        modifier.metric, reading.modifiers[index], quotas.modifiers[index], window, presence)
      let read = modifier.metric.quota == nil ? figure.credited : figure.attainment
      let factor = multiples(modifier.shape, [Figure(credited: read, quota: .one, counts: .one)])
      weighted *= factor.replacing(with: 1, where: figure.counts .== 0)
    }
    var money = target * weighted + plain
    if !plan.gates.isEmpty {
      money *= open(plan.gates, reading.gates, quotas.gates, window, presence)
    }
    switch plan.cap {
    case .share(let cap): money = least(money, target * cap)
    case .money(let cap):
      let share = targetIncentive > 0 ? target / targetIncentive : .one
      money = least(money, share * cap.amount)
    case nil: break
    }
    // Nobody at work earns nothing.
    return (money.replacing(with: 0, where: occupied(window, presence) .<= 0), attainment)
  }

  private func occupied(_ window: Window, _ presence: Presence) -> MoneyLanes {
    presence.occupied[window.first...window.last].reduce(.zero, +)
  }

  /// A metric in a window.
  private struct Figure {
    var credited: MoneyLanes
    var quota: MoneyLanes
    /// 0 where nothing is due that could count, 1 elsewhere.
    var counts: MoneyLanes

    /// 0 where the quota is.
    var attainment: MoneyLanes {
      (credited / quota.replacing(with: 1, where: quota .<= 0))
        .replacing(with: 0, where: quota .<= 0)
    }
  }

  private func figure(
    _ metric: Metric, _ source: PlanReading.Source, _ quota: SeatQuotas.Quota,
    open: [Double]? = nil, _ window: Window, _ presence: Presence
  ) -> Figure {
    let bins = reading.binsPerPeriod
    let end = (window.last + 1) * bins
    let scope = reading.scope(of: metric)
    switch source {
    case .atQuota:
      let lanes = MoneyLanes(repeating: quota.year)
      return Figure(credited: lanes, quota: lanes, counts: .one)
    case .ratio(let kind):
      // Ratios are always to date: a quarter's cohort is the year's.
      let retention = RetentionSoFar(
        dueShare: quotas.dueSoFar(scope, bin: end - 1),
        timeShare: Double(end) / Double(credit.binsPerYear)
      ) { credit.sum($0, of: scope, from: 0, to: end) }
      let lanes = MoneyLanes(repeating: quota.year)
      guard let ratio = retention.ratio(kind) else {
        return Figure(credited: .zero, quota: lanes, counts: .zero)
      }
      let isEmpty = ratio .!= ratio
      return Figure(
        credited: ratio.replacing(with: 0, where: isEmpty), quota: lanes,
        counts: MoneyLanes.one.replacing(with: 0, where: isEmpty))
    case .credit(let flows, _):
      var credited = MoneyLanes()
      for part in flows {
        var sum = credit.sum(
          part.flow, of: scope, from: window.first * bins, to: end, open: open)
        if removesCredit, scope == .individual, Flow.deals.contains(part.flow) {
          sum *= 1 - lostShare([.clawedBack], to: end)
        }
        credited += sum * part.share
      }
      var share = MoneyLanes()
      for period in window.first...window.last {
        // A team's and the company's quota do not shrink when one of its seats is vacant.
        let present = scope == .individual ? presence.occupied[period] : .one
        share += present * quota.shares[period] * quotaFactor(presence.monthsSinceHire[period])
      }
      let windowQuota = share * quota.year
      return Figure(
        credited: credited, quota: windowQuota,
        counts: MoneyLanes.one.replacing(with: 0, where: windowQuota .<= 0))
    }
  }

  /// The ramp's factor on a period's quota.
  private func quotaFactor(_ monthsSinceHire: Lanes) -> MoneyLanes {
    guard let ramp = reading.plan.ramp else { return .one }
    var factors = MoneyLanes.one
    for lane in 0..<laneCount where monthsSinceHire[lane] < PeopleLuck.tenured {
      factors[lane] = ramp.quotaFactor(
        inPeriod: Int(monthsSinceHire[lane]) / reading.plan.period.months)
    }
    return factors
  }

  /// The multiples of target incentive that a shape pays.
  private func multiples(_ shape: PayShape, _ figures: [Figure]) -> MoneyLanes {
    var multiples = MoneyLanes()
    let first = figures[0].attainment
    let second = figures.count > 1 ? figures[1].attainment : first
    switch shape {
    case .curve(let curve): return curve.multiples(at: first)
    case .steps(let steps): return steps.multiples(at: first)
    case .matrix(let matrix):
      for lane in 0..<laneCount {
        multiples[lane] = matrix.multiple(
          row: Attainment(first[lane]), column: Attainment(second[lane]))
      }
    case .rate, .tiers: break
    }
    return multiples
  }

  /// 1 where all gates hold, 0 elsewhere.
  private func open(
    _ gates: [Gate], _ sources: [PlanReading.Source], _ gateQuotas: [SeatQuotas.Quota],
    _ window: Window, _ presence: Presence
  ) -> MoneyLanes {
    var open = MoneyLanes.one
    for (index, gate) in gates.enumerated() {
      // What is always at quota passes whatever is asked of it.
      if case .atQuota = sources[index] { continue }
      let metric = reading.plan.metric(of: gate)
      let figure = figure(metric, sources[index], gateQuotas[index], window, presence)
      // The quota of a gate on money is the threshold itself, spread as a quota is.
      let value = gate.metric.isRatio ? figure.credited : figure.attainment
      let threshold = gate.metric.isRatio || gate.isOnAttainment ? gate.atLeast.number : 1
      let fails = value .< (threshold - abs(threshold) * 1e-9)
      open.replace(with: 0, where: fails .& (figure.counts .> 0))
    }
    return open
  }

  /// The pay of a measure whose shape pays money.
  private func money(_ measure: Measure, _ figure: Figure) -> MoneyLanes {
    var pay = MoneyLanes()
    for lane in 0..<laneCount {
      pay[lane] =
        switch measure.shape {
        case .rate(let rate): rate.pay(forCredit: figure.credited[lane], base: Money(base)).amount
        case .tiers(let tiers):
          tiers.pay(forCredit: figure.credited[lane], quota: figure.quota[lane])
        case .curve, .steps, .matrix: 0
        }
    }
    // The seats of a role are alike: a pool is shared equally, by weight or by head.
    if measure.sharing != nil { pay /= Double(max(1, quotas.teamSize)) }
    if case .money(let cap) = measure.cap { pay = least(pay, MoneyLanes(repeating: cap.amount)) }
    return pay
  }

  // MARK: - What is taken back

  /// What churn takes back: the year's pay on deals, in the proportion of their credit lost.
  private func clawedBack(paid: MoneyLanes) -> MoneyLanes {
    let plan = reading.plan
    guard let clawback = plan.clawback, clawback.event == "churn", !removesCredit else {
      return .zero
    }
    let end = reading.periods * reading.binsPerPeriod
    let lost = lostShare([.clawedBack, .clawedBackLater], to: end)
    guard any(lost .> 0) else { return .zero }
    var taken = MoneyLanes()
    for (index, measure) in plan.measures.enumerated() {
      guard case .credit(let flows, _) = reading.measures[index][0] else { continue }
      var (credited, ofDeals) = (MoneyLanes(), MoneyLanes())
      for part in flows {
        let sum =
          credit.sum(part.flow, of: .individual, from: 0, to: end, open: reading.open[index])
          * part.share
        credited += sum
        if Flow.deals.contains(part.flow) { ofDeals += sum }
      }
      let figure = Figure(
        credited: credited, quota: MoneyLanes(repeating: quotas.measures[index][0].year),
        counts: .one)
      let earned =
        measure.weight.map { multiples(measure.shape, [figure]) * (targetIncentive * $0) }
        ?? money(measure, figure)
      taken += earned * lost * share(of: ofDeals, in: credited)
    }
    return least(taken, most(paid, .zero))
  }

  /// Whether churn removes the credit itself and leaves the rest to the true-up.
  private var removesCredit: Bool {
    reading.plan.clawback?.event == "churn" && reading.plan.clawback?.recovery == .credit
  }

  /// The share of the credit for deals, from the year's start, that churn has taken back.
  private func lostShare(_ flows: [Flow], to end: Int) -> MoneyLanes {
    func sum(_ flows: [Flow]) -> MoneyLanes {
      flows.reduce(.zero) { $0 + credit.sum($1, of: .individual, from: 0, to: end) }
    }
    return least(share(of: sum(flows), in: sum(Flow.deals)), .one)
  }

  /// A part over its whole; 0 where there is nothing of the whole.
  private func share(of part: MoneyLanes, in whole: MoneyLanes) -> MoneyLanes {
    (part / whole.replacing(with: 1, where: whole .<= 0)).replacing(with: 0, where: whole .<= 0)
  }
}

extension SIMD16<Double> {
  static var one: Self { Self(repeating: 1) }
}

/// The smaller value of each trial.
@inline(__always)
func least(_ a: MoneyLanes, _ b: MoneyLanes) -> MoneyLanes { a.replacing(with: b, where: b .< a) }

/// The larger value of each trial.
@inline(__always)
func most(_ a: MoneyLanes, _ b: MoneyLanes) -> MoneyLanes { a.replacing(with: b, where: b .> a) }
