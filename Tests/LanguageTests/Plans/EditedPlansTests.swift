import Formats
import Foundation
import Language
import Plans
import Statements
import TestSupport
import Testing
import Units

/// Any edit of valid files is paid or refused with a message, and nobody is paid NaN.
@Suite struct EditedPlansTests {
  static let pieces = [
    "0", "-1", "1e300", "100%", "{", "}", "[", "]", ":", ": ", ",", "\n", "  ", "year", "month",
    "2026-Q1", "2026", "2026-12-31", "churn", "bookings", "grr", "nrr", "team", "company", "dana",
    "kim", "5% of base", "curve", "rate", "measure", "~", "\"", "- ", "0%", "9999-12-31",
  ]

  @Test func editedFilesNeverCrash() throws {
    var generator = SplitMix(state: 11)
    let folder = WorkedExampleFileTests.folder
    let plans = try String(contentsOfFile: folder + "/everything.yaml", encoding: .utf8)
    let rows = try String(contentsOfFile: folder + "/everything.csv", encoding: .utf8)
    var paid = 0
    for round in 0..<600 {
      let text = round.isMultiple(of: 2) ? Self.edited(plans, &generator) : plans
      let actualText = round.isMultiple(of: 2) ? rows : Self.edited(rows, &generator)
      let diagnostics = Diagnostics()
      let source = try SourceText(file: "p.yaml", bytes: Array(text.utf8))
      let document = try? PlansReader.document(source, diagnostics)
      guard let document else { continue }
      let actuals = ActualsReader(document).actuals(
        try SourceText(file: "a.csv", bytes: Array(actualText.utf8)), diagnostics)
      let run = actuals.flatMap { document.pay(for: $0, diagnostics) }
      #expect((run == nil) == diagnostics.hasErrors)
      guard let run else { continue }
      paid += 1
      #expect(run.statements.allSatisfy { $0.pay.amount.isFinite }, "\(text)\n\(actualText)")
    }
    #expect(paid > 30)
  }

  static func edited(_ text: String, _ generator: inout SplitMix) -> String {
    var text = Array(text)
    for _ in 0..<Int.random(in: 1...2, using: &generator) {
      let at = Int.random(in: 0..<text.count, using: &generator)
      let end = min(text.count, at + Int.random(in: 0..<5, using: &generator))
      text.replaceSubrange(at..<end, with: pieces.randomElement(using: &generator) ?? "")
    }
    return String(text)
  }
}
