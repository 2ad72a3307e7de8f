public import Analysis
public import Formats
public import Simulation

/// The files of a comparison's report: the page, the workbook, the JSON document, a CSV file for each
/// table, and an index that explains them.
public struct ComparisonFiles: Sendable {
  /// Names of files that only some reports have.
  public static let optional = [Self.samples, Self.personSamples]
  private static let samples = "samples.csv"
  private static let personSamples = "people-samples.csv"

  private let comparison: Comparison
  private let provenance: Provenance
  private let isRaw: Bool
  private let sampled: SimulationResult?
  private let kept: SimulationResult?

  /// - Parameters:
  ///   - rawCSV: True to leave texts in CSV that a spreadsheet takes for formulas.
  ///   - sampled: The run, to add every trial of every metric of the horizon; nil for no such file.
  ///   - kept: The run, to add the pay of every person in every trial; nil for no such file.
  public init(
    _ comparison: Comparison, _ provenance: Provenance, rawCSV: Bool = false,
    samplesOf sampled: SimulationResult? = nil, peopleOf kept: SimulationResult? = nil
  ) {
    self.comparison = comparison
    self.provenance = provenance
    isRaw = rawCSV
    self.sampled = sampled
    self.kept = kept
  }

  /// In the order of a reader. The first, ``ReportIndex``, explains the others, and tells that they are a
  /// report's where a run is broken off while they take their places.
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
      + (sampled.map { [samples(of: $0)] } ?? [])
      + (kept.map { [personSamples(of: $0)] } ?? [])
    let onRequest =
      (sampled == nil ? [] : [SampleTable.empty]) + (kept == nil ? [] : [PersonSampleTable.empty])
    let index = ReportIndex(
      files: files.map(\.name), tables: tables + onRequest, provenance)
    return [ReportFolder.File(ReportIndex.name, text: index.text)] + files
  }

  /// A file in a folder that a report would replace or remove, though no report wrote it: it has the
  /// name of a report's file, and no index of an earlier report lists it. Nil for none.
  public static func foreignFile(in folder: ReportFolder) -> String? {
    let index = folder.text(of: ReportIndex.name) ?? ""
    return ([ReportIndex.name] + ReportIndex.questions.keys.sorted()).first { name in
      folder.has(name) && !ReportIndex.isIndex(index, listing: name)
    }
  }

  private func samples(of result: SimulationResult) -> ReportFolder.File {
    let metrics = result.models.indices.flatMap { model in
      ModelMetric.all.map { (model, $0) }
    }
    return file(Self.samples, pieces: metrics.count) { piece in
      let (model, metric) = metrics[piece]
      return SampleTable(result, model: model, metric: metric).table
    }
  }

  private func personSamples(of result: SimulationResult) -> ReportFolder.File {
    let people = result.models.indices.flatMap { model in
      result.models[model].people.indices.map { (model, $0) }
    }
    return file(Self.personSamples, pieces: people.count) { piece in
      let (model, person) = people[piece]
      return PersonSampleTable(result.models[model], person: person).table
    }
  }

  /// A table that is made piece by piece while it is written.
  private func file(
    _ name: String, pieces: Int, _ table: @escaping @Sendable (Int) -> Table
  ) -> ReportFolder.File {
    let isRaw = isRaw
    return ReportFolder.File(
      name,
      .text {
        AnySequence(
          (0..<pieces).lazy.map { table($0).csv(isRaw: isRaw, showsHeadings: $0 == 0) })
      })
  }
}
