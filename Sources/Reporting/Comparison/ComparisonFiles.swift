public import Analysis
public import Simulation

/// The files of a comparison's report: the JSON document and a CSV file for each table.
public struct ComparisonFiles: Sendable {
  private let comparison: Comparison
  private let csv: CSVWriter

  /// - Parameter rawCSV: True to leave texts in CSV that a spreadsheet takes for formulas.
  public init(_ comparison: Comparison, rawCSV: Bool = false) {
    self.comparison = comparison
    csv = CSVWriter(isRaw: rawCSV)
  }

  public var all: [ReportFolder.File] {
    [ReportFolder.File("report.json", text: ComparisonDocument(comparison).json.text)]
      + ComparisonTables(comparison).all.map { table in
        ReportFolder.File("\(table.name).csv", text: csv.text(table))
      }
  }

  /// Every trial of every metric of the horizon: `samples.csv`, for those who ask for it.
  public func samples(of result: SimulationResult) -> ReportFolder.File {
    let csv = csv
    return ReportFolder.File("samples.csv") {
      let pieces = result.models.indices.lazy.flatMap { model in
        ModelMetric.all.lazy.map { (model, $0) }
      }
      return AnySequence(
        pieces.enumerated().lazy.map { place, piece in
          csv.text(
            SampleTable(result, model: piece.0, metric: piece.1).table, withHeading: place == 0)
        })
    }
  }
}
