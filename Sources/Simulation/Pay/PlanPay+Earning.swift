import Compensation
import Scenarios
import Units

/// What is earned in a window of periods.
extension PlanPay {
  /// The periods whose credit is counted.
  struct Window: BitwiseCopyable {
    let first: Int
    let last: Int
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

  /// Weighted measures, as shares of the weight that could be reached.
  private struct Weighted: BitwiseCopyable {
    var multiple = MoneyLanes()
    var attainment = MoneyLanes()
    /// The weight that counts in every trial, and in some.
    private var certain = 0.0
    private var uncertain = MoneyLanes()
    private var isCertain = true

    @inline(__always)
    mutating func add(_ weight: Double, multiple: MoneyLanes, attainment: MoneyLanes) {
      self.multiple += multiple * weight
      self.attainment += attainment * weight
      certain += weight
    }

    /// Adds a measure that in some trials cannot count: it pays nothing there, as at target, or
    /// leaves its weight to the others.
    mutating func add(
      _ weight: Double, multiple: MoneyLanes, attainment: MoneyLanes, counts: MoneyLanes,
      _ nothingDue: QuotaRule.NothingDue
    ) {
      let atTarget = nothingDue == .target ? 1 - counts : MoneyLanes()
      self.multiple += (counts * multiple + atTarget) * weight
      self.attainment += (counts * attainment + atTarget) * weight
      if nothingDue == .redistribute {
        uncertain += counts * weight
        isCertain = false
      } else {
        certain += weight
      }
    }

    @inline(__always)
    mutating func divideByReachable() {
      if !isCertain {
        multiple = share(of: multiple, in: uncertain + certain)
        attainment = share(of: attainment, in: uncertain + certain)
      } else if certain > 0 {
        multiple *= 1 / certain
        attainment *= 1 / certain
      }
    }
  }

  /// - Parameters:
  ///   - target: Target incentive of the window, for the time that somebody sat in the seat.
  ///   - occupied: How many of its periods somebody sat in the seat.
  func earned(
    _ window: Window, target: MoneyLanes, occupied: MoneyLanes, _ seat: Case
  ) -> (money: MoneyLanes, attainment: MoneyLanes) {
    var weighted = Weighted()
    var plain = MoneyLanes()
    for place in 0..<rules.measures.count {
      let measure = rules.measures.base + place
      let figure = figure(measure.pointee.rows, window, seat)
      guard let weight = measure.pointee.weight else {
        var pay = money(measure.pointee, figure, seat)
        close(&pay, by: measure.pointee.gates, window, seat)
        plain += pay
        continue
      }
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
        weighted.add(weight, multiple: multiple, attainment: figure.attainment)
      } else {
        weighted.add(
          weight, multiple: multiple, attainment: figure.attainment, counts: counts, nothingDue)
      }
    }
    weighted.divideByReachable()
    for place in 0..<rules.modifiers.count {
      let modifier = rules.modifiers[place]
      let figure = figure(modifier.metric, window, seat)
      let factor = modifier.lines(
        modifier.asksForCredit ? figure.credited : figure.attainment)
      weighted.multiple *= factor.replacing(
        with: MoneyLanes.one, where: figure.counts .== MoneyLanes())
    }
    var money = target * weighted.multiple + plain
    close(&money, by: rules.gates, window, seat)
    switch rules.cap {
    case .share(let cap): money = least(money, target * cap)
    case .money(let cap):
      let incentive = seat.offer.targetIncentive
      money = least(money, incentive > 0 ? target * (cap.amount / incentive) : .one * cap.amount)
    case nil: break
    }
    // Nobody at work earns nothing.
    money.replace(with: MoneyLanes(), where: occupied .<= MoneyLanes())
    return (money, weighted.attainment)
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
