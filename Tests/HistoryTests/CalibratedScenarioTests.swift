import Formats
import Foundation
import History
import Language
import Testing
import Units

@Suite struct CalibratedScenarioTests {
  private static func calibration(_ segments: [String] = ["SMB", "Mid-Market"]) async -> Calibration
  {
    let renewals = (0..<600).map { index in
      Renewal(
        account: "a\(index)", segment: segments[index % segments.count],
        date: Day(year: 2023 + index / 200, month: 5, day: 1), before: 1000,
        outcome: index % 9 == 0 ? .lost : .renewed, after: index % 9 == 0 ? 0 : 1000)
    }
    return await Calibration(.renewals(RenewalHistory(renewals)))
  }

  private static func change(
    _ text: String, _ calibration: Calibration, segments: [String] = ["smb", "mid-market"],
    isForced: Bool = false
  ) throws -> CalibratedScenario {
    let diagnostics = Diagnostics()
    let made = CalibratedScenario(
      try SourceText(file: "s.yaml", bytes: Array(text.utf8)), segments: segments, calibration,
      of: "past/renewals.csv", isForced: isForced, diagnostics)
    #expect(diagnostics.lines().isEmpty)
    return try #require(made)
  }

  @Test func rangesReplaceWhatStandsThereAndCommentsStay() async throws {
    let text = """
      # Ours.
      outcomes:
        all: {renewal: {chance: 80%}}   # a guess
        smb:
          # From the board pack.
          renewal: {chance: 78%..83%, source: "told"}   # to be checked
        mid-market:
          renewal:
            chance: 90%
      currency: USD

      """
    let made = try Self.change(text, await Self.calibration())
    for comment in ["# Ours.", "# a guess", "# From the board pack.", "# to be checked"] {
      #expect(made.text.contains(comment), "\(comment)")
    }
    #expect(made.text.contains("all: {renewal: {chance: 80%}}   # a guess"))
    #expect(!made.text.contains("78%..83%"))
    let wanted =
      "source: \"renewals.csv of 2023 to 2025, by quotient calibrate: 300 renewals\"}   # to be"
      + " checked"
    #expect(made.text.contains(wanted))
    #expect(
      made.difference.contains(
        "-    renewal: {chance: 78%..83%, source: \"told\"}   # to be checked"))
    #expect(made.difference.first == "@@ line 6")
    // What is set once more changes nothing.
    let again = try Self.change(made.text, await Self.calibration())
    #expect(again.difference.isEmpty)
    #expect(again.text == made.text)
  }

  @Test func missingBlocksAreWrittenOut() async throws {
    let made = try Self.change("currency: USD\n", await Self.calibration())
    #expect(made.text.hasPrefix("currency: USD\n\noutcomes:\n  "))
    let flow = try Self.change(
      "outcomes: {smb: {upsell: {per-year: 1}}}\n", await Self.calibration(), segments: ["smb"])
    #expect(flow.text.hasPrefix("outcomes: {smb: {upsell: {per-year: 1}, "))
  }

  @Test func segmentsOfOneSideAreTold() async throws {
    let made = try Self.change(
      "currency: USD\n", await Self.calibration(), segments: ["smb", "enterprise"])
    #expect(made.remarks.contains("Mid-Market: no segment of the scenario's book"))
    #expect(made.remarks.contains("enterprise: not in the file, and left as it is"))
    #expect(!made.text.contains("mid-market"))
  }

  @Test func lawsOfTheirOwnAreNotOverwritten() async throws {
    let diagnostics = Diagnostics()
    let made = CalibratedScenario(
      try SourceText(
        file: "s.yaml",
        bytes: Array("outcomes: {smb: {renewal: {chance: {beta: {mean: 80%, sd: 2%}}}}}\n".utf8)),
      segments: ["smb"], await Self.calibration(), of: "renewals.csv", isForced: false,
      diagnostics)
    #expect(made == nil)
    #expect(
      diagnostics.lines().first?.hasPrefix("s.yaml:1: outcomes.smb.renewal.chance: cannot be set")
        == true)
  }

  @Test func whatHasNoBacktestIsNotSetUnlessForced() async throws {
    let renewals = (0..<200).map { index in
      Renewal(
        account: "a\(index)", segment: "smb", before: 1000,
        outcome: index % 9 == 0 ? .lost : .renewed, after: index % 9 == 0 ? 0 : 1100)
    }
    let calibration = await Calibration(.renewals(RenewalHistory(renewals)))
    // One year: renewals are split at random, changes at renewals are not.
    #expect(calibration.isBacktested(.kept))
    #expect(!calibration.isBacktested(.changes))
    let made = try Self.change("currency: USD\n", calibration, segments: ["smb"])
    #expect(!made.text.contains("price-increase"))
    #expect(made.remarks.contains { $0.hasPrefix("contraction and price-increase: not set") })
    let forced = try Self.change(
      "currency: USD\n", calibration, segments: ["smb"], isForced: true)
    #expect(forced.text.contains("price-increase"))
  }
}
