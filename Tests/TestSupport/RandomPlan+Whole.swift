public import Plans
public import Units

/// Plans of the whole language, as far as a simulation's ledger can feed them.
extension RandomPlan {
  /// Kinds that the ledger of a seat credits.
  public static let kinds: [MeasureKind] = [
    .renewedARR, .priceIncrease, .expansionBookings, .csqlsAccepted, .grr,
  ]
  /// Yearly.
  public static let targetIncentive = 24_000.0
  public static let base = 90_000.0

  /// - Parameter isForSheet: A plan that a workbook's block holds: no history, one window.
  public mutating func whole(
    isForSheet: Bool = false, rounding: Money.Rounding? = nil
  ) throws -> Plan {
    let period = Period.allCases.randomElement(using: &self)!
    let counting: Plan.Counting = flip() ? .yearToDate : .eachPeriod
    let others = isForSheet ? [] : Period.allCases.filter { $0 != period }
    var measures = try weighted(others, isForSheet: isForSheet)
    for _ in 0..<Int.random(in: measures.isEmpty ? 1...2 : 0...2, using: &self) {
      measures.append(try inMoney(others, isForSheet: isForSheet))
    }
    let gates = chance(0.3) ? [try gate(for: measures, isForSheet: isForSheet)] : []
    // A ledger has one cap for all credit of a deal, whoever asks for it.
    if !isForSheet, chance(0.2), gates.allSatisfy({ $0.metric.terms[0].kind != .expansionBookings })
    {
      measures = try capped(measures, at: Money(decimal(5_000...40_000, step: 100)))
    }
    let hasTarget = measures.contains { $0.weight != nil }
    return try Plan(
      name: "plan", targetIncentive: .money(Money(Self.targetIncentive)), base: Money(Self.base),
      period: period, counting: counting, measures: measures,
      modifiers: hasTarget && chance(0.3) ? modifiers(isForSheet: isForSheet) : [],
      gates: gates,
      cap: planCap(),
      draw: !isForSheet && chance(0.3)
        ? Draw(Money(decimal(500...4000, step: 10)), recoverable: flip(), months: flip() ? 6 : nil)
        : nil,
      guarantee: !isForSheet && chance(0.2) ? guarantee() : nil,
      ramp: !isForSheet && chance(0.3) ? Ramp(quota: [0.5, 0.75], guarantee: [1, 0.5]) : nil,
      clawback: !isForSheet && chance(0.4) ? clawback(counting) : nil,
      rounding: rounding)
  }

  private mutating func clawback(_ counting: Plan.Counting) throws -> Clawback {
    let recoveries: [Clawback.Recovery] = [
      .full, .share(decimal(0.2...0.9)), .paid, .sliding, .credit,
    ]
    let recovery = recoveries.filter { $0 != .credit || counting == .yearToDate }
      .randomElement(using: &self)!
    return try Clawback(
      on: "churn", within: Int.random(in: 3...12, using: &self), recover: recovery)
  }

  /// Caps the deals of every measure that counts them alike.
  ///
  /// Not with dates, where a removed deal would be capped though the deal itself was not, nor where
  /// a matrix counts them, since the cap is one of its other metric too.
  private func capped(_ measures: [Measure], at cap: Money) throws -> [Measure] {
    func countsDeals(_ measure: Measure) -> Bool {
      measure.metrics.contains { $0.terms[0].kind == .expansionBookings }
    }
    guard measures.filter(countsDeals).allSatisfy({ $0.from == nil && $0.metrics.count == 1 })
    else { return measures }
    return try measures.map { measure in
      guard countsDeals(measure) else { return measure }
      return try Measure(
        measure.metrics, shape: measure.shape, weight: measure.weight, cap: measure.cap,
        gates: measure.gates, acceleratorGates: measure.acceleratorGates, dealCap: cap,
        sharing: measure.sharing, period: measure.period)
    }
  }

  private mutating func planCap() -> Amount? {
    guard chance(0.4) else { return nil }
    return flip() ? .share(decimal(0.8...2.5)) : .money(Money(decimal(10_000...60_000, step: 100)))
  }

  private mutating func guarantee() throws -> Guarantee {
    try Guarantee(
      flip() ? .share(decimal(0.3...0.9)) : .money(Money(decimal(200...3_000, step: 10))),
      months: flip() ? 6 : nil)
  }

  private mutating func weighted(_ others: [Period], isForSheet: Bool) throws -> [Measure] {
    let used = Self.kinds.shuffled(using: &self).prefix(Int.random(in: 0...3, using: &self))
    let weights = [[], [1.0], [0.7, 0.3], [0.5, 0.3, 0.2]][used.count]
    return try zip(used, weights).map { kind, weight in
      var metrics = [try metric(kind)]
      var shape = try multiple()
      if chance(0.25) {
        let other = Self.kinds.filter { $0 != kind }.randomElement(using: &self)!
        metrics.append(try metric(other))
        shape = .matrix(try matrix())
      }
      // A ledger has a ratio to date, and none of some days.
      let hasRatio = metrics.contains { $0.terms[0].kind.isRatio }
      let dates: (from: Day?, until: Day?) =
        hasRatio ? (nil, nil) : self.dates(isForSheet: isForSheet)
      return try Measure(
        metrics, shape: shape, weight: weight,
        cap: chance(0.3) ? .share(decimal(0.5...2)) : nil,
        gates: chance(0.25) ? [gate()] : [], acceleratorGates: chance(0.25) ? [gate()] : [],
        from: dates.from, until: dates.until,
        period: chance(0.3) ? others.randomElement(using: &self) : nil)
    }
  }

