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
  /// Those of them that are on the plan, side by side.
  let stint: [Engagement]
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

  func exposure(in window: DaySpan) -> Exposure {
    exposure(under: stint.map(\.terms), in: window)
  }

  func exposure(under terms: [Terms], in window: DaySpan) -> Exposure {
    Exposure(
      of: person, under: terms, on: plan, in: window, hired: hired, calendar: calendar)
  }

  /// The target incentive that falls into a window.
  func target(in window: DaySpan, _ exposure: Exposure) -> DoubleDouble {
    guard stint.contains(where: { $0.targetIncentive != stint[0].targetIncentive }) else {
      return stint[0].targetIncentive * exposure.target
    }
    return stint.reduce(.zero) {
      $0 + $1.targetIncentive * self.exposure(under: [$1.terms], in: window).target
    }
  }

  /// The days of a window whose credit counts: those on the plan. A year to date that decides a
  /// multiple of target begins before a change of plan, so that there is one attainment.
  func counted(_ window: DaySpan, hasOneAttainment: Bool) -> DaySpan? {
    guard let first = stint.first?.terms, let last = stint.last?.terms else { return window }
    let begins =
      hasOneAttainment ? window.first : Swift.max(window.first, first.from ?? window.first)
    // An employment bounds itself; only a change of plan ends what a plan counts.
    let isFollowed = last != engagements.last?.terms
    let ends = isFollowed ? Swift.min(window.last, last.until ?? window.last) : window.last
    let isFirst = first == engagements.first?.terms
    return DaySpan(from: isFirst ? window.first : begins, through: ends)
  }

  /// What is earned at the end of a period: to date, or in the period alone.
  func earnings(at period: PayPeriod, into problems: inout PlanProblems) -> Earnings {
    var lines: [GatheredLine] = []
    for (index, measure) in plan.measures.enumerated() {
      for window in windows(of: measure, closingIn: period) {
        if let line = line(measure, index, in: window, at: period, into: &problems) {
          lines.append(line)
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
      base: engagement(at: period.span).base, hasOwnWindows: true)
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
      steps, plan: plan)
  }

  /// What a window is to the program.
  private func payWindow(
    _ window: DaySpan, _ exposure: Exposure
  ) -> PayWindow<DoubleDouble> {
    let target = target(in: spread(window), exposure)
    return PayWindow(target: target, settles: program.capsMoney ? exposure.target : target)
  }

  /// The windows of a measure that a period's earnings rest on.
  ///
  /// A measure counted more often than the plan pays has several, one counted less often has one
  /// where it closes; to date there is one, from the year's start to the measure's last close.
  private func windows(of measure: Measure, closingIn period: PayPeriod) -> [DaySpan] {
    let rhythm = measure.period ?? plan.period
    var closing = calendar.payPeriod(rhythm, containing: period.span.first)
    if let anchor = plan.counting.anchor, rhythm.months <= anchor.months {
      closing = calendar.payPeriod(rhythm, containing: period.span.last)
      if closing.span.last > period.span.last {
        closing = calendar.payPeriod(-1, after: closing)
      }
      let begin = calendar.payPeriod(anchor, containing: period.span.last).span.first
      return closing.span.first >= begin ? [window(of: rhythm, closingWith: closing)] : []
    }
    var windows: [DaySpan] = []
    while closing.span.last <= period.span.last {
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
    let exposure = exposure(in: spread(window))
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
        let days = counted(window, hasOneAttainment: measure.weight != nil)
        let counted =
          days.map { book.counted(metric, for: person, in: $0, of: measure) } ?? []
        figures.append(figure(metric, counted, window, exposure, of: measure))
        credits += counted
      }
    }
    guard exposure.isAtWork || !credits.isEmpty else { return nil }
    let rules = program.measures[index]
    var read: [Int: PayFigure<DoubleDouble>] = [:]
    for (ask, figure) in zip(rules.metrics.indices, figures) {
      read[ask] = PayFigure(
        credited: figure.exactCredited, quota: figure.exactQuota ?? .zero,
        attainment: figure.exactAttainment ?? .zero)
    }
    let gates = gateFigures(
      rules.asks, in: window, exposure, at: period, into: &problems, read: &read)
    var deals: [DoubleDouble]?
    if case .tiers(let tiers) = measure.shape, tiers.mode == .perDeal {
      deals = perDeal(index, credits, quota: figures[0].exactQuota ?? .zero)
    }
    return GatheredLine(
      line: PayFigures.Line(
        measure: index, window: payWindow(window, exposure), figures: read,
        pool: measure.sharing.map { poolShare($0, in: window, exposure) } ?? .one,
        deals: deals?.reduce(.zero, +)),
      window: window, figures: figures, credits: credits, gates: gates, deals: deals)
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
      return program.pay(forDeal: size, quota: quota, measure: measure)
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
