import Model
import Simulation
import Statistics

/// The luck of a model's accounts, by trial and year: the ARR that the first year's cohort has
/// kept, less its expectation given the drawn assumptions, shocks and people, as a share of the
/// book. Its mean is 0, so it serves as a control variate.
struct AccountLuck: Sendable {
  /// By fiscal year.
  let years: [[Double]]

  /// Nil if the run has no expectations for the model.
  init?(_ model: ModelResult, series: FigureSeries) {
    guard model.layout.index(of: .expectedARR(year: 0)) != nil else { return nil }
    let book = series.walk(.start, 0, nil)
    years = (0..<series.years).map { year in
      series.closing(year, nil).less(model.column(.expectedARR(year: year))).over(book)
    }
  }

  /// The controls of one or several models.
  static func controls(_ luck: [AccountLuck?], groups: TrialGroups) -> ControlVariates? {
    let columns = luck.compactMap(\.self).flatMap(\.years)
    guard !columns.isEmpty else { return nil }
    return ControlVariates(
      columns, design: groups.design, unitSize: groups.unitSize)
  }
}
