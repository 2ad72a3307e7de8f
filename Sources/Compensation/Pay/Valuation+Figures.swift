import Units

extension Valuation {
  /// The yearly quota of a metric: the person's own, else the plan's.
  func quota(of metric: Metric) -> Quota? { person.quotas[metric.name] ?? metric.quota }

  /// What a metric came to; a ratio without an actual comes to nothing and has no figure.
  func figure(
    _ metric: Metric, in window: DaySpan, _ exposure: Exposure, of measure: Measure? = nil
  ) -> MetricFigure? {
    let counted = book.counted(metric, for: person, in: window, of: measure)
    let quota = quota(of: metric).map { spread($0, of: metric.of, exposure) }
    let isRatio = metric.isRatio || self.quota(of: metric)?.isRate == true
    if isRatio && counted.isEmpty { return nil }
    let credited =
      isRatio
      ? counted.max { $0.span.last < $1.span.last }?.amount ?? 0
      : counted.reduce(0) { $0 + $1.credited }
    return MetricFigure(
      name: metric.name, of: metric.of, isRatio: isRatio, credited: credited, quota: quota)
  }

  /// A metric's figure where an actual must be there: for a gate, a modifier or a ratio.
  func required(
    _ metric: Metric, in window: DaySpan, _ exposure: Exposure, of measure: Measure? = nil,
    at period: PayPeriod, into problems: inout PlanProblems
  ) -> MetricFigure? {
    let counted = book.counted(metric, for: person, in: window, of: measure)
    guard let last = counted.map(\.span.last).max() else {
      problems.add(
        "\(person.name).\(period).\(metric.name)", found: "no actual",
        expected: "one in \(window), of the \(metric.of.rawValue)")
      return nil
    }
    let latest = Set(counted.filter { $0.span.last == last }.map(\.amount))
    if metric.isRatio, latest.count > 1 {
      problems.add(
        "\(person.name).\(period).\(metric.name)",
        found: latest.sorted().map(percent).joined(separator: " and "),
        expected: "one value on \(last)")
      return nil
    }
    return figure(metric, in: window, exposure, of: measure)
  }

  /// How gates stood in a window; those without an actual are a problem, never held.
  func gateLines(
    _ gates: [Gate], in window: DaySpan, _ exposure: Exposure, at period: PayPeriod,
    into problems: inout PlanProblems
  ) -> [GateLine] {
    gates.compactMap { gate -> GateLine? in
      let metric =
        gate.isOnAttainment ? plan.measure(for: gate)?.metric ?? gate.metric : gate.metric
      guard let figure = required(metric, in: window, exposure, at: period, into: &problems)
      else { return nil }
      return GateLine(
        name: metric.name, of: metric.of,
        actual: gate.isOnAttainment ? figure.attainment?.ratio ?? 0 : figure.credited,
        atLeast: spread(gate.atLeast, of: metric.of, exposure),
        isRatio: figure.isRatio, isOnAttainment: gate.isOnAttainment)
    }
  }

  /// A yearly amount as it stands in a window; a rate is the same in every window.
  ///
  /// A team's and the company's are not prorated by one member's absence, nor ramped.
  private func spread(_ quota: Quota, of scope: Metric.Scope, _ exposure: Exposure) -> Double {
    if quota.isRate { return quota.number }
    return quota.number * (scope == .individual ? exposure.quota : exposure.calendar)
  }
}
