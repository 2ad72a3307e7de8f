import Model
import Plans
import Units

/// What is earned in a window of periods.
extension PlanPay {
  /// The periods whose credit is counted.
  struct Window: BitwiseCopyable {
    let first: Int
    let last: Int
  }

  /// A window, the target incentive that falls into it for the time that somebody sat in the seat,
  /// and how many of its periods that was.
  struct Stretch: BitwiseCopyable {
    let window: Window
    let target: MoneyLanes
    let occupied: MoneyLanes
  }

  /// A metric in a window.
  struct Figure: BitwiseCopyable {
    var credited: MoneyLanes
    var quota: MoneyLanes
    /// 0 where the quota is.
    var attainment: MoneyLanes
    /// 0 where nothing is due that could count, 1 elsewhere.
    var counts = MoneyLanes.one
    /// Whether it counts in every trial.
    var alwaysCounts = true

    /// Says where it does not count.
    mutating func drop(where isNothing: SIMDMask<SIMD16<Int64>>) {
      guard holds(isNothing) else { return }
      alwaysCounts = false
      counts.replace(with: MoneyLanes(), where: isNothing)
      credited.replace(with: MoneyLanes(), where: isNothing)
      attainment.replace(with: MoneyLanes(), where: isNothing)
    }
  }

  /// What is earned in the plan's stretch, and the attainment of the measures that it settles.
  ///
  /// A measure counted less often than the plan pays earns where its own stretch ends.
  func earned(
    _ plans: Stretch, _ seat: Case
  ) -> (money: MoneyLanes, attainment: MoneyLanes, attains: MoneyLanes) {
    var weighted = Weighted()
    var plain = MoneyLanes()
    var settled = (weighted: MoneyLanes(), plain: MoneyLanes())
    for place in 0..<rules.measures.count {
      let measure = rules.measures.base + place
      let isLonger = measure.pointee.periods > 1
      guard let here = isLonger ? stretch(of: measure.pointee, endingIn: plans, seat) : plans else {
        weighted.add(settledLater: measure.pointee.weight ?? 0)
        continue
      }
      let window = here.window
      let figure = figure(measure.pointee.rows, window, seat)
      guard let weight = measure.pointee.weight else {
        var pay = money(measure.pointee, figure, seat)
        close(&pay, by: measure.pointee.gates, window, seat)
        // Nobody at work earns nothing.
        plain += pay.replacing(with: MoneyLanes(), where: here.occupied .<= MoneyLanes())
        settled.plain = most(settled.plain, here.target)
        continue
      }
      settled.weighted += here.target * weight
      var (counts, alwaysCounts) = (figure.counts, figure.alwaysCounts)
      var multiple: MoneyLanes
      if case .multiple(let lines) = measure.pointee.shape {
        multiple = lines(figure.attainment)
      } else {
        let columns = self.figure(measure.pointee.columns, window, seat)
        multiple = multiples(ofMatrix: place, figure.attainment, columns.attainment)
        counts *= columns.counts
        alwaysCounts = alwaysCounts && columns.alwaysCounts
      }
      multiple = least(multiple, MoneyLanes(repeating: measure.pointee.cap))
      if !measure.pointee.acceleratorGates.isEmpty {
        var above = most(multiple - 1, MoneyLanes())
        multiple -= above
        close(&above, by: measure.pointee.acceleratorGates, window, seat)
        multiple += above
      }
      close(&multiple, by: measure.pointee.gates, window, seat)
      if alwaysCounts {
        weighted.add(
          weight, multiple: multiple, target: isLonger ? here.target : nil,
          attainment: figure.attainment)
      } else {
        weighted.add(
          weight, multiple: multiple, target: isLonger ? here.target : nil,
          attainment: figure.attainment, counts: counts, nothingDue)
      }
    }
    weighted.divideByReachable()
    for place in 0..<rules.modifiers.count {
      let modifier = rules.modifiers[place]
      let figure = figure(modifier.metric, plans.window, seat)
      let factor = modifier.lines(
        modifier.asksForCredit ? figure.credited : figure.attainment
      ).replacing(with: MoneyLanes.one, where: figure.counts .== MoneyLanes())
      weighted.multiple *= factor
      weighted.money *= factor
    }
    var money = plans.target * weighted.multiple + plain
    if rules.hasLonger { money += weighted.money }
    close(&money, by: rules.gates, plans.window, seat)
    let target = rules.hasLonger ? most(settled.weighted, settled.plain) : plans.target
    switch rules.cap {
    case .share(let cap): money = least(money, target * cap)
    case .money(let cap):
      let incentive = seat.offer.targetIncentive
      money = least(money, incentive > 0 ? target * (cap.amount / incentive) : .one * cap.amount)
    case nil: break
    }
    return (money, weighted.attainment, weighted.attains)
  }

