public import Plans
import Units

/// What a year's pay is by the words of the language's documentation, in exact fractions.
///
/// Written from `docs/language.md` and the articles of Plans, not from the program: it has no lines,
/// no tolerance and no tricks, and is slow.
public struct ExactPay {
  /// The kind of which a month's credit is a deal.
  public static let deals = MeasureKind.expansionBookings

  public let plan: Plan
  /// By kind and month: what each member of the team is credited with, of deals with one deal.
  public var credits: [MeasureKind: [Fraction]] = [:]
  /// By month of the churn: the month of the person's deal that is lost.
  public var lost: [Int: Int] = [:]
  /// By month: gross revenue retention as it stands at the month's end.
  public var retention = [Fraction](repeating: .one, count: 12)
  /// How many share a team's pool.
  public var teamSize = 1
  /// The first period at work.
  public var firstPeriod = 0
  /// Whether the person was hired then, and not always there.
  public var isHired = false
  /// Periods on leave.
  public var leave = 0..<0

  public init(_ plan: Plan) {
    self.plan = plan
  }

  private var periods: Int { plan.period.perYear }
  private var target: Fraction { Fraction(decimal: RandomPlan.targetIncentive) }
  private var base: Fraction { Fraction(decimal: RandomPlan.base) }

  /// What is paid in each period, and the draw that is owed after the last.
  public func year() -> (pays: [Fraction], owed: Fraction) {
    var (pays, owed, carried, before) = ([Fraction](), Fraction.zero, Fraction.zero, Fraction.zero)
    var shown: [Period] = []
    var claims: [Claim] = []
    for period in firstPeriod..<periods {
      shown.append(self.period(period))
      var earned = shown[shown.count - 1].earned
      if plan.counting == .yearToDate { (earned, before) = (earned - before, earned) }
      let balance = earned + carried
      carried = min(balance, .zero)
      let guarantee = guarantee(in: period)
      let entitled = max(max(balance, .zero), guarantee)
      let draw = self.draw(in: period)
      let advanced = max(.zero, draw - entitled)
      // Neither the draw nor the guarantee is touched.
      let recovered = min(owed, max(.zero, min(entitled - draw, entitled - guarantee)))
      if plan.draw?.recoverable == true { owed += advanced }
      owed = owed - recovered
      pays.append(entitled + advanced - recovered - takenBack(in: period, shown, &claims))
    }
    return (pays, owed)
  }

  /// What is earned in a period, or to date where the plan counts so, before floors and clawback.
  public func earned(in period: Int) -> Fraction { self.period(period).earned }

  // MARK: - Floors

  private func guarantee(in period: Int) -> Fraction {
    guard isAtWork(period) else { return .zero }
    let target = target * Fraction(1, over: periods)
    var least = Fraction.zero
    let ordinal = period - firstPeriod
    if isHired, let ramp = plan.ramp, ordinal < ramp.guarantee.count {
      least = target * Fraction(decimal: ramp.guarantee[ordinal])
    }
    if let guarantee = plan.guarantee, isWithin(guarantee.months, period) {
      switch guarantee.amount {
      case .share(let share): least = max(least, target * Fraction(decimal: share))
      case .money(let money): least = max(least, Fraction(decimal: money.amount))
      }
    }
    return least
  }

  private func draw(in period: Int) -> Fraction {
    guard let draw = plan.draw, isAtWork(period), isWithin(draw.months, period) else {
      return .zero
    }
    return Fraction(decimal: draw.amount.amount)
  }

  private func isWithin(_ months: Int?, _ period: Int) -> Bool {
    guard let months else { return true }
    return isHired && (period - firstPeriod) * plan.period.months < months
  }

  // MARK: - Clawback

  /// What is taken back of a lost deal by one measure.
  private struct Claim {
    let month: Int
    let measure: Int
    let share: Fraction
    /// By the latest statement that shows it.
    var pay: Fraction
    var taken = Fraction.zero
  }

