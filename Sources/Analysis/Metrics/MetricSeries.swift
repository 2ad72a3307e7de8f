import Books
public import Ownership
public import Scenarios
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
  let column: @Sendable (Column) -> [Double]

  /// - Parameters:
  ///   - costLines: Where the cost of each role of the model is booked.
  ///   - segments: Segments of the book.
  ///   - credited: The motions whose sales are credited to a person in a segment and year.
  ///   - column: The values of a column by trial; zeros where the model has none.
  public init(
    years: Int, trials: Int, costLines: [Role: RoleProfile.CostLine], heads: [RoleYear: Int],
    segments: Int = 1,
    credited: @escaping @Sendable (_ segment: Int, _ year: Int) -> [Motion] = { _, _ in [] },
    column: @escaping @Sendable (Column) -> [Double]
  ) {
    self.years = years
    self.trials = trials
    self.costLines = costLines
    self.heads = heads
    self.segments = segments
    self.credited = credited
    self.column = column
  }

  public init(_ model: ModelResult, of scenario: Scenario) {
    self.init(
      years: scenario.years, trials: model.trials,
      costLines: Dictionary(
        uniqueKeysWithValues: model.roles.map { ($0, scenario.roles[$0]!.costLine) }),
      heads: model.heads, segments: scenario.book.segments.count,
      credited: { scenario.creditedMotions(of: model.name, segment: $0, year: $1) },
      column: { model.column($0) })
  }

  /// The values by trial; nil for a metric that a segment does not have.
  public func values(_ metric: ModelMetric, _ scope: MetricScope = .headline) -> [Double]? {
    if scope.segment != nil, !ModelMetric.ofSegments.contains(metric) { return nil }
    let last = scope.year ?? years - 1
    let covered = scope.year.map { $0..<$0 + 1 } ?? 0..<years
    func walk(_ item: WalkItem, _ year: Int) -> [Double] { self.walk(item, year, scope.segment) }
    switch metric {
    case .nrr:
      return ratio(closing(last, scope.segment), walk(.start, last))
    case .grr:
      return ratio(difference(walk(.start, last), walk(.grossLoss, last)), walk(.start, last))
    case .logoRetention:
      return ratio(
        difference(walk(.startAccounts, last), walk(.lostAccounts, last)),
        walk(.startAccounts, last))
    case .cumulativeNRR:
      return ratio(closing(last, scope.segment), walk(.start, 0))
    case .cumulativeGRR:
      return ratio(difference(walk(.start, 0), walk(.cumulativeLoss, last)), walk(.start, 0))
    case .cumulativeLogoRetention:
      return ratio(
        difference(walk(.startAccounts, last), walk(.lostAccounts, last)), walk(.startAccounts, 0))
    case .endingARR:
      return closing(last, scope.segment)
    case .expansion(let motion):
      guard let item = WalkItem(motion) else { return nil }
      return sum(covered.lazy.map { walk(item, $0) })
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
      return ratio(
        sum(of: ofRoles(covered) { .cost(.pay, role: $0, year: $1) }),
        sum(of: ofRoles(covered) { .targetIncentive(role: $0, year: $1) }))
    case .ccos:
      let bookings = ModelMetric.expansionMotions.compactMap { WalkItem($0) }.flatMap { item in
        covered.map { Column.walk(item, year: $0) }
      }
      return ratio(values(.payout, scope)!, sum(of: bookings))
    case .creditedCCOS:
      let bookings = covered.flatMap { year in
        (0..<segments).flatMap { segment in
          credited(segment, year).compactMap { WalkItem($0) }.map {
            Column.segmentWalk($0, segment: segment, year: year)
          }
        }
      }
      return ratio(values(.payout, scope)!, sum(of: bookings))
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
    column(
      segment.map { .segmentWalk(item, segment: $0, year: year) } ?? .walk(item, year: year))
  }

  /// ARR at the end of a year.
  func closing(_ year: Int, _ segment: Int?) -> [Double] {
    var arr = walk(.start, year, segment)
    for item in WalkItem.changes {
      let change = walk(item, year, segment)
      for trial in arr.indices { arr[trial] += item.sign * change[trial] }
    }
    return arr
  }

  private var roles: [Role] { costLines.keys.sorted() }

  private func ofRoles(_ years: Range<Int>, _ column: (Role, Int) -> Column) -> [Column] {
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
    var total = [Double](repeating: 0, count: trials)
    for year in years {
      for role in roles {
        func item(_ item: CostItem) -> [Double] { column(.cost(item, role: role, year: year)) }
        let (base, pay, burden) = (item(.base), item(.pay), item(.burden))
        let target = column(.targetIncentive(role: role, year: year))
        let other = sum(
          of: [CostItem.tools, .hiring, .severance].map { .cost($0, role: role, year: year) })
        for trial in total.indices {
          let paid = base[trial] + pay[trial]
          let atTarget = base[trial] + target[trial]
          let burdenAtTarget = paid > 0 ? burden[trial] * atTarget / paid : burden[trial]
          total[trial] += atTarget + burdenAtTarget + other[trial]
        }
      }
    }
    return total
  }

  private func sum(of columns: [Column]) -> [Double] { sum(columns.lazy.map(column)) }

  /// The sum by trial of columns of which one at a time is in memory.
  private func sum(_ columns: some Sequence<[Double]>) -> [Double] {
    var total = [Double](repeating: 0, count: trials)
    for column in columns {
      for trial in total.indices { total[trial] += column[trial] }
    }
    return total
  }

  private func difference(_ a: [Double], _ b: [Double]) -> [Double] {
    zip(a, b).map { $0 - $1 }
  }

  private func ratio(_ part: [Double], _ whole: [Double]) -> [Double] {
    zip(part, whole).map { $1 > 0 ? $0 / $1 : 0 }
  }
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