  /// Sometimes four whole months.
  private mutating func dates(isForSheet: Bool) -> (from: Day?, until: Day?) {
    guard !isForSheet, chance(0.2) else { return (nil, nil) }
    let from = Day("2026-01-01")!.adding(months: Int.random(in: 0..<8, using: &self))
    return (from, from.adding(months: 4).adding(days: -1))
  }

  private mutating func metric(_ kind: MeasureKind) throws -> Metric {
    let quota: Quota =
      kind.isRatio
      ? .rate(decimal(0.8...1.1))
      : kind.isCount
        ? .count(decimal(5...40, step: 1)) : .money(Money(decimal(100_000...900_000, step: 1000)))
    return try Metric(kind, quota: quota)
  }

  private mutating func knots(top: Double, rises: Bool, scale: Double = 1) -> [Knot] {
    var (from, pays) = (decimal(0...0.8), decimal(0...top))
    return (0..<Int.random(in: 2...4, using: &self)).map { _ in
      defer {
        from += decimal(0.1...0.5)
        pays = rises ? pays + decimal(0...top) : decimal(0...top)
      }
      // Sums of decimals are decimals again.
      return Knot(
        from: (from * 100).rounded() / 100 * scale, pays: (pays * 1e4).rounded() / 1e4)
    }
  }

  private mutating func multiple() throws -> PayShape {
    chance(0.3)
      ? .steps(try Steps(knots(top: 1, rises: flip())))
      : .curve(try PayoutCurve(knots(top: 1, rises: true), uncapped: chance(0.3)))
  }

  private mutating func matrix() throws -> PayoutMatrix {
    let (rows, columns) = (knots(top: 1, rises: true), knots(top: 1, rises: true))
    var pays: [[Double]] = []
    for _ in rows { pays.append(columns.map { _ in decimal(0...2) }) }
    return try PayoutMatrix(
      rows: rows.map(\.from), columns: columns.map(\.from), pays: pays, interpolates: flip())
  }

  /// A rate or tiers, of one's own or a team's credit.
  private mutating func inMoney(_ others: [Period], isForSheet: Bool) throws -> Measure {
    let kind: MeasureKind = chance(0.3) ? .csqlsSourced : .expansionBookings
    let scale = kind.isCount ? 10.0 : 100_000
    let top = kind.isCount ? 500.0 : 0.2
    let isOfQuota = flip()
    let rate: PayShape
    switch Int.random(in: 0...3, using: &self) {
    case 0:
      rate = .rate(.perUnit(kind.isCount ? decimal(50...500, step: 1) : decimal(0...0.2)))
    case 1:
      rate = .rate(
        .shareOfBase(kind.isCount ? decimal(0...0.01, step: 0.001) : decimal(0...5e-6, step: 1e-6)))
    default:
      let isPerDeal = !isForSheet && !kind.isCount && chance(0.3)
      rate = .tiers(
        try TieredRate(
          isPerDeal ? .perDeal : flip() ? .marginal : .retroactive,
          knots(top: top, rises: flip(), scale: isOfQuota ? 1 : scale),
          bounds: isOfQuota ? .attainment : .credit))
    }
    let quota: Quota =
      kind.isCount
      ? .count(decimal(5...40, step: 1)) : .money(Money(decimal(100_000...900_000, step: 1000)))
    var isPool = !isForSheet && chance(0.3)
    // A team's deals of a period are several.
    if case .tiers(let tiers) = rate, tiers.mode == .perDeal { isPool = false }
    let dates = dates(isForSheet: isForSheet)
    return try Measure(
      Metric(kind, of: isPool ? .team : .individual, quota: quota), shape: rate,
      cap: chance(0.3) ? .money(Money(decimal(1_000...20_000, step: 10))) : nil,
      gates: chance(0.2) ? [gate()] : [],
      sharing: isPool ? (flip() ? .equal : .weight) : nil,
      from: dates.from, until: dates.until,
      period: chance(0.3) ? others.randomElement(using: &self) : nil)
  }

  /// On a ratio.
  private mutating func gate() throws -> Gate {
    try Gate(.grr, atLeast: .rate(decimal(0.7...1)))
  }

  /// On a ratio, an amount, or the attainment of a measure.
  private mutating func gate(for measures: [Measure], isForSheet: Bool) throws -> Gate {
    let amount = measures.first {
      $0.metrics.count == 1 && !$0.metric.isRatio && $0.metric.of == .individual
        && $0.weight != nil && $0.from == nil
    }
    guard let amount, !chance(0.4) else { return try gate() }
    if flip() { return try Gate(amount.metric, atLeast: .rate(decimal(0.1...0.9))) }
    let yearly = amount.metric.quota!.number
    return try Gate(
      Metric(amount.metric.terms[0].kind),
      atLeast: .money(Money((yearly * decimal(0.1...0.9)).rounded())))
  }

  private mutating func modifiers(isForSheet: Bool) throws -> [Modifier] {
    let steps = PayShape.steps(try Steps([Knot(from: 0, pays: 0.8), Knot(from: 1, pays: 1.1)]))
    let ofQuota = try Modifier(Metric(.grr, quota: .rate(0.9)), shape: steps)
    let curve = PayShape.curve(
      try PayoutCurve([Knot(from: 0, pays: 0.5), Knot(from: 0.9, pays: 1)]))
    let ofActual = try Modifier(Metric(.grr), shape: curve)
    if isForSheet { return [ofQuota] }
    return [[ofQuota], [ofActual], [ofQuota, ofActual]].randomElement(using: &self)!
  }
}
