import Ownership
import Plans
import Units

/// One person on one plan: what the plan's measures come to in any window.
struct Valuation {
  let person: Person
  let plan: Plan
  let program: PayProgram
  let book: CreditBook
  /// All that the person works on in turn.
  let engagements: [Engagement]
  /// Those of them that are on the plan, side by side; of a team's pool those in the team.
  private(set) var stint: [Engagement]
  /// Who shares a pool, by name: everybody with anybody's engagements.
  let members: [String: PoolMember]

  init(
    person: Person, engagements: [Engagement], stint: [Engagement], book: CreditBook,
    members: [String: PoolMember]
  ) {
    self.person = person
    self.engagements = engagements
    self.stint = stint
    plan = stint[0].plan
    self.book = book
    self.members = members
    program = PayProgram(plan)
  }

  var calendar: FiscalCalendar { book.calendar }

  /// What holds at the end of a span, as long as the person is on the plan.
  func engagement(at span: DaySpan) -> Engagement {
    stint.last { ($0.terms.from ?? span.last) <= span.last } ?? stint[0]
  }

  /// The first period of the ramp; nil for a person employed from the beginning.
  var hired: PayPeriod? {
    person.from.map { calendar.payPeriod(plan.period, containing: $0) }
  }

  /// - Parameter measure: Whose dates cut it; nil for what has none.
  func exposure(in window: DaySpan, of measure: Measure? = nil) -> Exposure {
    exposure(under: stint.map(\.terms), in: window, of: measure)
  }

  func exposure(
    under terms: [Terms], in window: DaySpan, of measure: Measure? = nil
  ) -> Exposure {
    Exposure(
      of: person, under: terms, on: plan, in: window, of: measure, counted: ends(of: measure),
      hired: hired, calendar: calendar)
  }

  /// The target incentive that falls into a window, of a measure with dates into those of its days.
  func target(
    in window: DaySpan, _ exposure: Exposure, of measure: Measure? = nil
  ) -> DoubleDouble {
    guard stint.contains(where: { $0.targetIncentive != stint[0].targetIncentive }) else {
      return stint[0].targetIncentive * exposure.target
    }
    return stint.reduce(.zero) {
      $0 + $1.targetIncentive * self.exposure(under: [$1.terms], in: window, of: measure).target
    }
  }

  // MARK: - Changes of plan

  /// The last day on the plan; nil where no other plan comes after it.
  private var lastDay: Day? {
    stint.last?.terms == engagements.last?.terms ? nil : stint.last?.terms.until
  }

  /// What a measure's quota and credit are of: the time on the plan. Where a year to date decides a
  /// multiple of target, that is all the time until then, so that there is one attainment.
  func attained(by measure: Measure?) -> [Engagement] {
    guard plan.counting.isToDate, measure?.weight != nil,
      let last = engagements.lastIndex(where: { $0.terms == stint.last?.terms })
    else { return stint }
    return Array(engagements[...last])
  }

  /// The days of a window whose credit counts; an employment bounds itself, only a change of plan
  /// begins or ends what a plan counts.
  func counted(_ window: DaySpan, of measure: Measure?) -> DaySpan? {
    let ends = ends(of: measure)
    return DaySpan(
      from: Swift.max(window.first, ends.from ?? window.first),
      through: Swift.min(window.last, ends.through ?? window.last))
  }

  /// The first and the last day that count, where a change of plan decides; a team's pool is the whole
  /// team's, whoever of it comes and goes.
  private func ends(of measure: Measure?) -> (from: Day?, through: Day?) {
    guard measure?.sharing == nil else { return (nil, nil) }
    let first = attained(by: measure).first?.terms
    return (first == engagements.first?.terms ? nil : first?.from, lastDay)
  }

