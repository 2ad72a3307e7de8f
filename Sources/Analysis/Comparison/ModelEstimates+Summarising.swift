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
    let series = MetricSeries(model, of: scenario)
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
            amount: Spread(
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
    _ series: MetricSeries, segments: Int, groups: TrialGroups, controls: ControlVariates?
  ) -> [MetricScope: [ModelMetric: Estimate]] {
    var estimates: [MetricScope: [ModelMetric: Estimate]] = [:]
    // The horizon last: some of its figures are those of the last year.
    let years: [Int?] = (0..<series.years).map { $0 } + [nil]
    // The only segment of a book is the book.
    let parts: [Int?] = [nil] + (segments > 1 ? (0..<segments).map { $0 } : [])
    for year in years {
      for segment in parts {
        let scope = MetricScope(year: year, segment: segment)
        let closing = year.map { series.closing($0, segment) }
        for metric in segment == nil ? ModelMetric.all : ModelMetric.ofSegments {
          if year == nil, metric.isOfLastYear {
            let last = MetricScope(year: series.years - 1, segment: segment)
            estimates[scope, default: [:]][metric] = estimates[last]?[metric]
            continue
          }
          guard let values = series.values(metric, scope, closing: closing) else { continue }
          estimates[scope, default: [:]][metric] = Estimate(
            values, groups: groups, worst: metric.lowerIsBetter ? .high : .low,
            controls: segment == nil ? controls : nil)
        }
      }
    }
    return estimates
  }

  private static func walk(
    _ series: MetricSeries, segments: Int, groups: TrialGroups
  ) -> [WalkEstimate] {
    let parts: [Int?] = [nil] + (segments > 1 ? (0..<segments).map { $0 } : [])
    return (0..<series.years).flatMap { year in
      parts.flatMap { segment in
        let lines =
          ([.start] + WalkItem.changes).map { item in
            (item.name, series.signedWalk(item, year, segment))
          } + [("end", series.closing(year, segment))]
        return lines.map { line, values in
          WalkEstimate(
            line: line, scope: MetricScope(year: year, segment: segment),
            amount: Spread(values, clusterSize: groups.clusterSize))
        }
      }
    }
  }
}
