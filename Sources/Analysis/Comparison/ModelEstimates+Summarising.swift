import Model
import Ownership
import Simulation
import Statistics

extension ModelEstimates {
  /// Summarises the trials of a model.
  ///
  /// - Parameter shares: Of the people of each role.
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
              clusterSize: groups.clusterSize))
        }
      }
    }
    targets = TargetChances(series, finance: scenario.finance, clusterSize: groups.clusterSize)
    // A role that the model only releases has a cost but nobody to report on.
    roles = model.roles.filter { role in
      scenario.roles[role]!.isHuman && model.heads.contains { $0.key.role == role && $0.value > 0 }
    }.map {
      RoleFigures(
        $0, of: model, shares: shares[$0]!, years: scenario.years,
        clusterSize: groups.clusterSize)
    }
  }

  private static func estimates(
    _ series: FigureSeries, segments: Int, groups: TrialGroups, controls: ControlVariates?
  ) -> [FigureScope: [Figure: Estimate]] {
    var estimates: [FigureScope: [Figure: Estimate]] = [:]
    // The horizon last: some of its figures are those of the last year.
    let years: [Int?] = (0..<series.years).map { $0 } + [nil]
    // The only segment of a book is the book.
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
              line.values(series, year, segment), clusterSize: groups.clusterSize))
        }
      }
    }
  }
}