  /// The stretch of a measure counted less often than the plan pays; nil where none ends.
  private func stretch(
    of measure: PlanRules.MeasureRule, endingIn plans: Stretch, _ seat: Case
  ) -> Stretch? {
    let ended = (plans.window.last + 1) / measure.periods * measure.periods
    guard ended > 0, rules.isToDate || ended == plans.window.last + 1 else { return nil }
    let window = Window(first: rules.isToDate ? 0 : ended - measure.periods, last: ended - 1)
    var (target, occupied) = (MoneyLanes(), MoneyLanes())
    for period in window.first...window.last {
      let here = seat.presence.occupied[period]
      target += here * (seat.offer.targetIncentive * rules.periodWeights[period])
      occupied += here
    }
    return Stretch(window: window, target: target, occupied: occupied)
  }

  /// The attainment of the whole year, and where there is one.
  func yearAttainment(_ seat: Case) -> (attainment: MoneyLanes, attains: MoneyLanes) {
    let year = Window(first: 0, last: rules.periods - 1)
    var weighted = Weighted()
    for place in 0..<rules.measures.count where rules.measures[place].attains > 0 {
      let measure = rules.measures[place]
      let figure = figure(measure.rows, year, seat)
      let columns =
        measure.columns == measure.rows ? figure : self.figure(measure.columns, year, seat)
      if figure.alwaysCounts, columns.alwaysCounts {
        weighted.add(measure.attains, multiple: MoneyLanes(), attainment: figure.attainment)
      } else {
        weighted.add(
          measure.attains, multiple: MoneyLanes(), attainment: figure.attainment,
          counts: figure.counts * columns.counts, nothingDue)
      }
    }
    weighted.divideByReachable()
    return (weighted.attainment, weighted.attains)
  }

  func figure(_ place: Int, _ window: Window, _ seat: Case) -> Figure {
    let metric = rules.metrics.base + place
    let numbers = seat.numbers + place * (1 + 2 * rules.periods)
    let yearQuota = numbers[0]
    switch metric.pointee.source {
    case .atQuota:
      let quota = MoneyLanes(repeating: yearQuota)
      return Figure(
        credited: quota, quota: quota, attainment: yearQuota > 0 ? .one : MoneyLanes())
    case .ratio(let kind):
      return retention(
        RetentionSoFar(
          kind: kind, dueShare: numbers[1 + rules.periods + window.last],
          timeShare: Double(window.last + 1) / Double(rules.periods)),
        metric.pointee, quota: yearQuota, to: (window.last + 1) * rules.binsPerPeriod, seat)
    case .credit:
      let credited = credited(metric.pointee, window, seat)
      // A team's and the company's quota do not shrink when one of its seats is vacant.
      let present = metric.pointee.isIndividual ? seat.entitled : seat.ramped
      var quota = MoneyLanes()
      for period in window.first...window.last {
        quota += present[period] * (numbers[1 + period] * yearQuota)
      }
      let isNothing = quota .<= MoneyLanes()
      guard holds(isNothing) else {
        return Figure(credited: credited, quota: quota, attainment: credited / quota)
      }
      return Figure(
        credited: credited, quota: quota, attainment: share(of: credited, in: quota),
        counts: MoneyLanes.one.replacing(with: MoneyLanes(), where: isNothing),
        alwaysCounts: false)
    }
  }

