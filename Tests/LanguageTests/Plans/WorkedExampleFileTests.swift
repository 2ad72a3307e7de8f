import Formats
import Foundation
import Language
import Plans
import Statements
import Testing
import Units

/// Published examples, from files to the cent.
@Suite struct WorkedExampleFileTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/pay").path

  static func source(_ file: String) throws -> SourceText {
    try SourceText(contentsOf: "\(folder)/\(file)")
  }

  static func run() throws -> (run: PayRun, lines: [String]) {
    let diagnostics = Diagnostics()
    let document = try #require(
      try PlansReader.document(source("plans.yaml"), diagnostics), "\(diagnostics.lines())")
    let actuals = try #require(
      ActualsReader(document).actuals(source("actuals.csv"), diagnostics),
      "\(diagnostics.lines())")
    let run = try #require(document.pay(for: actuals, diagnostics), "\(diagnostics.lines())")
    return (run, diagnostics.lines())
  }

  @Test func paysEveryExampleAsPublished() throws {
    let (run, _) = try Self.run()
    let diagnostics = Diagnostics()
    let table = try #require(
      CSVReader().table(Self.source("expected.csv"), diagnostics), "\(diagnostics.lines())")
    func column(_ heading: String) throws -> Int { try #require(table.column(heading)) }
    let (person, pays, owed) = try (column("person"), column("pays"), column("owed"))
    for row in 0..<table.rowCount {
      let statements = run.statements(of: table.text(row, person))
      let expected = table.text(row, pays).split(separator: " ").compactMap { Double($0) }
      #expect(!expected.isEmpty && statements.map(\.pay.amount) == expected, "row \(row + 2)")
      if !table.isEmpty(row, owed) {
        let balances = table.text(row, owed).split(separator: " ").compactMap { Double($0) }
        #expect(statements.map(\.owed.amount) == balances, "row \(row + 2)")
      }
    }
    #expect(table.rowCount == 41)
  }

  @Test func warnsOnlyOfATeamWithoutMembers() throws {
    let lines = try Self.run().lines
    #expect(
      lines == [
        "warn \(Self.folder)/actuals.csv: empty.2026: nobody of the team is at work; its pool pays 0"
      ])
  }

  /// What a source prints and its own figures do not give is listed with ours and the reason.
  @Test func explainsEveryDisagreement() throws {
    let diagnostics = Diagnostics()
    let table = try #require(CSVReader().table(Self.source("expected.csv"), diagnostics))
    let (agrees, remark) = try (
      #require(table.column("agrees")), #require(table.column("remark"))
    )
    let disputed = (0..<table.rowCount).filter { table.text($0, agrees) == "no" }
    #expect(disputed.map { table.text($0, 0) } == ["C16", "C21", "C35", "C37"])
    #expect(disputed.allSatisfy { table.text($0, remark).hasPrefix("prints ") })
  }
}
