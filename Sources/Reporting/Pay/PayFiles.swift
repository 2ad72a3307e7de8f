public import Formats
import Plans
import Simulation
import Statements
import Units

/// The files of a pay run: tables, a document, and the statements as text, page and workbook.
public struct PayFiles {
  private let report: PayReport

  public init(_ report: PayReport) {
    self.report = report
  }

  /// - Throws: What keeps the workbook from being written.
  public func all() throws -> [ReportFile] {
    let pages = report.statements.compactMap { statement in
      report.plans[statement.plan].map {
        StatementPage(
          statement, on: $0, currency: report.currency, yearToDate: report.yearToDate(statement))
      }
    }
    let workbook = try StatementWorkbook(pages: pages, title: "Statements").bytes()
    let source = "\(report.inputs), quotient \(Simulator.version)"
    var files = [
      ReportFile("statements.csv", text: Table(report.statements).csv()),
      ReportFile("steps.csv", text: report.csv()),
      ReportFile(
        "deals.csv", text: Table(report.statements.flatMap { PayDealRow.rows(of: $0) }).csv()),
      ReportFile(
        "balances.csv",
        text: Table(report.statements.flatMap { PayBalanceRow.rows(of: $0) }).csv()),
      ReportFile("teams.csv", text: Table(report.teams).csv()),
      ReportFile("pay.json", text: JSONWriter().text(report.json()) + "\n"),
      ReportFile(
        "statements.html",
        text: StatementsPage(pages: pages, title: "Statements", source: source).text),
      ReportFile(
        "statements.xlsx",
        .bytes(pieces: { AnySequence([workbook]) })),
    ]
    var taken: Set<String> = []
    var people: [String] = []
    for page in pages where people.last != page.statement.person {
      people.append(page.statement.person)
    }
    for person in people {
      let own = pages.filter { $0.statement.person == person }
      let name = Self.fileName(of: person, taken: &taken)
      files.append(
        ReportFile(
          "\(name).html", text: StatementsPage(pages: own, title: person, source: source).text))
      let texts = own.map { report.text(of: $0.statement).joined(separator: "\n") }
      files.append(ReportFile("\(name).txt", text: texts.joined(separator: "\n\n") + "\n"))
    }
    return files
  }

  /// A file of the folder that would be overwritten and no pay run wrote; nil for none.
  public static func foreignFile(
    among files: [ReportFile], in folder: ReportFolder
  ) throws(UnreadableFile) -> String? {
    let document = try folder.text(of: "pay.json") ?? ""
    let isOurs = ["\"provenance\":", "\"statements\":", "\"to-come\":"].allSatisfy(
      document.contains)
    return isOurs ? nil : files.map(\.name).first(where: folder.has)
  }

  /// A name that a file may have anywhere, and no other has.
  private static func fileName(of person: String, taken: inout Set<String>) -> String {
    let safe = String(
      person.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" }.prefix(60))
    let stem = "statement-" + safe
    var name = stem
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(stem)-\(number)"
      number += 1
    }
    return name
  }
}
