public import Model
import Ownership
public import Simulation
public import Statistics

/// The estimates of one model.
public struct ModelEstimates: Sendable {
  public let name: String
  /// By scope, then figure.
  let estimates: [FigureScope: [Figure: Estimate]]
  /// By fiscal year, then segment, starting with the whole book.
  public let walk: [WalkEstimate]
  /// By fiscal year, then role.
  public let costs: [CostEstimate]
  /// By fiscal year.
  public let budgets: [BudgetEstimate]
  public let targets: TargetChances
  /// By role.
  public let roles: [RoleFigures]

  /// The estimate of a figure; nil if the scope does not have it.
  public subscript(figure: Figure, scope: FigureScope) -> Estimate? {
    estimates[scope]?[figure]
  }

  /// The estimate of a figure over the whole book and horizon.
  public subscript(figure: Figure) -> Estimate {
    estimates[.headline]![figure]!
  }

  /// A line of the walk; nil if the scope does not have it.
  public func amount(of line: WalkEstimate.Line, _ scope: FigureScope) -> ShortSummary? {
    walk.first { $0.line == line && $0.scope == scope }?.amount
  }
}

extension ModelEstimates {
  /// Summarises a model's trials.
  ///
  /// - Parameter shares: The people's shares, by role.
  init(
    _ model: ModelResult, of scenario: Scenario, shares: [Role: PeopleShares.OfRole],
    groups: TrialGroups
  ) {
    let series = FigureSeries(model, of: scenario)
    let controls = AccountLuck.controls(
      [AccountLuck(model, series: series)], groups: groups)
    name = model.name
    estimates = Self.estimates(
      series, segments: scenario.book.segments.count, groups: groups, controls: controls)
    walk = Self.walk(series, segments: scenario.book.segments.count, groups: groups)
    costs = (0..<scenario.years).flatMap { year in
      model.roles.flatMap { role in
        CostItem.allCases.map { item in
          CostEstimate(
            item: item, costLine: scenario.roles[role]!.costLine,
            role: RoleYear(role: role, year: year),
            amount: ShortSummary(
              model.column(.cost(item, role: role, year: year)),
              design: groups.design))
        }
      }
    }
    budgets = BudgetEstimate.all(model, of: scenario, clusters: groups.design.clusters)
    targets = TargetChances(series, finance: scenario.finance, design: groups.design)
    // A role that the model only releases has a cost but no people to report on.
    roles = model.roles.filter { role in
      scenario.roles[role]!.isHuman && model.heads.contains { $0.key.role == role && $0.value > 0 }
    }.map {
      RoleFigures(
        $0, of: model, shares: shares[$0]!, years: scenario.years,
        design: groups.design)
    }
  }

  private static func estimates(
    _ series: FigureSeries, segments: Int, groups: TrialGroups, controls: ControlVariates?
  ) -> [FigureScope: [Figure: Estimate]] {
    var estimates: [FigureScope: [Figure: Estimate]] = [:]
    // The horizon comes last, as some of its figures are the last year's.
    let years: [Int?] = (0..<series.years).map { $0 } + [nil]
    // A single segment equals the whole book.
    let parts: [Int?] = [nil] + (segments > 1 ? (0..<segments).map { $0 } : [])
    for year in years {
      for segment in parts {
        let scope = FigureScope(year: year, segment: segment)
        let closing = year.map { series.closing($0, segment) }
        for figure in segment == nil ? Figure.all : Figure.ofSegments {
          if year == nil, figure.extent == .yearEnd {
            let last = FigureScope(year: series.years - 1, segment: segment)
            estimates[scope, default: [:]][figure] = estimates[last]?[figure]
            continue
          }
          guard let values = series.values(figure, scope, closing: closing) else { continue }
          estimates[scope, default: [:]][figure] = Estimate(
            values, groups: groups, worst: figure.worst,
            controls: segment == nil ? controls : nil)
        }
      }
    }
    return estimates
  }

  private static func walk(
    _ series: FigureSeries, segments: Int, groups: TrialGroups
  ) -> [WalkEstimate] {
    let parts: [Int?] = [nil] + (segments > 1 ? (0..<segments).map { $0 } : [])
    return (0..<series.years).flatMap { year in
      parts.flatMap { segment in
        WalkEstimate.Line.all.map { line in
          WalkEstimate(
            line: line, scope: FigureScope(year: year, segment: segment),
            amount: ShortSummary(
              line.values(series, year, segment), design: groups.design))
        }
      }
    }
  }
}

/// An item of what a role costs in a year.
public struct CostEstimate: Sendable {
  public let item: CostItem
  public let costLine: RoleProfile.CostLine
  public let role: RoleYear
  public let amount: ShortSummary
}

/// A line of the ARR walk of a year.
public struct WalkEstimate: Sendable {
  public enum Line: Hashable, Sendable {
    case start
    case change(WalkItem)
    case end

    public static let changes: [Line] = WalkItem.changes.map { .change($0) }
    /// From opening to closing ARR.
    public static let all: [Line] = [.start] + changes + [.end]

    public var isChange: Bool { Self.changes.contains(self) }

    /// The name in CSV columns: `start`, `end`, or the kind of change.
    public var name: String {
      switch self {
      case .start: WalkItem.start.name
      case .change(let item): item.name
      case .end: "end"
      }
    }

    func values(_ series: FigureSeries, _ year: Int, _ segment: Int?) -> [Double] {
      switch self {
      case .start: series.walk(.start, year, segment)
      case .change(let item): series.signedWalk(item, year, segment)
      case .end: series.closing(year, segment)
      }
    }
  }

  public let line: Line
  public let scope: FigureScope
  /// Signed, so that `start` and the changes add up to `end`.
  public let amount: ShortSummary
}
