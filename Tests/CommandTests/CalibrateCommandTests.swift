import Foundation
import Testing

@Suite struct CalibrateCommandTests {
  private static let renewals: String = {
    let rows = (0..<240).map { index in
      let isLost = index % 8 == 0
      return "a\(index),\(index % 2 == 0 ? "SMB" : "Mid-Market"),\(2023 + index / 80)-05-01,"
        + "\(1000 + index),\(isLost ? "Lost" : "Renewed"),\(isLost ? 0 : 1000 + index)"
    }
    return (["account,segment,renewal_date,arr_due,outcome,arr_renewed"] + rows)
      .joined(separator: "\n") + "\n"
  }()

  private static let scenario = """
    quotient: 1
    name: Calibrated
    currency: USD
    start: 2026-01-01
    book:
      generate:
        accounts: 40
        arr: 1m                   # small
        segments:
          smb: {tier: low, share: 50%, mean-arr: 10k, terms: {12 months: 100%}}
          mid-market: {tier: mid, share: 50%, mean-arr: 40k, terms: {12 months: 100%}}
    # What we believe.
    outcomes:
      smb: {renewal: {chance: 70%..75%}}
    baseline: all-csm
    models: [all-csm, csql]

    """

  @Test func showsWhatItFindsAndHowItDid() throws {
    let command = try Command(files: ["renewals.csv": Self.renewals])
    defer { command.remove() }
    let shown = try command("calibrate", "renewals.csv")
    #expect(shown.status == 0, "\(shown.errors)")
    for words in [
      "segment.SMB", "Backtest of renewals: 2 years, each forecast from those before it",
      "price elasticity: nobody was given another price by lot", "Prior     before the file",
    ] { #expect(shown.output.contains(words), "\(words)") }
    let printed = try command("calibrate", "renewals.csv", "--json")
    let document = try JSONSerialization.jsonObject(with: Data(printed.output.utf8))
    let members = try #require(document as? [String: Any])
    let backtests = try #require(members["backtests"] as? [[String: Any]])
    #expect(
      backtests.map { $0["subject"] as? String } == ["renewals", "changes at renewals"])
    let renewal = try #require(members["renewal"] as? [String: Any])
    #expect(renewal["losses"] as? Double == 30)
    #expect(try command("calibrate", "renewals.csv", "--json").output == printed.output)
  }

  @Test func writesRangesIntoAScenarioThatStillReads() throws {
    let command = try Command(files: [
      "renewals.csv": Self.renewals, "scenario.yaml": Self.scenario,
    ])
    defer { command.remove() }
    let dry = try command(
      "calibrate", "renewals.csv", "--scenario", "scenario.yaml", "--dry-run")
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(dry.output.contains("-  smb: {renewal: {chance: 70%..75%}}"))
    #expect(try command.text(of: "scenario.yaml") == Self.scenario)
    let other = try command(
      "calibrate", "renewals.csv", "--scenario", "scenario.yaml", "--output", "other.yaml")
    #expect(other.status == 0, "\(other.errors)")
    #expect(try command.text(of: "scenario.yaml") == Self.scenario)
    let written = try command("calibrate", "renewals.csv", "--scenario", "scenario.yaml")
    #expect(written.status == 0, "\(written.errors)")
    let text = try command.text(of: "scenario.yaml")
    #expect(try command.text(of: "other.yaml") == text)
    #expect(text.contains("# What we believe."))
    #expect(text.contains("# small"))
    #expect(text.contains("renewals.csv of 2023 to 2025, by quotient calibrate: 120 renewals"))
    let check = try command("check", "scenario.yaml", "--resolved")
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output.contains("by quotient calibrate"))
    // Nothing changes the second time.
    let again = try command("calibrate", "renewals.csv", "--scenario", "scenario.yaml")
    #expect(again.output.contains("scenario.yaml: nothing changes"))
  }

  @Test func survivorsAreNotWritten() throws {
    let command = try Command(files: [
      "survivors.csv": "year,survivors\n0,100\n1,80\n2,70\n3,65\n4,61\n",
      "scenario.yaml": Self.scenario,
    ])
    defer { command.remove() }
    let shown = try command("calibrate", "survivors.csv", "--fit-years", "3")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains("on years 1 to 3"))
    let refused = try command("calibrate", "survivors.csv", "--scenario", "scenario.yaml")
    #expect(refused.status == 65)
    #expect(refused.errors.contains("nothing to hold the fit against"))
    #expect(try command.text(of: "scenario.yaml") == Self.scenario)
  }
}
