import Formats
import Foundation
import Language
import Model
import Simulation
import Testing
import Units

/// The examples of `docs/bring-your-own-book.md`: on a few rows with the same headings, and on real
/// books where there are some.
///
/// For those, `QUOTIENT_SAMPLE_BOOKS` is a folder with `motor-renewals/history.csv` (CASdatasets)
/// and `telco/Telco-Customer-Churn.csv` (IBM); they are not ours to ship.
@Suite struct OwnBookTests {
  struct Example {
    let placeholder: String
    let rows: String
    let sample: String
    let segments: Int
    let accounts: Int
    let arr: ClosedRange<Double>
  }

  static let policies = Example(
    placeholder: "policies.csv",
    rows: """
      policy_id,vehicl_region,policy_age,prem_last,lapse
      P1,Reg7,1,232.47,0
      P2,Reg4,1,208.54,1
      P3,Reg10,2,244.4,0
      """,
    sample: "motor-renewals/history.csv", segments: 14, accounts: 11_530,
    arr: 4.39e6...4.40e6)

  static let subscriptions = Example(
    placeholder: "subscriptions.csv",
    rows: """
      customerID,Contract,PaymentMethod,MonthlyCharges,Churn
      7590-VHVEG,Month-to-month,Electronic check,29.85,No
      5575-GNVDE,One year,Mailed check,56.95,No
      9237-HQITU,Two year,Electronic check,70.70,Yes
      """,
    sample: "telco/Telco-Customer-Churn.csv", segments: 3, accounts: 7043,
    arr: 5.47e6...5.48e6)

  static let examples = [policies, subscriptions]
  static let sampleFolder = ProcessInfo.processInfo.environment["QUOTIENT_SAMPLE_BOOKS"]

  /// An example's scenario with another file in the placeholder's place.
  private func scenario(_ index: Int, file: String, in folder: String) throws -> Scenario {
    let texts = try ScenarioFile.examples(in: "bring-your-own-book.md")
    try #require(texts.count == Self.examples.count)
    let text = texts[index].replacing(
      "file: \(Self.examples[index].placeholder)", with: "file: \(file)")
    let diagnostics = Diagnostics()
    let source = try SourceText(file: "example.yaml", bytes: Array(text.utf8))
    let reading = try ScenarioReader.read(source, in: folder, diagnostics)
    return try #require(reading.scenario, "\(diagnostics.lines())")
  }

  @Test(arguments: examples.indices) func exampleReadsItsHeadings(index: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let example = Self.examples[index]
    try Data(example.rows.utf8).write(to: folder.appending(path: example.placeholder))
    let book = try scenario(index, file: example.placeholder, in: folder.path).book
    #expect(book.count == 3 && book.segments.count == 3)
    if index == 0 {
      #expect(book.arr == [232.47, 208.54, 244.4] && book.term == [12, 12, 12])
      #expect(book.segments.map(\.name) == ["Reg10", "Reg4", "Reg7"])
    } else {
      #expect(book.term == [1, 12, 24] && abs(book.arr[0] - 12 * 29.85) < 1e-9)
      #expect(book.segments.map(\.name) == ["monthly", "yearly", "two-year"])
    }
  }

  @Test(.enabled(if: sampleFolder != nil), arguments: examples.indices)
  func realBookRunsUnedited(index: Int) async throws {
    let example = Self.examples[index]
    let folder = try #require(Self.sampleFolder)
    let scenario = try scenario(index, file: example.sample, in: folder)
    #expect(scenario.book.count == example.accounts)
    #expect(scenario.book.segments.count == example.segments)
    #expect(example.arr.contains(scenario.book.totalARR.amount))
    let result = try await Simulator.run(scenario, trials: 32)
    #expect(result.models.count == 4)
    for model in result.models {
      for column in model.layout.columns {
        let isFinite = model.column(column).allSatisfy(\.isFinite)
        #expect(isFinite, "\(model.name) \(column)")
      }
    }
  }
}
