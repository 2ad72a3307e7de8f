public import Analysis
public import Simulation

/// The files of a comparison's report: the page, the workbook, the JSON document, a CSV file for each
/// table, and an index that explains them.
public struct ComparisonFiles: Sendable {
  /// Names of files that only some reports have.
  public static let optional = [Self.samples]
  private static let samples = "samples.csv"

  private let comparison: Comparison
  private let provenance: Provenance
  private let isRaw: Bool
  private let result: SimulationResult?

  /// - Parameters:
  ///   - rawCSV: True to leave texts in CSV that a spreadsheet takes for formulas.
  ///   - result: The run, to add every trial of every metric of the horizon; nil for no such file.
  public init(
    _ comparison: Comparison, _ provenance: Provenance, rawCSV: Bool = false,
    samplesOf result: SimulationResult? = nil
  ) {
    self.comparison = comparison
    self.provenance = provenance
    isRaw = rawCSV
    self.result = result
  }

  /// In the order of a reader; the last, ``ReportIndex``, explains the others.
  public var all: [ReportFolder.File] {
    let (comparison, provenance, isRaw) = (comparison, provenance, isRaw)
    let tables = ComparisonTables(comparison).all
    // Each is made while it is written, beside the others.
    let files =
      [
        ReportFolder.File(
          "report.html", .text(making: { ComparisonPage(comparison, provenance).text })),
        ReportFolder.File(
          "report.xlsx", .bytes { try ComparisonWorkbook(comparison, provenance).bytes() }),
        ReportFolder.File(
          "report.json", .text(making: { ComparisonDocument(comparison, provenance).text })),
      ]
      + tables.map { table in
        ReportFolder.File("\(table.name).csv", .text(making: { table.csv(isRaw: isRaw) }))
      }
      + (result.map { [samples(of: $0)] } ?? [])
    let index = ReportIndex(
      files: files.map(\.name), tables: tables + (result.map { _ in [SampleTable.empty] } ?? []),
      provenance)
    return files + [ReportFolder.File(ReportIndex.name, text: index.text)]
  }

  private func samples(of result: SimulationResult) -> ReportFolder.File {
    let isRaw = isRaw
    return ReportFolder.File(
      Self.samples,
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
