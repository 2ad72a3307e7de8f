import Analysis
import Formats
import Foundation
import Language
import Model
import Simulation
import Testing

@testable import Reporting

/// What a change of pay or finance is settled to from a kept run, as users read it: the very bytes that
/// `compare --set` writes.
@Suite struct SettledReportTests {
  /// A key of the shipped scenario, another value, and all that a kept run may do for it.
  struct Change: Sendable, CustomTestStringConvertible {
    let key: String
    let value: String
    let work: KeptRun.Work

    init(_ key: String, _ value: String, _ work: KeptRun.Work) {
      (self.key, self.value, self.work) = (key, value, work)
    }

    var testDescription: String { "\(key)=\(value)" }
  }

  static let changes = [
    Change("finance.gross-margin", "70%..80%", .resummed),
    Change("finance.discount-rate", "12%", .resummed),
    Change("finance.terminal-multiple", "3", .resummed),
    Change("finance.budget", "5m", .resummed),
    Change("effects.new-logo-hour", "100..300", .resummed),
    Change("approve.cost", "<= 6.2m with 80%", .resummed),
    Change("roles.csm.type", "value-capture", .resummed),
    Change("roles.csm.tools", "5k..9k", .resummed),
    Change("roles.all.burden", "30%", .resummed),
    Change("roles.all.hiring", "40k", .resummed),
    Change("roles.all.severance", "50%", .resummed),
    Change("roles.account-executive.released", "dismissed", .resummed),
    Change("models.hybrid.roles.csm.burden", "30%", .resummed),
    Change("models.renewals-team.roles.csm.severance", "100%", .resummed),
    Change("models.account-manager.roles.account-executive.released", "dismissed", .resummed),
    Change("roles.csm.ote", "90k..130k", .repaid),
    Change("roles.csm.pay-mix", "70/30", .repaid),
    Change("models.account-manager.roles.account-manager.ote", "150k..190k", .repaid),
    Change("models.account-manager.roles.account-manager.pay-mix", "80/20", .repaid),
    Change("quotas.stretch", "110%", .repaid),
    Change("quotas.over-assignment", "110%", .repaid),
    Change("quotas.nothing-due", "zero", .repaid),
    Change("quotas.account-manager.stretch", "115%", .repaid),
    Change("quotas.account-manager.stretch.expansion-bookings", "120%", .repaid),
    Change("plans.account-manager.cap", "150%", .repaid),
    Change("plans.csm.measures.grr.quota", "92%", .repaid),
    Change("plans.account-executive.draw.amount", "12k", .repaid),
    Change(
      "models.renewals-team.plans.account-executive",
      """
      {period: quarter, counting: year-to-date, measures: [{measure: expansion-bookings,\
       weight: 100%, curve: {0%: 0%, 100%: 150%}}]}
      """, .repaid),
    Change(
      "models.hybrid.plans.csm",
      """
      {period: quarter, counting: year-to-date, measures: [{measure: grr, weight: 100%,\
       quota: 92%, curve: {90%: 0%, 100%: 100%}}]}
      """, .simulated),
    Change("effects.after-increase", "0.8", .simulated),
    Change("effects.after-contraction", "0.9", .simulated),
    Change("models.hybrid.roles.csm.heads", "12", .simulated),
    Change("models.hybrid.roles.csm.attrition", "30%", .simulated),
    Change("models.csql.pay.csm", "csm", .simulated),
  ]

  private static let trials = 128

  private static let reading = Result {
    try ScenarioReader.read(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../scenarios/mid-market.yaml").standardized.path,
      trials: trials, Diagnostics())
  }

  private static let kept = Task {
    try await KeptRun(
      PreparedScenario(CompiledScenario(try reading.get().scenario!), tasks: 1), tasks: 1)
  }

  @Test(arguments: changes)
  func settledIsWhatIsSimulated(change: Change) async throws {
    let reading = try Self.reading.get().setting(change.key, to: change.value)
    let scenario = try #require(reading.scenario)
    let run = try await Self.kept.value.changed(to: scenario, tasks: 1)
    #expect(run.work == change.work)
    guard run.work != .simulated else { return }
    let fresh = try await Simulator.run(scenario, tasks: 1)
    let base = try await Self.kept.value.result
    for (one, other) in zip(run.result.models, fresh.models) {
      for column in one.layout.columns
      where one.column(column).map(\.bitPattern) != other.column(column).map(\.bitPattern) {
        Issue.record("\(one.name): \(column)")
      }
    }
    let (settled, simulated) = (await Self.files(run.result), await Self.files(fresh))
    #expect(settled.count > 10)
    for (name, text) in settled where simulated[name] != text {
      Issue.record("\(name) differs")
    }
    // The change shows, so that the comparison can fail.
    #expect(settled["report.json"] != (await Self.files(base))["report.json"])
  }

  /// The document and every table, by name.
  private static func files(_ result: SimulationResult) async -> [String: String] {
    let comparison = await Comparison(result)
    let report = ComparisonReport(comparison, Provenance(comparison))
    var files = ["report.json": ComparisonDocument(report).text]
    for table in report.tables { files[table.heading.file] = table.csv(isRaw: false) }
    return files
  }
}