  /// What is earned at the end of a period: to date, or in the period alone.
  ///
  /// - Parameter history: What earlier periods of the plan earned.
  func earnings(
    at period: PayPeriod, after history: [(period: PayPeriod, earnings: Earnings)] = [],
    into problems: inout PlanProblems
  ) -> Earnings {
    var lines: [GatheredLine] = []
    for (index, measure) in plan.measures.enumerated() {
      for window in windows(of: measure, closingIn: period) {
        for part in parts(of: measure) {
          if let line = part.line(measure, index, in: window, at: period, into: &problems) {
            lines.append(line)
          }
        }
      }
    }
    let window = window(of: plan.period, closingWith: period)
    let exposure = exposure(in: spread(window))
    guard exposure.isAtWork || !lines.isEmpty else { return Earnings() }
    var figures: [Int: PayFigure<DoubleDouble>] = [:]
    var modifiers: [(index: Int, figure: MetricFigure)] = []
    // Also in a period of leave that settles what was earned before it.
    let isModified =
      exposure.isAtWork || lines.contains { plan.measures[$0.line.measure].weight != nil }
    for (index, modifier) in plan.modifiers.enumerated() where isModified {
      let figure = required(
        modifier.metric, isRatio: isRatio(modifier.metric), in: window, exposure, at: period,
        into: &problems)
      guard let figure else { continue }
      figures[program.modifiers[index].ask] = PayFigure(
        figure,
        attainment: figure.exactQuota == nil ? figure.exactCredited : figure.exactAttainment)
      modifiers.append((index, figure))
    }
    let gates = gateFigures(
      program.gates, in: window, exposure, at: period, into: &problems, read: &figures)
    let gathered = PayFigures(
      lines: lines.map(\.line), figures: figures, window: payWindow(window, exposure),
      base: engagement(at: period.span).base,
      capped: plan.cap == nil ? nil : capped(at: period, lines, after: history))
    var steps = RecordedSteps<DoubleDouble>()
    _ = gathered.withInput(asks: program.asks.count) { program.earned($0, &steps) }
    return Earnings(
      lines.enumerated().map { $1.shown(on: plan, steps, line: $0) },
      modifiers: modifiers.map { index, figure in
        ModifierLine(
          modifier: index, figure: figure,
          factor: steps[.factor(modifier: index)]?.high ?? 1)
      },
      gates: gates.map { $0.shown(steps, line: nil) },
      cap: lines.isEmpty ? nil : steps[.planLimit].map { Money($0.high) },
      earnedBefore: gathered.capped.earlier ?? .zero, steps, plan: plan)
  }

  /// What the plan's cap is of at the end of a period: the longest window that it settles.
  private func capped(
    at period: PayPeriod, _ lines: [GatheredLine],
    after history: [(period: PayPeriod, earnings: Earnings)]
  ) -> PayCapped<DoubleDouble> {
    let own = window(of: plan.period, closingWith: period).first
    let begin = lines.map(\.window.first).reduce(own, Swift.min)
    let settles = program.settled { index -> DoubleDouble? in
      DaySpan(from: begin, through: lastClose(of: plan.measures[index], by: period)).map {
        payWindow($0, exposure(in: spread($0))).settles
      }
    }
    // To date, the last period of each earlier window has all that the window earned.
    var earlier: [Day: DoubleDouble] = [:]
    for (period, earnings) in history where period.span.first >= begin {
      let first = window(of: plan.period, closingWith: period).first
      if first < own { earlier[first] = earnings.total }
    }
    return PayCapped(
      settles: settles, earlier: earlier.isEmpty ? nil : earlier.values.reduce(.zero, +))
  }

  /// The last day that a measure has settled at the end of a period; a plan that another follows
  /// settles what is open.
  private func lastClose(of measure: Measure, by period: PayPeriod) -> Day {
    let closing = calendar.payPeriod(measure.period ?? plan.period, containing: period.span.last)
    guard closing.span.last > period.span.last, !isLast(period) else { return closing.span.last }
    return closing.span.first.adding(days: -1)
  }

  /// Whether the plan ends in a period, because another follows.
  private func isLast(_ period: PayPeriod) -> Bool {
    lastDay.map { $0 >= period.span.first && $0 <= period.span.last } ?? false
  }

