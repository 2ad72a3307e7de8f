import ArgumentParser
import Formats
import Foundation
import Language
import Plans
import Reporting
import Statements
import Units

struct PayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pay",
    abstract: "Pay people by their plans for what was actually credited, line by line.",
    discussion: """
      Nothing is simulated: credits and events come from a CSV file, plans and people from a \
      YAML file, and every step from credit to pay is shown, to the cent.

      Credit from before the plan year pays nothing: it was paid then. It stands in the file where \
      an event of the plan year, such as churn, takes back what it brought, with the other credits \
      of its period.

        quotient pay plans.yaml --actuals actuals.csv
        quotient pay plans.yaml --actuals actuals.csv --person ada --period 2026-Q1
        quotient pay plans.yaml --actuals actuals.csv --csv > pay.csv
      """)

  @Argument(help: "A file of pay plans and people.", completion: .file(extensions: ["yaml"]))
  var plans: String

  @Option(
    help: "What was credited, and what happened since.", completion: .file(extensions: ["csv"]))
  var actuals: String

  @Option(help: "Only this person, in full.")
  var person: String?

  @Option(
    help: """
      Only this period: 2026, 2026-Q2 or 2026-04; a month or a quarter also after the last actual.
      """)
  var period: String?

  @Option(
    help: "Pay the year to its end, and write the next year's plan file with what is left over.",
    completion: .file(extensions: ["yaml"]))
  var closing: String?

  @Option(
    name: .customLong("out"),
    help: """
      A folder for the statements as pages, texts and a workbook with a sheet a person, the tables \
      in CSV, and pay.json.
      """, completion: .directory)
  var out: String?

  @Flag(help: "Print one JSON document.")
  var json = false

  @Flag(help: "Print a CSV row for each step from credit to pay.")
  var csv = false

  @Flag(help: "Leave texts in CSV as they are, even where a spreadsheet takes them for formulas.")
  var rawCsv = false

  @Flag(name: .shortAndLong, help: "No warnings on standard error.")
  var quiet = false

  func validate() throws {
    if json, csv { throw ValidationError("--json and --csv exclude each other.") }
    if closing != nil, person != nil || period != nil {
      throw ValidationError("--closing is of everybody and the whole year.")
    }
    if rawCsv, !csv { throw ValidationError("--raw-csv belongs to --csv.") }
  }

  func run() async throws {
    try checkClosing()
    let file = try PlansFile(
      try SourceText(contentsOf: plans), actuals: actuals, consequence: "nothing paid"
    ) { document in
      PayQuestion(
        person: try known(person, in: document), period: try period(in: document),
        isToYearsEnd: closing != nil)
    }
    guard let run = file.run else { throw Failure(.badData, "\(actuals): no pay") }
    if !quiet { for warning in file.warnings { StandardError.write(warning) } }
    let report = PayReport(
      run, plans: file.document.plans, currency: file.document.currency,
      inputs: file.inputs, person: file.question.person, within: file.question.period)
    let files = try out.map { _ in try PayFiles(report).all() } ?? []
    let folder = out.map { ReportFolder(path: $0) }
    if let folder, let foreign = try PayFiles.foreignFile(among: files, in: folder) {
      throw Failure(
        .unwritable,
        "\(folder.path)/\(foreign) exists, and no pay --out wrote it; --out names another folder")
    }
    if json {
      try StandardOutput.write(JSONWriter().text(report.json()) + "\n")
    } else if csv {
      try StandardOutput.write(report.csv(isRaw: rawCsv))
    } else {
      let lines = report.text(style: StandardOutput.style)
      try StandardOutput.write(lines.joined(separator: "\n") + "\n")
    }
    let lacking = Set(file.run?.open.filter { $0.isDue && $0.isOver }.map(\.person) ?? []).sorted()
    try await folder?.write(files)
    if let closing {
      try file.overdue.throwIfAny("\(closing) not written")
      if let open = file.run?.open.first {
        throw Failure(.badData, "\(closing) not written: \(open.problems[0])")
      }
      try await OutputFile(path: closing, text: file.document.closing(run)).write()
    }
    try file.overdue.throwIfAny("\(lacking.joined(separator: ", ")) not paid in full")
  }

  /// Refuses to overwrite what no `--closing` wrote, and what is read.
  private func checkClosing() throws {
    guard let closing, FileManager.default.fileExists(atPath: closing) else { return }
    let isRead = SameFile.isOne(closing, plans) || SameFile.isOne(closing, actuals)
    guard !isRead, let bytes = try? SourceText(contentsOf: closing).bytes,
      PlansDocument.isClosing(bytes)
    else {
      throw Failure(
        .unwritable,
        isRead
          ? "\(closing) is read by the same command; --closing names another file"
          : "\(closing) exists, and no --closing wrote it; --closing names another file")
    }
  }

  private func known(_ person: String?, in document: PlansDocument) throws -> String? {
    let names = document.people.map(\.name)
    guard let person, !names.contains(person) else { return person }
    let hint = Suggestion.nearest(to: person, among: names).map { "; did you mean \($0)?" } ?? ""
    throw ValidationError("--person: \(plans) pays no \(person)\(hint)")
  }

  private func period(in document: PlansDocument) throws -> PayPeriod? {
    guard let period else { return nil }
    guard let asked = document.period(period) else {
      throw ValidationError("--period: found \(period); expected 2026, 2026-Q2 or 2026-04.")
    }
    guard document.year.contains(asked.span) else {
      throw ValidationError("--period: \(period) is not in the plan year, \(document.year).")
    }
    return asked
  }
}
