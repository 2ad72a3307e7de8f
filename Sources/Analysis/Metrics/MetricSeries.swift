public import Model
public import Ownership
public import Simulation

/// The metrics of a model, trial by trial.
///
/// Over the horizon, `nrr`, `grr` and `logo-retention` are those of the last fiscal year's re-based
/// cohort, `ending-arr` is at the end, `heads` the mean of the years, and what flows is added up. In
/// a year, `value` has no terminal multiple. A cohort with nothing left at the start retains 0.
public struct MetricSeries: Sendable {
  let years: Int
  let trials: Int
  let costLines: [Role: RoleProfile.CostLine]
  let heads: [RoleYear: Int]
  let credited: @Sendable (_ segment: Int, _ year: Int) -> [Motion]
  let segments: Int
  private let sum: @Sendable ([ColumnTerm]) -> [Double]

  /// - Parameters:
  ///   - costLines: Where the cost of each role of the model is booked.
  ///   - segments: Segments of the book.
  ///   - credited: The motions whose sales are credited to a person in a segment and year.
  ///   - column: The values of a column by trial; zeros where the model has none.
  public init(
    years: Int, trials: Int, costLines: [Role: RoleProfile.CostLine], heads: [RoleYear: Int],
    segments: Int = 1,
    credited: @escaping @Sendable (_ segment: Int, _ year: Int) -> [Motion] = { _, _ in [] },
    column: @escaping @Sendable (TrialColumn) -> [Double]
  ) {
    self.years = years
    self.trials = trials
    self.costLines = costLines
    self.heads = heads
    self.segments = segments
    self.credited = credited
    sum = { terms in
      terms.reduce(into: [Double](repeating: 0, count: trials)) {
        $0.add(column($1.column), times: $1.factor)
      }
    }
  }

  public init(_ model: ModelResult, of scenario: Scenario) {
    years = scenario.years
    trials = model.trials
    costLines = Dictionary(
      uniqueKeysWithValues: model.roles.map { ($0, scenario.roles[$0]!.costLine) })
    heads = model.heads
    segments = scenario.book.segments.count
    credited = { scenario.creditedMotions(of: model.name, segment: $0, year: $1) }
    sum = { model.sum($0) }
  }

  /// The values by trial; nil for a metric that a segment does not have.
  public func values(_ metric: ModelMetric, _ scope: MetricScope = .headline) -> [Double]? {
    values(metric, scope, closing: nil)
  }

  /// - Parameter known: ``closing(_:_:)`` of the scope, where the caller has it already.
  func values(
    _ metric: ModelMetric, _ scope: MetricScope, closing known: [Double]?
  ) -> [Double]? {
    if scope.segment != nil, !ModelMetric.ofSegments.contains(metric) { return nil }
    let last = scope.year ?? years - 1
    let covered = scope.year.map { $0..<$0 + 1 } ?? 0..<years
    func walk(_ item: WalkItem, _ year: Int) -> [Double] { self.walk(item, year, scope.segment) }
    func closing() -> [Double] { known ?? self.closing(last, scope.segment) }
    switch metric {
    case .nrr:
      return closing().over(walk(.start, last))
    case .grr:
      return walk(.start, last).less(walk(.grossLoss, last)).over(walk(.start, last))
    case .logoRetention:
      return walk(.startAccounts, last).less(walk(.lostAccounts, last))
        .over(walk(.startAccounts, last))
    case .cumulativeNRR:
      return closing().over(walk(.start, 0))
    case .cumulativeGRR:
      return walk(.start, 0).less(walk(.cumulativeLoss, last)).over(walk(.start, 0))
    case .cumulativeLogoRetention:
      return walk(.startAccounts, last).less(walk(.lostAccounts, last))
        .over(walk(.startAccounts, 0))
    case .endingARR:
      return closing()
    case .expansion(let motion):
      guard let item = WalkItem(motion) else { return nil }
      return sum(of: covered.map { walkColumn(item, $0, scope.segment) })
    case .heads:
      let people = heads.reduce(0) { covered.contains($1.key.year) ? $0 + $1.value : $0 }
      return [Double](repeating: Double(people) / Double(covered.count), count: trials)
    case .cost:
      return cost(covered) { _ in true }
    case .costLine(let line):
      return cost(covered) { $0 == line }
    case .costAtTarget:
      return costAtTarget(covered)
    case .payout:
      return sum(of: ofRoles(covered) { .cost(.pay, role: $0, year: $1) })
    case .payoutPerTI:
      return sum(of: ofRoles(covered) { .cost(.pay, role: $0, year: $1) })
        .over(sum(of: ofRoles(covered) { .targetIncentive(role: $0, year: $1) }))
    case .payAboveTarget:
      return values(.payout, scope)!
        .less(sum(of: ofRoles(covered) { .targetIncentive(role: $0, year: $1) }))
    case .ccos:
      let bookings = ModelMetric.expansionMotions.compactMap { WalkItem($0) }.flatMap { item in
        covered.map { TrialColumn.walk(item, year: $0) }
      }
      return values(.payout, scope)!.over(sum(of: bookings))
    case .creditedCCOS:
      let bookings = covered.flatMap { year in
        (0..<segments).flatMap { segment in
          credited(segment, year).compactMap { WalkItem($0) }.map {
            TrialColumn.segmentWalk($0, segment: segment, year: year)
          }
        }
      }
      return values(.payout, scope)!.over(sum(of: bookings))
    case .distraction:
      return sum(of: covered.map { .distraction(year: $0) })
    case .margin:
      return sum(of: covered.map { .margin(year: $0) })
    case .value:
      guard let year = scope.year else { return column(.value) }
      return sum(of: (year * 4..<year * 4 + 4).map { .quarterValue($0) })
    }
  }

