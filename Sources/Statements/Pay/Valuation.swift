import Ownership
import Plans
import Units

/// One person on one plan: what the plan's measures come to in any window.
struct Valuation {
  let person: Person
  let plan: Plan
  let book: CreditBook
  /// Everybody of the same team on the same plan, the person included: who shares a pool.
  let pool: [Person]
  /// Yearly; zero where the plan needs none.
  let targetIncentive: Money
  let targets: [String: Money]
  let base: Money

  var calendar: FiscalCalendar { book.calendar }

  /// The first period of the ramp; nil for somebody who was always there.
  var hired: PayPeriod? {
    person.from.map { calendar.payPeriod(plan.period, containing: $0) }
  }

  func exposure(in window: DaySpan) -> Exposure {
    Exposure(of: person, on: plan, in: window, hired: hired, calendar: calendar)
  }

  /// What is earned at the end of a period: to date, or in the period alone.
  func earnings(at period: PayPeriod, into problems: inout PlanProblems) -> Earnings {
    var earnings = Earnings()
    let window = window(of: plan.period, closingWith: period)
    for (index, measure) in plan.measures.enumerated() {
      for window in windows(of: measure, closingIn: period) {
        if let line = line(measure, index, in: window, at: period, into: &problems) {
          earnings.lines.append(line)
        }
      }
    }
    let exposure = exposure(in: window)
    guard exposure.isAtWork || !earnings.lines.isEmpty else { return earnings }
    for (index, modifier) in plan.modifiers.enumerated() where exposure.isAtWork {
      let figure = required(
        modifier.metric, isRatio: isRatio(modifier.metric), in: window, exposure, at: period,
        into: &problems)
      guard let figure else { continue }
      let attainment = figure.attainment ?? Attainment(figure.credited)
      let factor = modifier.shape.multiple(at: [attainment]) ?? 1
      earnings.modifiers.append(ModifierLine(modifier: index, figure: figure, factor: factor))
    }
    earnings.gates = gateLines(
      plan.gates, guarding: .plan, in: window, exposure, at: period, into: &problems)
    earnings.cap =
      earnings.lines.isEmpty
      ? nil
      : plan.cap.map { cap in
        switch cap {
        case .share(let multiple): targetIncentive * settled(by: earnings.lines) * multiple
        case .money(let yearly): yearly * settled(by: earnings.lines)
        }
      }
    earnings.total(of: plan)
    return earnings
  }

  /// The share of the year's target that lines settle, which is what a cap is a multiple of: each
  /// weighted measure its weight of its own window, one that pays money all of it.
  private func settled(by lines: [MeasureLine]) -> Double {
    var weighted = 0.0
    var plain: [Int: Double] = [:]
    for line in lines {
      let target = exposure(in: line.window).target
      if let weight = line.weight {
        weighted += target * weight
      } else {
        plain[line.measure, default: 0] += target
      }
    }
    return plain.values.reduce(weighted, Swift.max)
  }

  /// The windows of a measure that a period's earnings rest on.
  ///
  /// A measure counted more often than the plan pays has several, one counted less often has one
  /// where it closes; to date there is one, from the year's start to the measure's last close.
  private func windows(of measure: Measure, closingIn period: PayPeriod) -> [DaySpan] {
    let rhythm = measure.period ?? plan.period
    var closing = calendar.payPeriod(rhythm, containing: period.span.first)
    if plan.counting == .yearToDate {
      closing = calendar.payPeriod(rhythm, containing: period.span.last)
      if closing.span.last > period.span.last {
        closing = calendar.payPeriod(-1, after: closing)
      }
      return closing.fiscalYear == period.fiscalYear
        ? [window(of: rhythm, closingWith: closing)] : []
    }
    var windows: [DaySpan] = []
    while closing.span.last <= period.span.last {
      if closing.span.last >= period.span.first { windows.append(closing.span) }
      closing = calendar.payPeriod(1, after: closing)
    }
    return windows
  }

  /// The period itself, or the fiscal year until its end.
  private func window(of rhythm: Period, closingWith period: PayPeriod) -> DaySpan {
    plan.counting == .eachPeriod
      ? period.span
      : DaySpan(first: calendar.start(ofYear: period.fiscalYear), last: period.span.last)
  }

