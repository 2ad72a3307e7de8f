public import Model
public import Ownership
public import Simulation

/// A model's figures, trial by trial.
///
/// Over the horizon, `nrr`, `grr` and `logo-retention` are those of the last fiscal year's re-based
/// cohort, `ending-arr` is at the end, `heads` is the mean over years, and flows are sums. In a
/// single year, `value` excludes the terminal multiple.
public struct FigureSeries: Sendable {
  let years: Int
  let trials: Int
  let costLines: [Role: RoleProfile.CostLine]
  let heads: [RoleYear: Int]
  let credited: @Sendable (_ segment: Int, _ year: Int) -> [Motion]
  let segments: Int
  private let sum: @Sendable ([ColumnTerm]) -> [Double]

  /// - Parameters:
  ///   - costLines: The cost line of each role of the model.
  ///   - segments: The number of segments in the book.
  ///   - credited: The motions whose sales credit a person, by segment and year.
  ///   - column: The values of a column by trial; zeros if the model does not have it.
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

  /// A line of the walk. Where no account is left there is nothing to start with, though rounding
  /// leaves dust of what was lost.
  func walk(_ item: WalkItem, _ year: Int, _ segment: Int?) -> [Double] {
    let line = column(walkColumn(item, year, segment))
    return item == .start
      ? line.where(column(walkColumn(.startAccounts, year, segment))) : line
  }

  /// A line of the walk, negative if it lowers ARR.
  func signedWalk(_ item: WalkItem, _ year: Int, _ segment: Int?) -> [Double] {
    let amount = walk(item, year, segment)
    return item.sign < 0 ? [Double](repeating: 0, count: trials).less(amount) : amount
  }

  /// ARR at the end of a year.
  func closing(_ year: Int, _ segment: Int?) -> [Double] {
    let changed = sum(
      [ColumnTerm(walkColumn(.start, year, segment))]
        + WalkItem.changes.map { ColumnTerm(walkColumn($0, year, segment), times: $0.sign) })
    return changed.where(
      column(walkColumn(.startAccounts, year, segment))
        .less(column(walkColumn(.lostAccounts, year, segment))))
  }

  func walkColumn(_ item: WalkItem, _ year: Int, _ segment: Int?) -> TrialColumn {
    segment.map { .segmentWalk(item, segment: $0, year: year) } ?? .walk(item, year: year)
  }

  func column(_ column: TrialColumn) -> [Double] { sum([ColumnTerm(column)]) }

  func sum(of columns: [TrialColumn]) -> [Double] { sum(columns.map { ColumnTerm($0) }) }
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

extension Scenario {
  /// The motions that add ARR and credit a person for it, in a model's segment and fiscal year.
  ///
  /// The product's own sales credit nobody, and organic growth is not sold.
  fileprivate func creditedMotions(of model: String, segment: Int, year: Int) -> [Motion] {
    guard let model = models.first(where: { $0.name == model }) else { return [] }
    let rules = model.stages[model.stageIndex(inYear: year + 1)].rules
    let segment = book.segments[segment]
    return Motion.expansion.filter { motion in
      motion != .organicGrowth
        && rules.owners.assignment(segment: segment.name, tier: segment.tier, motion: motion)?
          .creditedRoles.contains { roles[$0]?.isHuman ?? false } ?? false
    }
  }
}