  /// A line of the walk, with the sign by which it changes ARR.
  func walk(_ item: WalkItem, _ year: Int, _ segment: Int?) -> [Double] {
    column(walkColumn(item, year, segment))
  }

  /// A line of the walk, negative where it lowers ARR.
  func signedWalk(_ item: WalkItem, _ year: Int, _ segment: Int?) -> [Double] {
    let amount = walk(item, year, segment)
    return item.sign < 0 ? [Double](repeating: 0, count: trials).less(amount) : amount
  }

  /// ARR at the end of a year.
  func closing(_ year: Int, _ segment: Int?) -> [Double] {
    sum(
      [ColumnTerm(walkColumn(.start, year, segment))]
        + WalkItem.changes.map { ColumnTerm(walkColumn($0, year, segment), times: $0.sign) })
  }

  private func walkColumn(_ item: WalkItem, _ year: Int, _ segment: Int?) -> TrialColumn {
    segment.map { .segmentWalk(item, segment: $0, year: year) } ?? .walk(item, year: year)
  }

  private var roles: [Role] { costLines.keys.sorted() }

  private func ofRoles(_ years: Range<Int>, _ column: (Role, Int) -> TrialColumn) -> [TrialColumn] {
    years.flatMap { year in roles.map { column($0, year) } }
  }

  private func cost(
    _ years: Range<Int>, where books: (RoleProfile.CostLine) -> Bool
  ) -> [Double] {
    sum(
      of: roles.filter { books(costLines[$0]!) }.flatMap { role in
        years.flatMap { year in CostItem.allCases.map { .cost($0, role: role, year: year) } }
      })
  }

  /// Cost with pay replaced by its target, and burden in proportion.
  private func costAtTarget(_ years: Range<Int>) -> [Double] {
    [Double](
      sumOf: years.lazy.flatMap { year in
        roles.lazy.map { role in
          func item(_ item: CostItem) -> [Double] { column(.cost(item, role: role, year: year)) }
          let base = item(.base)
          func sum(_ columns: [Double]...) -> [Double] {
            [Double](sumOf: columns, trials: trials)
          }
          let atTarget = sum(base, column(.targetIncentive(role: role, year: year)))
          let burden = Self.burden(item(.burden), on: sum(base, item(.pay)), at: atTarget)
          return sum(atTarget, burden, item(.tools), item(.hiring), item(.severance))
        }
      }, trials: trials)
  }

  /// What a burden on `paid` is at another pay; itself where nothing is paid.
  private static func burden(
    _ burden: [Double], on paid: [Double], at target: [Double]
  ) -> [Double] {
    burden.indices.map {
      paid[$0] > 0 ? burden[$0] * target[$0] / paid[$0] : burden[$0]
    }
  }

  private func column(_ column: TrialColumn) -> [Double] { sum([ColumnTerm(column)]) }

  private func sum(of columns: [TrialColumn]) -> [Double] { sum(columns.map { ColumnTerm($0) }) }
}

extension WalkItem {
  /// The name in CSV columns and JSON keys.
  public var name: String {
    switch self {
    case .start: "start"
    case .startAccounts: "start-accounts"
    case .lostAccounts: "lost-accounts"
    case .grossLoss: "gross-loss"
    case .cumulativeLoss: "cumulative-loss"
    case .churn: "churn"
    case .contraction: "contraction"
    case .escalator: "escalator"
    case .priceIncrease, .organicGrowth, .smallUpsell, .bigUpsell, .crossSell, .crossStakeholder,
      .crossDivision:
      Motion.revenue.first { WalkItem($0) == self }?.rawValue ?? ""
    }
  }
}
