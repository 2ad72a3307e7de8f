import Analysis
import Formats
import Model
import Ownership
import Plans
import Simulation
import TestSupport
import Testing
import Units

@testable import Reporting

@Suite struct PayoutSheetTests {
  private static func report(_ comparison: Comparison) -> WorkbookReport {
    let report = ComparisonReport(comparison)
    return WorkbookReport(report, summary: SummarySheet.location(report))
  }

  private static func workbook(
    _ blocks: [PayoutBlock.Content]? = nil
  ) async throws -> [UInt8] {
    let comparison = try await SmallComparison.comparison()
    let blocks = try blocks ?? PayoutCases.blocks()
    return try WorkbookFile.bytes(title: "") { file throws(WorkbookError) in
      let sheet = try file.addSheet("Payout")
      try PayoutSheet(blocks).write(
        to: sheet, Self.report(comparison))
      // Only a program that calculates shows another value here.
      try sheet.write(formula: "=6*7", value: 0, at: Cell(0, 20))
    }
  }

  /// The pay that the list of blocks shows.
  private static func pay(_ block: Int, in book: Spreadsheet) throws -> Double {
    try #require(book["Payout", "D\(block + 8)"]?.number, "block \(block)")
  }

  private static func check(
    _ book: Spreadsheet, _ blocks: [PayoutBlock.Content]? = nil
  ) throws {
    for (place, block) in try (blocks ?? PayoutCases.blocks()).enumerated() {
      let shown = try Self.pay(place, in: book)
      let paid = try PayoutCases.pay(block.paid, block.typed)
      #expect(
        abs(shown - paid) <= (block.paid.plan.rounding == nil ? 1e-6 : 1e-9),
        "\(block.paid.plan.name) at \(block.typed.attainments[0]), period \(block.typed.period)")
    }
  }

  @Test func storedValuesMatchStatements() async throws {
    let book = try Spreadsheet(await Self.workbook())
    #expect(book["Payout", "U1"]?.number == 0)
    try Self.check(book)
  }

  /// Each plan's pay on the sheet is that of its words in exact fractions.
  private static func check(
    _ book: Spreadsheet, _ cases: [(block: PayoutBlock.Content, earned: Fraction)]
  ) throws {
    for (place, (block, earned)) in cases.enumerated() {
      let shown = try Self.pay(place, in: book)
      let isRounded = block.paid.plan.rounding != nil
      #expect(
        abs(shown - earned.double) <= (isRounded ? 0.005_001 : 1e-6),
        "\(block.paid.plan), period \(block.typed.period)")
    }
  }

  /// Plans of the whole language, every formula calculated anew from its text.
  @Test func randomPlanFormulasMatchStatements() async throws {
    let cases = try PayoutCases.random(300)
    let blocks = cases.map(\.block)
    let book = try Spreadsheet(await Self.workbook(blocks))
    try Self.check(book, blocks)
    try Self.check(book, cases)
    let cells = book.cells(of: "Payout")
    let reader = FormulaReader(cells)
    for (name, cell) in cells where cell.formula != nil && name != "U1" {
      let value = reader.value(of: name)
      if let number = cell.number {
        #expect(
          abs(value.number - number) <= 1e-9 * max(1, abs(number)),
          "\(name): \(number), \(value), \(cell.formula!)")
      } else {
        #expect(value == .text(cell.text ?? ""), "\(name): \(cell.formula!)")
      }
    }
  }

  @Test(.enabled(if: LibreOffice.isThere))
  func recalculatedRandomPlansMatchStatements() async throws {
    let cases = try PayoutCases.random(300)
    let blocks = cases.map(\.block)
    let book = try LibreOffice.recalculated(await Self.workbook(blocks))
    #expect(book["Payout", "U1"]?.number == 42)
    try Self.check(book, blocks)
    try Self.check(book, cases)
  }

  @Test(.enabled(if: LibreOffice.isThere))
  func recalculatedFormulasMatchStatements() async throws {
    let bytes = try await Self.workbook()
    let book = try LibreOffice.recalculated(bytes)
    #expect(book["Payout", "U1"]?.number == 42)
    try Self.check(book)
    // And every step between, where the cells in which it stands are typed by nobody.
    let written = try Spreadsheet(bytes)
    var formulas = 0
    for (name, cell) in written.cells(of: "Payout") where cell.formula != nil && name != "U1" {
      formulas += 1
      let again = book["Payout", name]
      if let number = cell.number {
        #expect(
          again?.number.map { abs($0 - number) <= 1e-9 * max(1, abs(number)) } ?? false,
          "\(name): \(number), \(again?.number ?? .nan), \(cell.formula!)")
      } else {
        #expect(again?.number == nil && (again?.text ?? "") == (cell.text ?? ""), "\(name)")
      }
    }
    #expect(formulas > 1500)
  }

  @Test func namesWhatBlockLeavesOut() async throws {
    let comparison = try await SmallComparison.comparison()
    let plan = try Plan(
      name: "much",
      measures: [
        Measure(
          Metric(.renewedARR), shape: .curve(PayoutCurve([Knot(from: 0, pays: 0)])), weight: 1,
          dealCap: .init(5))
      ], draw: Draw(.init(10), recoverable: true),
      clawback: Clawback(on: "churn", within: 12, recover: .full))
    let paid = PaidRole(
      role: .csm, plan: plan, PayOffer(base: 0, otherwise: 100, targetIncentive: nil))
    let book = try Spreadsheet(
      WorkbookFile.bytes(title: "") { file throws(WorkbookError) in
        try PayoutSheet([.init(paid: paid, typed: TypedPerformance(plan))]).write(
          to: try file.addSheet("Payout"),
          Self.report(comparison))
      })
    let texts = book.cells(of: "Payout").values.compactMap(\.text)
    let left = try #require(texts.first { $0.hasPrefix("Not in this calculation") })
    #expect(left.contains("the draw; the clawback; the deal cap of renewed-arr"))
    // The quota is unknown, so the reader types one.
    #expect(book["Payout", "C15"]?.number == nil)
  }

  /// The plan states no quota: the cell shows the mean of the best model's people, and says so.
  @Test func showsQuotasSetByScenario() async throws {
    let comparison = try await SmallComparison.comparison()
    let best = comparison.ranking.map { comparison.models[$0] }
      .first { $0.roles.contains { $0.role == .csm && $0.health != nil } }!.name
    let quotas = QuotaRow.rows(of: comparison).filter {
      $0.person.model == best && $0.person.role == .csm && $0.person.year == 0
    }.map(\.quota.amount)
    #expect(quotas.count == 2)
    let book = try Spreadsheet(
      ComparisonWorkbook(comparison).bytes())
    let cells = book.cells(of: "Payout")
    let row = try #require(
      cells.first { $0.value.text == "renewed-arr" && $0.key.hasPrefix("A") }?.key.dropFirst())
    let shown = try #require(book["Payout", "C\(row)"]?.number)
    #expect(abs(shown - quotas.reduce(0, +) / 2) < 1e-6)
    #expect(try #require(book["Payout", "E\(row)"]?.number) == shown)
    #expect(
      cells.values.compactMap(\.text).contains(
        "Quotas that the plan does not state are those of the mean csm under \(best) in year 1;"
          + " everybody's stand on Quotas."))
  }
}
