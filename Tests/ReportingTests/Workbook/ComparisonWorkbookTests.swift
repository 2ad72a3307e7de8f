import Analysis
import Formats
import Foundation
import Model
import Ownership
import Simulation
import Statistics
import TestSupport
import Testing

@testable import Reporting

@Suite struct ComparisonWorkbookTests {
  private static func bytes(_ comparison: Comparison) throws -> [UInt8] {
    try ComparisonWorkbook(comparison).bytes()
  }

  private static func close(_ a: Double?, _ b: Double) -> Bool {
    a.map { abs($0 - b) <= 1e-14 * max(1, abs(b)) } ?? false
  }

  @Test func ordersSheetsForReaders() async throws {
    let book = try Spreadsheet(Self.bytes(await SmallComparison.comparison()))
    #expect(
      book.names == [
        "Summary", "Models", "Differences", "Cost", "Cost items", "Approvals", "Bridge", "Drivers",
        "Payback",
        "Retention", "ARR walk",
        "Budget", "Pay", "Pay by role", "People", "Quotas", "Attainment", "Payout", "Plan health",
        "Advice", "Assumptions", "Notes",
      ])
    let contents = book.cells(of: "Summary").values.compactMap(\.text)
    for name in book.names.dropFirst() { #expect(contents.contains(name)) }
  }

  /// Every table of the report is in the workbook.
  @Test func everyTableHasASheet() async throws {
    let comparison = try await SmallComparison.comparison()
    let report = ComparisonReport(comparison)
    let tables = Set(report.tables.map(\.heading.title))
    #expect(tables.isSubset(of: ReportSheets(report).all.map(\.name) + ["Summary"]))
  }