  /// What a window is to the program.
  private func payWindow(
    _ window: DaySpan, _ exposure: Exposure, of measure: Measure? = nil
  ) -> PayWindow<DoubleDouble> {
    let target = target(in: spread(window), exposure, of: measure)
    return PayWindow(target: target, settles: program.capsMoney ? exposure.target : target)
  }

  /// The windows of a measure that a period's earnings rest on.
  ///
  /// A measure counted more often than the plan pays has several, one counted less often has one
  /// where it closes; to date there is one, from the year's start to the measure's last close.
  private func windows(of measure: Measure, closingIn period: PayPeriod) -> [DaySpan] {
    let rhythm = measure.period ?? plan.period
    let end = lastClose(of: measure, by: period)
    if let anchor = plan.counting.anchor, rhythm.months <= anchor.months {
      let begin = calendar.payPeriod(anchor, containing: period.span.last).span.first
      return DaySpan(from: begin, through: end).map { [$0] } ?? []
    }
    var closing = calendar.payPeriod(rhythm, containing: period.span.first)
    var windows: [DaySpan] = []
    while closing.span.last <= end {
      if closing.span.last >= period.span.first { windows.append(closing.span) }
      closing = calendar.payPeriod(1, after: closing)
    }
    return windows
  }

  /// The period itself, or what is counted to date until its end.
  private func window(of rhythm: Period, closingWith period: PayPeriod) -> DaySpan {
    guard let anchor = plan.counting.anchor else { return period.span }
    let begin = calendar.payPeriod(anchor, containing: period.span.last).span.first
    return DaySpan(first: begin, last: period.span.last)
  }

  /// The days whose target and quota a window is set against.
  func spread(_ window: DaySpan) -> DaySpan {
    guard plan.counting == .againstYear else { return window }
    return calendar.payPeriod(.year, containing: window.last).span
  }

  /// A measure's line; nil where an actual is missing, and where the person was not at work.
  ///
  /// A leave of the whole window leaves neither target nor quota, but what the person is credited
  /// with still earns its rate.
  private func line(
    _ measure: Measure, _ index: Int, in window: DaySpan, at period: PayPeriod,
    into problems: inout PlanProblems
  ) -> GatheredLine? {
    let exposure = exposure(in: spread(window), of: measure)
    let needsNone = measure.weight == nil && !measure.shape.needsQuota
    // Without a quota, a measure outside its dates shows that it counts nothing.
    let isAtWork =
      exposure.isAtWork || needsNone && self.exposure(in: spread(window)).isAtWork
    guard isAtWork || measure.paysDuringLeave else { return nil }
    var figures: [MetricFigure] = []
    var credits: [CountedCredit] = []
    for metric in measure.metrics {
      if isRatio(metric) {
        let figure = required(
          metric, isRatio: true, of: measure, in: window, exposure, at: period, into: &problems)
        guard let figure else { return nil }
        figures.append(figure)
      } else {
        let counted = counted(metric, in: window, of: measure)
        figures.append(figure(metric, counted, window, exposure, of: measure))
        credits += counted
      }
    }
    guard isAtWork || !credits.isEmpty else { return nil }
    let rules = program.measures[index]
    var read: [Int: PayFigure<DoubleDouble>] = [:]
    for (ask, figure) in zip(rules.metrics.indices, figures) {
      read[ask] = PayFigure(
        credited: figure.exactCredited, quota: figure.exactQuota ?? .zero,
        attainment: figure.exactAttainment ?? .zero)
    }
    let gates = gateFigures(
      rules.asks, in: window, exposure, at: period, into: &problems, read: &read)
    let deals = one(measure, index, by: credits, figures[0], in: window)
    return GatheredLine(
      line: PayFigures.Line(
        measure: index, window: payWindow(window, exposure, of: measure), figures: read,
        pool: measure.sharing.map { poolShare($0, in: window, exposure) } ?? .one,
        deals: deals?.reduce(.zero, +)),
      window: window, figures: figures, credits: credits, gates: gates, deals: deals,
      team: measure.sharing == nil ? nil : engagement(at: window).terms.team)
  }