  /// What the churns of a period take back of the deals' final pay, less what is given back of earlier
  /// ones because the deal stands for less.
  private func takenBack(
    in period: Int, _ shown: [Period], _ claims: inout [Claim]
  ) -> Fraction {
    guard let clawback = plan.clawback, clawback.recovery != .credit else { return .zero }
    var taken = Fraction.zero
    for (month, deal) in lost
    where
      (plan.counting.isToDate
      ? month / plan.period.months <= period : month / plan.period.months == period)
      && month - deal <= clawback.months
    {
      let share =
        switch clawback.recovery {
        case .share(let share): Fraction(decimal: share)
        case .sliding: Fraction(clawback.months - (month - deal), over: clawback.months)
        case .paid: Fraction.one
        case .credit: Fraction.zero
        }
      for measure in plan.measures.indices {
        // By the latest statement that shows the deal, the churn's own included.
        let paid = shown.reversed().lazy.compactMap { self.pay(of: deal, measure, in: $0) }.first
        guard let paid,
          !claims.contains(where: { $0.month == deal && $0.measure == measure })
        else { continue }
        claims.append(Claim(month: deal, measure: measure, share: share, pay: paid))
      }
    }
    for index in claims.indices {
      let now = self.pay(
        of: claims[index].month, claims[index].measure, in: shown[shown.count - 1])
      if let now { claims[index].pay = now }
      let due = max(.zero, claims[index].pay) * claims[index].share
      taken += due - claims[index].taken
      claims[index].taken = due
    }
    return taken
  }

  /// What a deal brought in a period by one measure; nil where the period does not show it.
  private func pay(of month: Int, _ index: Int, in period: Period) -> Fraction? {
    let measure = plan.measures[index]
    guard let line = period.lines[index].first(where: { $0.window.contains(month) }),
      measure.metrics.count == 1, measure.metric.terms[0].kind == Self.deals,
      isOpen(measure, month)
    else { return nil }
    let credited = credited(measure.metric, line.window, of: measure)
    return credited > .zero ? line.pay * credit(Self.deals, month, measure) / credited : .zero
  }

  // MARK: - Windows

  private func isAtWork(_ period: Int) -> Bool {
    period >= firstPeriod && !leave.contains(period)
  }

  private func isAtWork(month: Int) -> Bool { isAtWork(month / plan.period.months) }

  /// The months whose credit the plan looks at.
  private func window(of period: Int) -> Range<Int> {
    let length = plan.period.months
    return (plan.counting == .yearToDate ? 0 : period * length)..<(period + 1) * length
  }

  /// The months of a measure's windows that are paid with a period.
  private func windows(of measure: Measure, with period: Int) -> [Range<Int>] {
    let length = (measure.period ?? plan.period).months
    let months = period * plan.period.months..<(period + 1) * plan.period.months
    let ends =
      plan.counting == .yearToDate
      ? [months.upperBound / length * length].filter { $0 > 0 }
      : months.map { $0 + 1 }.filter { $0.isMultiple(of: length) }
    return ends.map { (plan.counting == .yearToDate ? 0 : $0 - length)..<$0 }
      .filter { $0.contains(where: isAtWork(month:)) }
  }

  /// The share of the year that falls into a window, at work; of a measure with dates on its days.
  private func share(_ window: Range<Int>, of measure: Measure? = nil) -> Fraction {
    window.filter(isAtWork(month:)).reduce(.zero) {
      $0 + Fraction(1, over: 12) * open(measure, $1, window)
    }
  }

  /// The share of the days on which a measure counts: of those of the plan's period around a month,
  /// as far as they are in the window.
  private func open(_ measure: Measure?, _ month: Int, _ window: Range<Int>) -> Fraction {
    guard let measure, measure.from != nil || measure.until != nil else { return .one }
    let length = plan.period.months
    let part = window.clamped(to: month / length * length..<(month / length + 1) * length)
    let year = Day("2026-01-01")!
    var (days, counted) = (0, 0)
    var day = year.adding(months: part.lowerBound)
    while day < year.adding(months: part.upperBound) {
      days += 1
      if (measure.from.map { $0 <= day } ?? true) && (measure.until.map { day <= $0 } ?? true) {
        counted += 1
      }
      day = day.adding(days: 1)
    }
    return Fraction(counted, over: days)
  }

  private func isRatio(_ metric: Metric) -> Bool { metric.terms[0].kind == .grr }

  private func isOpen(_ measure: Measure?, _ month: Int) -> Bool {
    let first = Day("2026-01-01")!.adding(months: month)
    return measure?.isOpen(on: DaySpan(first: first, last: first)) ?? true
  }

