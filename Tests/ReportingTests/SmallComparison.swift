import Analysis
import Model
import Ownership
import Plans
import Simulation
import Statistics
import TestSupport
import Units

@testable import Reporting

/// A comparison of three models on a dozen accounts.
enum SmallComparison {
  static func scenario(hasRanges: Bool) throws -> Scenario {
    var test = TestScenario(accounts: 12)
    test.trials = 48
    test.years = 2
    test.segments = [.init("small", tier: .low), .init("=large", tier: .high)]
    for account in test.accounts.indices where account % 3 == 0 {
      test.accounts[account].segment = 1
      test.accounts[account].arr = 300_000
    }
    if hasRanges {
      test.renewal = Assumption(
        key: "renewal", distribution: try .logitNormal(p10: 0.8, p90: 0.95),
        source: "history, three years")
    }
    test.expansion[.upsell] = TestScenario.expansion(
      "upsell", perYear: 0.5, won: 0.5, size: TestScenario.constant(0.1))
    test.models = ["all-csm", "account-manager", "renewals-team"].map {
      Preset.named($0)!.model
    }
    test.skill = [.accountManager: [.renewal: TestScenario.certain("skill", 1.5)]]
    test.profiles[.csm] = TestScenario.profile(.csm, burden: 0.2, heads: .fixed(2))
    test.plans = ["csm": try plan()]
    var scenario = try test.scenario()
    scenario.finance.budget = Money(300_000)
    scenario.finance.targetNRR = 0.9
    scenario.finance.targetGRR = 0.85
    return scenario
  }

  private static func plan() throws -> Plan {
    try Plan(
      name: "csm",
      measures: [
        Measure(
          Metric(.renewedARR),
          shape: .curve(
            PayoutCurve([
              Knot(from: 0.75, pays: 0.5), Knot(from: 1, pays: 1), Knot(from: 1.5, pays: 3),
            ])), weight: 1)
      ])
  }

  /// Simulated once for all tests.
  static func comparison(hasRanges: Bool = true) async throws -> Comparison {
    try await (hasRanges ? withRanges : withoutRanges).value
  }

  private static let withRanges = Task { try await comparison(hasRanges: true, trials: 48) }
  private static let withoutRanges = Task { try await comparison(hasRanges: false, trials: 48) }

  static func comparison(hasRanges: Bool, trials: Int) async throws -> Comparison {
    await Comparison(try await Simulator.run(scenario(hasRanges: hasRanges), trials: trials))
  }

  /// Ten accounts of 100,000 that all renew and rise by 5% in the middle of each year, under one
  /// CSM or with an account manager who gets twice the rise; nothing is random.
  static func certain(
    name: String = "Certain", terminalMultiple: Double = 0
  ) async throws -> Comparison {
    var test = TestScenario(accounts: 10)
    test.trials = 32
    test.years = 2
    test.renewal = TestScenario.certain("renewal", 1)
    test.increase = TestScenario.certain("increase", 1)
    test.models = ["all-csm", "account-manager"].map { Preset.named($0)!.model }
    test.price = [.accountManager: TestScenario.certain("price", 2)]
    test.profiles[.csm] = TestScenario.profile(.csm, burden: 0.2, heads: .fixed(1))
    test.profiles[.accountManager] = TestScenario.profile(
      .accountManager, ote: 20_000, heads: .fixed(1))
    var scenario = try test.scenario()
    scenario.name = name
    scenario.finance.budget = Money(130_000)
    scenario.finance.targetNRR = 1.04
    scenario.finance.terminalMultiple = TestScenario.certain("terminal", terminalMultiple)
    return await Comparison(try await Simulator.run(scenario))
  }
}

// Most tests do not need a provenance.
extension ComparisonReport {
  init(_ comparison: Comparison) { self.init(comparison, Provenance(comparison)) }
}

extension ComparisonDocument {
  init(_ comparison: Comparison) { self.init(ComparisonReport(comparison)) }
}

extension ComparisonText {
  init(_ comparison: Comparison) { self.init(ComparisonReport(comparison)) }
}

extension ComparisonPage {
  init(_ comparison: Comparison) { self.init(ComparisonReport(comparison)) }
}

extension ComparisonWorkbook {
  init(_ comparison: Comparison) { self.init(ComparisonReport(comparison)) }
}

extension ComparisonFiles {
  init(
    _ comparison: Comparison, rawCSV: Bool = false, samplesOf sampled: SimulationResult? = nil,
    peopleOf kept: SimulationResult? = nil
  ) {
    self.init(
      ComparisonReport(comparison), rawCSV: rawCSV, samplesOf: sampled, peopleOf: kept)
  }
}

extension ReportTable {
  var headings: [String] { columns.map(\.name) }
  var values: [[TableValue]] { rows.map { row in columns.map { $0.value(row) } } }
}