  /// Ratios are always to date: a quarter's cohort is the year's.
  @inline(__always)
  private func retention(
    _ soFar: RetentionSoFar, _ metric: PlanRules.MetricRule, quota: Double, to end: Int,
    _ seat: Case
  ) -> Figure {
    let parts = rules.parts.base + metric.parts.indices.lowerBound
    // A cohort stands in the year's first bin.
    let start = seat.sum(parts[0], 0, 1)
    let ratio =
      soFar.isKnown ? soFar.ratio(start: start) { seat.sum(parts[$0], 0, end) } : MoneyLanes()
    var figure = Figure(
      credited: ratio, quota: MoneyLanes(repeating: quota),
      attainment: quota > 0 ? ratio * (1 / quota) : MoneyLanes())
    figure.drop(where: soFar.isKnown ? start .<= MoneyLanes() : .init(repeating: true))
    return figure
  }

  private func credited(
    _ metric: PlanRules.MetricRule, _ window: Window, _ seat: Case
  ) -> MoneyLanes {
    let first = window.first * rules.binsPerPeriod
    let end = (window.last + 1) * rules.binsPerPeriod
    let takesCredit = rules.removesCredit && metric.isIndividual
    var (credited, ofDeals) = (MoneyLanes(), MoneyLanes())
    for place in metric.parts.indices {
      let part = rules.parts[place]
      let sum = sum(part, first, end, open: metric.open, seat) * part.share
      if takesCredit, part.isDeal { ofDeals += sum } else { credited += sum }
    }
    guard takesCredit else { return credited }
    return credited + ofDeals * (1 - lostShare(seat.sum(rules.clawedBack, 0, end), to: end, seat))
  }

  /// A flow, of each bin only the share that `open` says where given.
  @inline(__always)
  func sum(
    _ part: PlanRules.Part, _ from: Int, _ to: Int, open: UnsafePointer<Double>?, _ seat: Case
  ) -> MoneyLanes {
    guard let open else { return seat.sum(part, from, to) }
    var total = MoneyLanes()
    for bin in from..<to { total += seat.sum(part, bin, bin + 1) * open[seat.firstBin + bin] }
    return total
  }

  func multiples(
    ofMatrix place: Int, _ rows: MoneyLanes, _ columns: MoneyLanes
  ) -> MoneyLanes {
    guard case .matrix(let matrix) = rules.reading.plan.measures[place].shape else {
      return MoneyLanes()
    }
    var multiples = MoneyLanes()
    for lane in 0..<laneCount {
      multiples[lane] = matrix.multiple(
        row: Attainment(rows[lane]), column: Attainment(columns[lane]))
    }
    return multiples
  }

  /// Takes what is paid away where a gate does not hold.
  private func close(
    _ pay: inout MoneyLanes, by gates: PlanRules.Slice, _ window: Window, _ seat: Case
  ) {
    for place in gates.indices {
      let gate = rules.metrics[place]
      // What is always at quota passes whatever is asked of it.
      if case .atQuota = gate.source { continue }
      let figure = figure(place, window, seat)
      let value = gate.asksForCredit ? figure.credited : figure.attainment
      let least = MoneyLanes(repeating: gate.atLeast - gate.atLeast.magnitude * 1e-9)
      pay.replace(with: MoneyLanes(), where: (value .< least) .& (figure.counts .> MoneyLanes()))
    }
  }

  /// The pay of a measure whose shape pays money.
  func money(_ measure: PlanRules.MeasureRule, _ figure: Figure, _ seat: Case) -> MoneyLanes {
    var pay: MoneyLanes
    switch measure.shape {
    case .rate(let rate): pay = figure.credited * rate
    case .shareOfBase(let share): pay = figure.credited * (seat.offer.base * share)
    case .slices(let lines, ofQuota: false): pay = lines(figure.credited)
    case .slices(let lines, ofQuota: true): pay = lines(figure.attainment) * figure.quota
    case .topRate(let lines, ofQuota: false): pay = lines(figure.credited) * figure.credited
    case .topRate(let lines, ofQuota: true): pay = lines(figure.attainment) * figure.credited
    case .multiple, .matrix: return MoneyLanes()
    }
    // The seats of a role are alike: a pool is shared equally, by weight or by head.
    if measure.isPool { pay /= Double(seat.teamSize) }
    return least(pay, MoneyLanes(repeating: measure.cap))
  }
}