  /// A month's credit of one person, of a deal no more than the cap.
  private func credit(_ kind: MeasureKind, _ month: Int, _ measure: Measure?) -> Fraction {
    let credit = credits[kind]?[month] ?? .zero
    guard kind == Self.deals, let cap = measure?.dealCap else { return credit }
    return min(credit, Fraction(decimal: cap.amount))
  }

  /// - Parameter measure: Whose dates and deal cap hold.
  private func credited(
    _ metric: Metric, _ window: Range<Int>, of measure: Measure? = nil
  ) -> Fraction {
    if isRatio(metric) { return retention[window.upperBound - 1] }
    let kind = metric.terms[0].kind
    let open = window.filter { isOpen(measure, $0) }
    var sum = open.reduce(Fraction.zero) { $0 + credit(kind, $1, measure) }
    if metric.of == .team { sum = sum * Fraction(teamSize) }
    guard kind == Self.deals, let clawback = plan.clawback, clawback.recovery == .credit else {
      return sum
    }
    for (month, deal) in lost where open.contains(month) && month - deal <= clawback.months {
      sum = sum - credit(kind, deal, measure)
    }
    return sum
  }

  /// A yearly amount in a window: a team's does not shrink with one member's absence.
  private func spread(
    _ yearly: Double, _ metric: Metric, _ window: Range<Int>, of measure: Measure? = nil
  ) -> Fraction {
    window.reduce(.zero) { sum, month in
      var part =
        Fraction(decimal: yearly) * Fraction(1, over: 12) * open(measure, month, window)
      if metric.of == .individual {
        guard isAtWork(month: month) else { return sum }
        let ordinal = month / plan.period.months - firstPeriod
        if isHired, let ramp = plan.ramp, ordinal < ramp.quota.count {
          part = part * Fraction(decimal: ramp.quota[ordinal])
        }
      }
      return sum + part
    }
  }

  private func quota(
    _ metric: Metric, _ window: Range<Int>, of measure: Measure? = nil
  ) -> Fraction {
    let quota = metric.quota!
    return quota.isRate
      ? Fraction(decimal: quota.number) : spread(quota.number, metric, window, of: measure)
  }

  private func attainment(
    _ metric: Metric, _ window: Range<Int>, of measure: Measure? = nil
  ) -> Fraction {
    let quota = quota(metric, window, of: measure)
    return quota > .zero ? credited(metric, window, of: measure) / quota : .zero
  }

  private func holds(_ gate: Gate, _ window: Range<Int>) -> Bool {
    let least = gate.atLeast.number
    if isRatio(gate.metric) { return credited(gate.metric, window) >= Fraction(decimal: least) }
    if gate.atLeast.isRate {
      let measure = plan.measures.first {
        $0.metrics.count == 1 && $0.metric.terms == gate.metric.terms
      }!
      return credited(measure.metric, window, of: measure)
        >= quota(measure.metric, window, of: measure) * Fraction(decimal: least)
    }
    return credited(gate.metric, window) >= spread(least, gate.metric, window)
  }

  // MARK: - Earnings

  /// What a period shows.
  private struct Period {
    var earned = Fraction.zero
    /// By measure: where it is counted and what it finally pays.
    var lines: [[(window: Range<Int>, pay: Fraction)]]
  }

  private func period(_ period: Int) -> Period {
    var shown = Period(lines: plan.measures.map { _ in [] })
    let own = window(of: period)
    for (index, measure) in plan.measures.enumerated() {
      shown.lines[index] = windows(of: measure, with: period)
        .map { ($0, pay(of: measure, in: $0)) }
    }
    func sum(weighted: Bool) -> Fraction {
      plan.measures.indices.filter { (plan.measures[$0].weight != nil) == weighted }
        .flatMap { shown.lines[$0] }.reduce(.zero) { $0 + $1.pay }
    }
    let (weighted, others) = (sum(weighted: true), sum(weighted: false))
    var left = Fraction.one
    for modifier in plan.modifiers {
      let figure = credited(modifier.metric, own)
      let read = modifier.metric.quota == nil ? figure : attainment(modifier.metric, own)
      left = left * multiple(modifier.shape, [read])
    }
    let before = weighted * left + others
    var earned = before
    if !plan.gates.allSatisfy({ holds($0, own) }) { earned = .zero }
    if let yearly = yearlyCap { earned = min(earned, most(yearly, own, period, shown)) }
    shown.earned = earned
    let kept = before > .zero ? earned / before : .one
    for (index, measure) in plan.measures.enumerated() {
      let part = measure.weight == nil ? kept : left * kept
      shown.lines[index] = shown.lines[index].map { ($0.window, $0.pay * part) }
    }
    return shown
  }

