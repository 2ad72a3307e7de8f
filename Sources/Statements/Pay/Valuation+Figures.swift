import Plans
import Units

extension Valuation {
  /// The yearly quota of a metric at the end of a window: the person's own, else the plan's.
  func quota(of metric: Metric, in window: DaySpan) -> Quota? {
    engagement(at: window).terms.quotas[metric.name] ?? metric.quota
  }

  /// Whether a metric's latest value stands, by its kind or by a quota that is a share.
  func isRatio(_ metric: Metric) -> Bool {
    metric.isRatio || stint.contains { $0.terms.quotas[metric.name]?.isRate == true }
  }

  /// The quota of a metric of amounts in a window; nil without one.
  ///
  /// A team's and the company's are not prorated by one member's absence, nor ramped. What changed
  /// within the window counts for its days.
  private func spreadQuota(
    of metric: Metric, in window: DaySpan, _ exposure: Exposure, of measure: Measure?
  ) -> DoubleDouble? {
    guard let quota = quota(of: metric, in: window) else { return nil }
    guard engagements.count > 1, metric.of == .individual, !quota.isRate else {
      return spread(quota, of: metric.of, exposure)
    }
    return attained(by: measure).reduce(.zero) { sum, engagement in
      let yearly = engagement.terms.quotas[metric.name] ?? engagement.quota(of: metric) ?? quota
      return sum
        + spread(
          yearly, of: .individual,
          self.exposure(under: [engagement.terms], in: spread(window), of: measure))
    }
  }

  /// What a metric of amounts came to; 0 without an actual.
  func figure(
    _ metric: Metric, _ counted: [CountedCredit], _ window: DaySpan, _ exposure: Exposure,
    of measure: Measure?
  ) -> MetricFigure {
    MetricFigure(
      name: metric.name, of: metric.of, isRatio: false,
      credited: counted.reduce(.zero) { $0 + $1.exactCredited },
      quota: spreadQuota(of: metric, in: window, exposure, of: measure),
      yearlyQuota: engagements.count > 1 ? nil : quota(of: metric, in: window)?.number)
  }

  /// A metric's figure where an actual must be there: for a gate, a modifier or a ratio.
  ///
  /// A ratio's is the latest in the window; two values of the same day are a problem. A team's or
  /// the company's is the one under its name; else the one under the person's; else anybody's.
  func required(
    _ metric: Metric, isRatio: Bool, of measure: Measure? = nil, in window: DaySpan,
    _ exposure: Exposure, at period: PayPeriod, into problems: inout PlanProblems
  ) -> MetricFigure? {
    let days = isRatio ? window : self.counted(window, of: measure)
    var counted =
      days.map {
        book.counted(metric, for: person, in: $0, of: measure, isRatioOf: isRatio ? plan : nil)
      } ?? []
    if isRatio { counted = reported(counted, of: metric.of, at: period) }
    let path = "\(person.name).\(period).\(metric.name)"
    guard let last = counted.map(\.span.last).max() else {
      problems.add(
        path, found: "no actual", expected: "one in \(window), of the \(metric.of.rawValue)")
      return nil
    }
    guard isRatio else {
      let exposure = measure.map { self.exposure(in: spread(window), of: $0) } ?? exposure
      return figure(metric, counted, window, exposure, of: measure)
    }
    let latest = Set(counted.filter { $0.span.last == last }.map(\.exactCounted))
    guard let value = latest.first, latest.count == 1 else {
      problems.add(
        path, found: latest.sorted().map { percent($0.high) }.joined(separator: " and "),
        expected: "one value on \(last)")
      return nil
    }
    return MetricFigure(
      name: metric.name, of: metric.of, isRatio: true, credited: value,
      quota: quota(of: metric, in: window).map { DoubleDouble(written: $0.number) })
  }

  /// The credits of the narrowest source that reports a scope's ratio.
  private func reported(
    _ counted: [CountedCredit], of scope: Metric.Scope, at period: PayPeriod
  ) -> [CountedCredit] {
    let collective =
      switch scope {
      case .individual: person.name
      case .team: engagement(at: period.span).terms.team
      case .company: scope.rawValue
      }
    for name in [collective, person.name] {
      let under = counted.filter { $0.credit.person == name }
      if !under.isEmpty { return under }
    }
    return counted
  }

  /// The figures that gates ask for in a window; those without an actual are a problem, never held,
  /// unless the others of their group decide it.
  func gateFigures(
    _ gates: PayProgram.Slice, in window: DaySpan, _ exposure: Exposure, at period: PayPeriod,
    into problems: inout PlanProblems, read: inout [Int: PayFigure<DoubleDouble>]
  ) -> [GatheredGate] {
    var found: [GatheredGate] = []
    var held: [Int: Bool] = [:]
    var lacking: [(ask: Int, problems: PlanProblems)] = []
    for ask in gates.indices {
      let asked = program.asks[ask]
      guard let gate = asked.gate else { continue }
      let measure = plan.measure(for: gate)
      var own = PlanProblems()
      let figure = required(
        asked.metric, isRatio: measure == nil && gate.atLeast.isRate, of: measure, in: window,
        exposure, at: period, into: &own)
      guard let figure else {
        lacking.append((ask, own))
        continue
      }
      let attainment = measure == nil ? .zero : figure.exactAttainment
      let least = spread(
        gate.atLeast, of: asked.metric.of, self.exposure(in: self.spread(window)))
      var gathered = PayFigure(figure, quota: least, attainment: attainment)
      held[ask] = program.held(ask, &gathered) == .one
      read[ask] = gathered
      found.append(
        GatheredGate(
          ask: ask,
          line: GateLine(
            guards: program.guarded(by: ask), name: asked.metric.name, of: asked.metric.of,
            actual: measure == nil ? figure.credited : attainment?.high ?? 0,
            atLeast: least.high,
            isRatio: figure.isRatio, isOnAttainment: measure != nil)))
    }
    for (ask, own) in lacking {
      if program.isDecided(without: ask, held: held) {
        // Not held, which decides nothing.
        read[ask] = PayFigure(credited: .zero, quota: .one, attainment: .zero)
      } else {
        problems.add(own, under: "")
      }
    }
    return found
  }

  /// A yearly amount as it stands in a window; a rate is the same in every window.
  ///
  /// A team's and the company's are not prorated by one member's absence, nor ramped.
  private func spread(
    _ quota: Quota, of scope: Metric.Scope, _ exposure: Exposure
  ) -> DoubleDouble {
    let yearly = DoubleDouble(written: quota.number)
    if quota.isRate { return yearly }
    return yearly * (scope == .individual ? exposure.quota : exposure.calendar)
  }
}
