import Analysis
public import Formats
public import Simulation

/// The files of a comparison's report: the page, the workbook, the JSON document, a CSV file for each
/// table, and an index that explains them.
public struct ComparisonFiles: Sendable {
  /// The names of files that only some reports have.
  public static let optional =
    [SampleRow.heading.file, WorldRow.heading.file, PersonSampleRow.heading.file]
    + ChartFiles.names

  /// The most trials of which samples are written.
  public static let mostSamples = SampleRow.mostRows

  private let report: ComparisonReport
  private let isRaw: Bool
  private let dialect: CSVDialect
  private let sampled: SimulationResult?
  private let kept: SimulationResult?

  /// - Parameters:
  ///   - rawCSV: Whether to leave texts in CSV that a spreadsheet would take for formulas.
  ///   - dialect: How CSV files are written.
  ///   - sampled: The run, to add every trial of every figure of the horizon, and every draw of a
  ///     range; nil for no such files.
  ///   - kept: The run, to add the pay of every person in every trial; nil for no such file.
  public init(
    _ report: ComparisonReport, rawCSV: Bool = false, dialect: CSVDialect = .plain,
    samplesOf sampled: SimulationResult? = nil, peopleOf kept: SimulationResult? = nil
  ) {
    self.report = report
    isRaw = rawCSV
    self.dialect = dialect
    self.sampled = sampled
    self.kept = kept
  }

  /// In reading order. The first, ``ReportIndex``, explains the others.
  public var all: [ReportFolder.File] {
    [ReportFolder.File(ReportIndex.name, text: index.text)] + rest
  }

  /// What stands for the first file while the others are renamed one by one.
  public var unfinished: String { index.unfinished }

  /// All files but the index.
  private var rest: [ReportFolder.File] {
    let (report, isRaw, dialect) = (report, isRaw, dialect)
    // Each is generated while it is written, concurrently with the others.
    return
      [
        ReportFolder.File(
          Self.page, .text(making: { ComparisonPage(report).text })),
        ReportFolder.File(
          Self.workbook, .bytes { try ComparisonWorkbook(report).bytes() }),
        ReportFolder.File(
          Self.document, .text(making: { ComparisonDocument(report).text })),
      ]
      + report.tables.map { table in
        ReportFolder.File(
          table.heading.file, .text(making: { table.csv(isRaw: isRaw, dialect: dialect) }))
      }
      + ChartFiles.files(of: report.answers, isRaw: isRaw, dialect: dialect)
      + (sampled.map { [samples(of: $0), worlds(of: $0)] } ?? [])
      + (kept.map { [personSamples(of: $0)] } ?? [])
  }

  private var index: ReportIndex {
    let onRequest: [any ReportTable] =
      (sampled == nil ? [] : [Table<SampleRow>([]), Table<WorldRow>([])])
      + (kept == nil ? [] : [Table<PersonSampleRow>([])])
    return ReportIndex(
      files: rest.map { file in
        (
          file.name,
          Self.questions[file.name]
            ?? (file.name.hasSuffix(".svg")
              ? "A chart of the page, for slides." : "The numbers behind a chart.")
        )
      },
      tables: report.tables + onRequest, report.provenance, dialect: dialect)
  }

  private static let page = "report.html"
  private static let workbook = "report.xlsx"
  private static let document = "report.json"

  /// The question that each possible file answers.
  static let questions: [String: String] = {
    let tables: [any TableRow.Type] =
      ComparisonReport.questions.flatMap { $0.rows } + [
        SampleRow.self, WorldRow.self, PersonSampleRow.self,
      ]
    let others = [
      page: "The report to read: every answer with its chart, in one page.",
      workbook: "The report to calculate with: a sheet and a native chart for each question.",
      document:
        "The comparison as one document, for programs; quotient schema report describes it.",
    ]
    return others.merging(tables.map { ($0.heading.file, $0.heading.question) }) { own, _ in own }
  }()

  /// A file that a report would replace or remove although no report wrote it: it has the name of a
  /// report's file, but no earlier index lists it. Nil if there is none.
  ///
  /// - Throws: ``UnreadableFile`` if the index is there and cannot be read.
  public static func foreignFile(
    in folder: ReportFolder
  ) throws(UnreadableFile) -> String? {
    let index = try folder.text(of: ReportIndex.name) ?? ""
    return ([ReportIndex.name] + questions.keys.sorted() + ChartFiles.names).first { name in
      folder.has(name) && !ReportIndex.isIndex(index, listing: name)
    }
  }

  private func samples(of result: SimulationResult) -> ReportFolder.File {
    let (isRaw, dialect) = (isRaw, dialect)
    let pieceSize = 4096
    return ReportFolder.File(
      SampleRow.heading.file,
      .text {
        let columns = SampleRow.columns(of: result)
        return AnySequence(
          stride(from: 0, to: result.trials, by: pieceSize).lazy.map { first in
            let trials = first..<min(first + pieceSize, result.trials)
            return Table(trials.map { SampleRow(trial: $0) }, columns: columns)
              .csv(isRaw: isRaw, dialect: dialect, showsHeadings: first == 0)
          })
      })
  }

  private func worlds(of result: SimulationResult) -> ReportFolder.File {
    let (isRaw, dialect) = (isRaw, dialect)
    return ReportFolder.File(
      WorldRow.heading.file,
      .text(making: {
        Table(WorldRow.rows(of: result), columns: WorldRow.columns(of: result))
          .csv(isRaw: isRaw, dialect: dialect)
      }))
  }

  private func personSamples(of result: SimulationResult) -> ReportFolder.File {
    let people = result.models.indices.flatMap { model in
      result.models[model].people.indices.map { (model, $0) }
    }
    return file(pieces: people.count) { piece in
      let (model, person) = people[piece]
      return Table(PersonSampleRow.rows(of: result.models[model], person: person))
    }
  }

  /// A table that is generated piece by piece while it is written.
  private func file<Row>(
    pieces: Int, _ table: @escaping @Sendable (Int) -> Table<Row>
  ) -> ReportFolder.File {
    let (isRaw, dialect) = (isRaw, dialect)
    return ReportFolder.File(
      Row.heading.file,
      .text {
        AnySequence(
          (0..<pieces).lazy.map {
            table($0).csv(isRaw: isRaw, dialect: dialect, showsHeadings: $0 == 0)
          })
      })
  }
}
