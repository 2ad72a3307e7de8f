import Model
import Simulation
import Statistics

/// The luck of a model's accounts, trial by trial and year by year: the ARR that the first year's
/// cohort has kept, less what was expected once assumptions, shocks and people were drawn, as a
/// share of the book. Its expectation is 0, so it is a control.
struct AccountLuck: Sendable {
  /// By fiscal year.
  let years: [[Double]]

  /// Nil where the run has no expectation of the model.
  init?(_ model: ModelResult, series: FigureSeries) {
    guard model.layout.index(of: .expectedARR(year: 0)) != nil else { return nil }
    let book = series.walk(.start, 0, nil)
    years = (0..<series.years).map { year in
      series.closing(year, nil).less(model.column(.expectedARR(year: year))).over(book)
    }
  }

  /// The controls of one model, or of several together.
  static func controls(_ luck: [AccountLuck?], groups: TrialGroups) -> ControlVariates? {
    let columns = luck.compactMap(\.self).flatMap(\.years)
    guard !columns.isEmpty else { return nil }
    return ControlVariates(
      columns, clusterSize: groups.clusterSize, unitSize: groups.unitSize)
  }
}