  /// What counts for a metric of amounts; a team's pool is the whole team's.
  func counted(_ metric: Metric, in window: DaySpan, of measure: Measure) -> [CountedCredit] {
    let pool = measure.sharing == nil ? nil : engagement(at: window).terms.team
    return counted(window, of: measure).map {
      book.counted(metric, for: person, in: $0, of: measure, pool: pool)
    } ?? []
  }

  /// The person in each of the teams whose pool a measure divides; else the person.
  private func parts(of measure: Measure) -> [Valuation] {
    guard measure.sharing != nil else { return [self] }
    var teams: [String?] = []
    for engagement in stint where !teams.contains(engagement.terms.team) {
      teams.append(engagement.terms.team)
    }
    guard teams.count > 1 else { return [self] }
    return teams.map { team in
      var part = self
      part.stint = stint.filter { $0.terms.team == team }
      return part
    }
  }

  /// What each credit earns by itself, where the size of its deal or the base of its day decides it;
  /// nil where all of it earns together. Of a ratio the one value, by the mean base of the window.
  private func one(
    _ measure: Measure, _ index: Int, by credits: [CountedCredit], _ figure: MetricFigure,
    in window: DaySpan
  ) -> [DoubleDouble]? {
    if case .tiers(let tiers) = measure.shape, tiers.mode == .perDeal {
      return perDeal(index, credits, quota: figure.exactQuota ?? .zero)
    }
    guard case .rate(.shareOfBase) = measure.shape,
      stint.contains(where: { $0.base != stint[0].base })
    else { return nil }
    guard figure.isRatio else {
      return credits.map { credit in
        let holds = stint.last { ($0.terms.from ?? credit.valued) <= credit.valued } ?? stint[0]
        return program.pay(
          for: credit.exactCredited, quota: .zero, base: holds.base, measure: index)
      }
    }
    let shares = stint.map { exposure(under: [$0.terms], in: window, of: measure).target }
    let base = DoubleDouble.share(
      of: zip(stint, shares).reduce(.zero) { $0 + $1.0.base * $1.1 }, in: shares.reduce(.zero, +))
    return [program.pay(for: figure.exactCredited, quota: .zero, base: base, measure: index)]
  }

  /// The pay of each credit where the size of its deal, before it is shared, picks the rate.
  private func perDeal(
    _ measure: Int, _ counted: [CountedCredit], quota: DoubleDouble
  ) -> [DoubleDouble] {
    var sizes: [String: DoubleDouble] = [:]
    for credit in counted {
      guard let deal = credit.credit.deal else { continue }
      sizes[credit.deal(deal), default: .zero] += credit.exactCounted
    }
    return counted.map { credit in
      let size = credit.credit.deal.flatMap { sizes[credit.deal($0)] } ?? credit.exactCounted
      guard size != .zero else { return .zero }
      return program.pay(for: size, quota: quota, base: .zero, measure: measure)
        * credit.exactCredited / size
    }
  }

  /// The person's part of a team's pool, 0 where nobody is at work.
  private func poolShare(
    _ sharing: Measure.Sharing, in window: DaySpan, _ exposure: Exposure
  ) -> DoubleDouble {
    let team = engagement(at: window).terms.team
    func part(_ member: PoolMember) -> DoubleDouble {
      let own = member.engagements.filter { $0.plan.name == plan.name && $0.terms.team == team }
      guard !own.isEmpty else { return .zero }
      func exposure(_ terms: [Terms]) -> Exposure {
        Exposure(
          of: member.person, under: terms, on: plan, in: window, hired: nil, calendar: calendar)
      }
      switch sharing {
      case .equal: return exposure(own.map(\.terms)).isAtWork ? .one : .zero
      case .weight:
        return own.reduce(.zero) { $0 + $1.targetIncentive * exposure([$1.terms]).target }
      }
    }
    let names = (team.flatMap { book.members[$0] } ?? []).map(\.name)
    let whole = names.compactMap { members[$0] }.reduce(DoubleDouble.zero) { $0 + part($1) }
    guard whole > .zero, let own = members[person.name] else { return .zero }
    return part(own) / whole
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