  private var yearlyCap: Fraction? {
    switch plan.cap {
    case .share(let cap): target * Fraction(decimal: cap)
    case .money(let yearly): Fraction(decimal: yearly.amount)
    case nil: nil
    }
  }

  /// What may be earned in a period: the cap of the longest window that ends with it, for what has been
  /// settled of that, less what its earlier periods have earned.
  private func most(
    _ yearly: Fraction, _ own: Range<Int>, _ period: Int, _ shown: Period
  ) -> Fraction {
    let begin = shown.lines.joined().map(\.window.lowerBound).reduce(own.lowerBound, min)
    var (weighted, others) = (Fraction.zero, Fraction.zero)
    for measure in plan.measures {
      let length = (measure.period ?? plan.period).months
      let end = own.upperBound / length * length
      guard end > begin else { continue }
      if let weight = measure.weight {
        weighted += share(begin..<end) * Fraction(decimal: weight)
      } else {
        others = max(others, share(begin..<end))
      }
    }
    var most = yearly * max(weighted, others)
    if plan.counting == .eachPeriod {
      for earlier in begin / plan.period.months..<period {
        most = most - self.period(earlier).earned
      }
    }
    return most
  }

  /// Before modifiers, plan gates and plan cap.
  private func pay(of measure: Measure, in window: Range<Int>) -> Fraction {
    guard measure.gates.allSatisfy({ holds($0, window) }) else { return .zero }
    guard let weight = measure.weight else {
      var pay = money(measure, window)
      if measure.sharing != nil { pay = pay * Fraction(1, over: teamSize) }
      if case .money(let cap) = measure.cap { pay = min(pay, Fraction(decimal: cap.amount)) }
      return pay
    }
    var multiple = self.multiple(measure, window)
    if case .share(let cap) = measure.cap { multiple = min(multiple, Fraction(decimal: cap)) }
    if !measure.acceleratorGates.allSatisfy({ holds($0, window) }) {
      multiple = min(multiple, .one)
    }
    return target * share(window, of: measure) * Fraction(decimal: weight) * multiple
  }

  private func multiple(_ measure: Measure, _ window: Range<Int>) -> Fraction {
    multiple(measure.shape, measure.metrics.map { attainment($0, window, of: measure) })
  }

  private func multiple(_ shape: PayShape, _ attainments: [Fraction]) -> Fraction {
    switch shape {
    case .curve(let curve): return curve.exact(at: attainments[0])
    case .steps(let steps): return steps.exact(at: attainments[0])
    case .matrix(let matrix): return matrix.exact(at: attainments[0], attainments[1])
    case .rate, .tiers: return .zero
    }
  }

  private func money(_ measure: Measure, _ window: Range<Int>) -> Fraction {
    let credit = credited(measure.metric, window, of: measure)
    switch measure.shape {
    case .rate(.perUnit(let rate)): return credit * Fraction(decimal: rate)
    case .rate(.shareOfBase(let share)): return base * Fraction(decimal: share) * credit
    case .tiers(let tiers):
      let unit =
        tiers.bounds == .attainment ? quota(measure.metric, window, of: measure) : .one
      guard unit > .zero else { return .zero }
      let bounds = tiers.knots.map { Fraction(decimal: $0.from) * unit }
      let rates = tiers.knots.map { Fraction(decimal: $0.pays) }
      guard let top = bounds.lastIndex(where: { $0 <= credit }) else { return .zero }
      // A deal in a window at most: its size is the credit.
      guard tiers.mode == .marginal else { return credit * rates[top] }
      return (0...top).reduce(.zero) { sum, index in
        let end = index == top ? credit : bounds[index + 1]
        return sum + (end - bounds[index]) * rates[index]
      }
    case .curve, .steps, .matrix: return .zero
    }
  }
}