  /// To every digit that the file format holds.
  @Test(arguments: [
    ("Models", "models"), ("Differences", "differences"), ("Cost items", "cost"),
    ("Bridge", "bridge"), ("Payback", "payback"), ("ARR walk", "arr-walk"),
    ("Pay by role", "pay"), ("People", "people"), ("Quotas", "quotas"),
    ("Attainment", "attainment"),
    ("Plan health", "plan-health"), ("Assumptions", "assumptions"),
  ])
  func listSheetMatchesTable(sheet: String, name: String) async throws {
    let comparison = try await SmallComparison.comparison()
    let book = try Spreadsheet(Self.bytes(comparison))
    let table = try #require(
      ComparisonReport(comparison).tables.first { $0.heading.name == name })
    let (headings, rows) = (table.headings, table.values)
    #expect(!rows.isEmpty)
    for (column, heading) in headings.enumerated() {
      #expect(book[sheet, Cell(4, column).name]?.text == heading)
    }
    for (row, values) in rows.enumerated() {
      for (column, value) in values.enumerated() {
        let cell = book[sheet, Cell(5 + row, column).name]
        switch value {
        case .text(let text): #expect((cell?.text ?? "") == text)
        case .number(let number) where number.isFinite: #expect(Self.close(cell?.number, number))
        case .number, .missing: #expect(cell?.number == nil)
        }
      }
    }
  }

  @Test func writesSameBytesEachTime() async throws {
    let comparison = try await SmallComparison.comparison()
    #expect(try Self.bytes(comparison) == Self.bytes(comparison))
  }

  @Test(.enabled(if: LibreOffice.isThere))
  func formulasRecalculateToStoredValues() async throws {
    let bytes = try Self.bytes(await SmallComparison.comparison())
    let (written, again) = (try Spreadsheet(bytes), try LibreOffice.recalculated(bytes))
    #expect(again.names == written.names)
    var formulas = 0
    for sheet in written.names {
      for (name, cell) in written.cells(of: sheet) where cell.formula != nil {
        formulas += 1
        guard let number = cell.number else { continue }
        #expect(
          again[sheet, name]?.number.map { abs($0 - number) <= 1e-9 * max(1, abs(number)) }
            ?? false,
          "\(sheet)!\(name): \(number), \(cell.formula!)")
      }
    }
    #expect(formulas > 200)
  }

  @Test func writesHostileNames() async throws {
    var scenario = try SmallComparison.scenario(hasRanges: true)
    scenario.name = "=R&G <script>\"&'\u{202E} 客户 👩‍👩‍👧\u{7}" + String(repeating: "x", count: 300)
    let names = ["=cmd|'/C calc'!A0", "<b>&amp;</b> * ? ~", String(repeating: "长\"", count: 150)]
    for (place, name) in names.enumerated() { scenario.models[place].name = name }
    let comparison = await Comparison(try await Simulator.run(scenario))
    let bytes = try Self.bytes(comparison)
    let book = try Spreadsheet(bytes)
    let shown = Set(book.cells(of: "Models").values.compactMap(\.text))
    for name in names { #expect(shown.contains(name)) }
    let fromNames = book.names.flatMap { book.cells(of: $0).values }.compactMap(\.formula)
      .filter { $0.contains("cmd") || $0.contains("<b>") }
    #expect(fromNames.isEmpty)
    #expect(book.text(of: "xl/charts").contains(" =cmd|"))
    guard LibreOffice.isThere else { return }
    let again = try LibreOffice.recalculated(bytes)
    for (name, cell) in book.cells(of: "Retention") where cell.formula != nil {
      let number = try #require(cell.number)
      #expect(again["Retention", name]?.number.map { abs($0 - number) < 1e-6 } ?? false, "\(name)")
    }
  }

  /// A single world has no standard error.
  @Test func writesNonNumbersAsBlanks() async throws {
    let comparison = try await SmallComparison.comparison(hasRanges: true, trials: 16)
    #expect(comparison.differences.contains { !$0.paired.standardError.isFinite })
    let book = try Spreadsheet(Self.bytes(comparison))
    let text = book.text(of: "xl/")
    for none in ["<v>inf", "<v>-inf", "<v>nan", "val=\"inf", "val=\"nan"] {
      #expect(!text.contains(none))
    }
  }

  @Test func writesSingleModel() async throws {
    var scenario = try SmallComparison.scenario(hasRanges: false)
    scenario.models = [scenario.models[scenario.baseline]]
    scenario.baseline = 0
    let book = try Spreadsheet(
      Self.bytes(await Comparison(try await Simulator.run(scenario))))
    #expect(book.names.count == 22)
  }

  @Test func chartsHaveTitlesAndDescriptions() async throws {
    let book = try Spreadsheet(Self.bytes(await SmallComparison.comparison()))
    let charts = book.archive.parts.filter { $0.key.hasPrefix("xl/charts/chart") }
    #expect(charts.count > 8)
    for (name, content) in charts {
      let chart = String(decoding: content, as: UTF8.self)
      let titles = chart.matches(of: /<a:t>([^<]*)<\/a:t>/).map { String($0.1) }
      #expect(titles.first?.hasSuffix("?") ?? false, "\(name)")
      #expect(chart.contains("<c:f>"))
    }
    let described = book.text(of: "xl/drawings/drawing").matches(of: /descr="[^"]{40,}"/).count
    #expect(described == charts.count)
  }

  /// The risk of pay is the page's: in currency, by the same figures, and the chart is drawn of it.
  @Test func payRiskMatchesPage() async throws {
    let comparison = try await SmallComparison.comparison()
    let book = try Spreadsheet(Self.bytes(comparison))
    let cells = book.cells(of: "Summary")
    func place(_ heading: String) throws -> (column: String, row: Int) {
      let name = try #require(cells.first { $0.value.text == heading }?.key)
      let column = String(name.prefix { $0.isLetter })
      return (column, try #require(Int(name.dropFirst(column.count))))
    }
    let risk = try place("Pay above target, worst 5%, USD")
    let multiple = try place("Pay over target incentive, worst 5%")
    #expect(
      (risk.column.count, risk.column) < (multiple.column.count, multiple.column)
        && risk.row == multiple.row)
    for (rank, model) in comparison.ranking.enumerated() {
      let point = try #require(comparison.frontier.points.first { $0.model == model })
      #expect(
        Self.close(book["Summary", "\(risk.column)\(risk.row + 1 + rank)"]?.number, point.risk))
    }
    let chart = try #require(
      book.archive.parts.filter { $0.key.hasPrefix("xl/charts/chart") }
        .map { String(decoding: $0.value, as: UTF8.self) }
        .first { $0.contains("What does value cost in pay risk?") })
    #expect(chart.contains("Pay above target in the worst 5% of trials, USD"))
    #expect(chart.contains("<c:xVal><c:numRef><c:f>Summary!$\(risk.column)$\(risk.row + 1)"))
  }

  /// For programs that draw charts from cached values rather than cells.
  @Test func chartsCacheCellValues() async throws {
    let book = try Spreadsheet(Self.bytes(await SmallComparison.comparison()))
    var formulas = 0
    let kept =
      /<c:f>'?([^'!<]+)'?!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$\d+)?<\/c:f><c:numCache>(?:(?!<\/c:numCache>).)*?<c:pt idx="0"><c:v>([^<]*)</
    for match in book.text(of: "xl/charts").matches(of: kept) {
      let cell = try #require(book[String(match.1), "\(match.2)\(match.3)"])
      guard cell.formula != nil else { continue }
      formulas += 1
      let (shown, kept) = (try #require(cell.number), try #require(Double(match.4)))
      #expect(abs(shown - kept) <= 1e-12 * max(1, abs(shown)), "\(match.1)!\(match.2)\(match.3)")
    }
    #expect(formulas > 20)
  }

  @Test func setsUpPrintedPages() async throws {
    let book = try Spreadsheet(Self.bytes(await SmallComparison.comparison()))
    for (name, content) in book.archive.parts where name.hasPrefix("xl/worksheets/sheet") {
      let sheet = String(decoding: content, as: UTF8.self)
      #expect(sheet.contains("fitToWidth") || sheet.contains("fitToPage"), "\(name)")
      #expect(sheet.contains("Page &amp;P of &amp;N"), "\(name)")
    }
    let names = book.text(of: "xl/workbook.xml")
    for list in ["Models", "Differences", "Assumptions"] {
      #expect(names.contains("\(list)!$5:$5"))
      #expect(names.contains("'\(list)'!$A$5:") || names.contains("\(list)!$A$5:"))
    }
  }

  /// A column reaches from one level to the other, on whichever sides of 0 they lie.
  @Test(arguments: [
    (0.0, 3.0), (2, 5), (5, 2), (-1, 4), (4, -1), (-2, -6), (-6, -2), (3, 0), (1, 1),
  ])
  func stacksWaterfallColumns(start: Double, end: Double) {
    let column = Bridge.Column(start: start, end: end)
    let above = column.riseAbove + column.fallAbove
    let below = column.riseBelow + column.fallBelow
    #expect(above >= 0 && below <= 0)
    let top = max(0, column.invisible) + above
    let bottom = min(0, column.invisible) + below
    #expect(above - below == abs(end - start))
    if start != end {
      #expect(above > 0 ? top == max(start, end) : bottom == min(start, end))
      #expect(below < 0 ? bottom == min(start, end) : column.invisible == max(0, min(start, end)))
    }
    #expect((column.riseAbove - column.riseBelow > 0) == (end > start))
  }
}