  /// A measure's line; nil where an actual is missing, and where nobody was at work.
  ///
  /// Who is on leave all the while has neither target nor quota, but what he is credited with in
  /// person still earns its rate.
  private func line(
    _ measure: Measure, _ index: Int, in window: DaySpan, at period: PayPeriod,
    into problems: inout PlanProblems
  ) -> MeasureLine? {
    let exposure = exposure(in: window)
    guard exposure.isAtWork || measure.paysDuringLeave else { return nil }
    var figures: [MetricFigure] = []
    var credits: [CountedCredit] = []
    for metric in measure.metrics {
      if isRatio(metric) {
        let figure = required(
          metric, isRatio: true, of: measure, in: window, exposure, at: period, into: &problems)
        guard let figure else { return nil }
        figures.append(figure)
      } else {
        let counted = book.counted(metric, for: person, in: window, of: measure)
        figures.append(figure(metric, counted, exposure))
        credits += counted
      }
    }
    guard exposure.isAtWork || !credits.isEmpty else { return nil }
    let gates =
      gateLines(
        measure.gates, guarding: .measure, in: window, exposure, at: period, into: &problems)
      + gateLines(
        measure.acceleratorGates, guarding: .accelerator, in: window, exposure, at: period,
        into: &problems)
    let shaped = shaped(
      measure, figures, credits, targetIncentive * exposure.target,
      isAccelerated: gates.allSatisfy { $0.guards != .accelerator || $0.isHeld })
    var share = 1.0
    if let sharing = measure.sharing {
      share = poolShare(sharing, in: window, exposure)
    }
    let uncapped = shaped.pay * share
    var earned = Swift.min(uncapped, shaped.cap ?? uncapped)
    if gates.contains(where: { $0.guards == .measure && !$0.isHeld }) { earned = .zero }
    let scale = shaped.pay.amount != 0 ? earned / shaped.pay : 0
    return MeasureLine(
      measure: index, name: measure.name, weight: measure.weight, window: window, figures: figures,
      multiple: shaped.multiple, uncapped: uncapped,
      isCapped: shaped.cap.map { uncapped > $0 } ?? false,
      gates: gates, pool: measure.sharing == nil ? nil : shaped.pay, toDate: earned,
      deals: zip(credits, shaped.deals).map { MeasureLine.Deal(credit: $0, pay: $1 * scale) })
  }

  /// What a measure's shape makes of its figures.
  private struct Shaped {
    var pay: Money
    var multiple: Double?
    /// The most the measure pays.
    var cap: Money?
    /// The part of each credit in ``pay``.
    var deals: [Money]
  }

  private func shaped(
    _ measure: Measure, _ figures: [MetricFigure], _ counted: [CountedCredit], _ target: Money,
    isAccelerated: Bool
  ) -> Shaped {
    let credited = figures[0].credited
    // The pay of a matrix is no one credit's: it hangs on two sums.
    func inProportion(_ pay: Money, multiple: Double? = nil, cap: Money?) -> Shaped {
      let isShared = credited != 0 && figures.count == 1
      let deals = counted.map { isShared ? pay * ($0.credited / credited) : .zero }
      return Shaped(pay: pay, multiple: multiple, cap: cap, deals: deals)
    }
    let moneyCap: Money? = if case .money(let cap) = measure.cap { cap } else { nil }
    switch measure.shape {
    case .rate(let rate):
      return inProportion(rate.pay(forCredit: credited, base: base), cap: moneyCap)
    case .tiers(let tiers) where tiers.mode == .perDeal:
      let deals = perDeal(tiers, counted, quota: figures[0].quota ?? 0)
      return Shaped(pay: deals.reduce(.zero, +), multiple: nil, cap: moneyCap, deals: deals)
    case .tiers(let tiers):
      let pay = Money(tiers.pay(forCredit: credited, quota: figures[0].quota ?? 0))
      return inProportion(pay, cap: moneyCap)
    case .curve, .steps, .matrix:
      let attainments = figures.map { $0.attainment ?? Attainment(0) }
      let multiple = measure.shape.multiple(at: attainments) ?? 0
      let share = target * (measure.weight ?? 0)
      var limit: Double? = if case .share(let cap) = measure.cap { cap } else { nil }
      if !isAccelerated { limit = Swift.min(1, limit ?? 1) }
      return inProportion(
        share * multiple, multiple: Swift.min(multiple, limit ?? multiple),
        cap: limit.map { share * $0 })
    }
  }

  /// The pay of each credit where the size of its deal, before it is shared, picks the rate.
  private func perDeal(_ tiers: TieredRate, _ counted: [CountedCredit], quota: Double) -> [Money] {
    var sizes: [String: Double] = [:]
    for credit in counted {
      if let deal = credit.credit.deal { sizes[credit.deal(deal), default: 0] += credit.counted }
    }
    return counted.map { credit in
      let size = credit.credit.deal.flatMap { sizes[credit.deal($0)] } ?? credit.counted
      guard size != 0 else { return .zero }
      return Money(tiers.pay(forCredit: size, quota: quota)) * (credit.credited / size)
    }
  }

  /// The person's part of a team's pool, 0 where nobody is at work.
  private func poolShare(
    _ sharing: Measure.Sharing, in window: DaySpan, _ exposure: Exposure
  ) -> Double {
    func part(_ member: Person, _ exposure: Exposure) -> Double {
      switch sharing {
      case .equal: exposure.isAtWork ? 1 : 0
      case .weight: (targets[member.name]?.amount ?? 0) * exposure.target
      }
    }
    let whole = pool.reduce(0.0) {
      $0 + part($1, Exposure(of: $1, on: plan, in: window, hired: nil, calendar: calendar))
    }
    return whole > 0 ? part(person, exposure) / whole : 0
  }
}

extension Measure {
  /// Whether it pays money for one's own credit, whatever the target incentive and the quota.
  fileprivate var paysDuringLeave: Bool {
    !shape.paysMultiple && !shape.needsQuota
      && metrics.allSatisfy { $0.of == .individual && !$0.isRatio }
  }
}

extension CountedCredit {
  /// A deal is one person's: two people's parts of a deal each carry its whole amount.
  fileprivate func deal(_ name: String) -> String { "\(credit.person)\u{0}\(name)" }
}
