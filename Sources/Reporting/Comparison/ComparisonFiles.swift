public import Analysis
public import Simulation

/// The files of a comparison's report: the JSON document, the workbook and a CSV file for each
/// table.
public struct ComparisonFiles: Sendable {
  /// Names of files that only some reports have.
  public static let optional = ["samples.csv"]

  private let comparison: Comparison
  private let provenance: Provenance
  private let isRaw: Bool

  /// - Parameter rawCSV: True to leave texts in CSV that a spreadsheet takes for formulas.
  public init(_ comparison: Comparison, _ provenance: Provenance, rawCSV: Bool = false) {
    self.comparison = comparison
    self.provenance = provenance
    isRaw = rawCSV
  }

  public var all: [ReportFolder.File] {
    let workbook = ComparisonWorkbook(comparison, provenance)
    return [
      ReportFolder.File("report.json", text: ComparisonDocument(comparison, provenance).text),
      ReportFolder.File("report.xlsx", .bytes { try workbook.bytes() }),
    ]
      + ComparisonTables(comparison).all.map { table in
        ReportFolder.File("\(table.name).csv", text: table.csv(isRaw: isRaw))
      }
  }

  /// Every trial of every metric of the horizon: `samples.csv`, for those who ask for it.
  public func samples(of result: SimulationResult) -> ReportFolder.File {
    let isRaw = isRaw
    return ReportFolder.File(
      "samples.csv",
      .text {
        let pieces = result.models.indices.lazy.flatMap { model in
          ModelMetric.all.lazy.map { (model, $0) }
        }
        return AnySequence(
          pieces.enumerated().lazy.map { place, piece in
            SampleTable(result, model: piece.0, metric: piece.1).table
              .csv(isRaw: isRaw, showsHeadings: place == 0)
          })
      })
  }
}
