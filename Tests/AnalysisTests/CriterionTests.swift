import Model
import Ownership
import Simulation
import Statistics
import TestSupport
import Testing

@testable import Analysis

@Suite struct CriterionTests {
  private func approval(
    _ subject: String, role: String? = nil, _ sign: String, _ bound: Double,
    isPercent: Bool = false, chance: Double? = nil
  ) -> Approval {
    Approval(
      subject: subject, role: role, isMost: sign == "<=", bound: bound, isPercent: isPercent,
      chance: chance, text: "\(sign) \(bound)")
  }

  private func error(_ approval: Approval) -> CriterionError? {
    do throws(CriterionError) {
      _ = try Criterion(approval)
      return nil
    } catch {
      return error
    }
  }

  @Test func tellsWhatIsNoCriterion() {
    #expect(error(approval("cots", "<=", 1e6, chance: 0.8)) == .unknownFigure("cots"))
    #expect(error(approval("cost", "<=", 1e6)) == .needsChance)
    #expect(error(approval("payout-p90", "<=", 1e6, chance: 0.8)) == .hasChance)
    #expect(error(approval("share-at-quota", ">=", 0.5)) == .needsRole)
    #expect(error(approval("share-at-quota", role: "csm", ">=", 50)) == .bound(.ratio))
    #expect(error(approval("nrr", role: "csm", ">=", 1, chance: 0.8)) == .takesNoRole)
    #expect(error(approval("cost", "<=", 0.8, isPercent: true, chance: 0.8)) == .bound(.money))
    #expect(error(approval("nrr", ">=", 103, chance: 0.7)) == .bound(.ratio))
  }

  /// A percentile below a bound is a chance, and one above it the rest.
  @Test func percentileIsChance() throws {
    #expect(try Criterion(approval("payout-p90", "<=", 1e6)).chance == 0.9)
    #expect(abs(try Criterion(approval("cost-p90", ">=", 1e6)).chance - 0.1) < 1e-12)
    #expect(try Criterion(approval("cost-p50", "<=", 1e6)).chance == 0.5)
  }

  /// Certain outcomes meet a bound or do not; the mean of years counts.
  @Test func yearlyMeanAndFinding() async throws {
    var test = TestScenario(accounts: 10)
    test.trials = 320
    test.years = 2
    test.renewal = TestScenario.certain("renewal", 1)
    test.models = [Preset.named("all-csm")!.model]
    test.profiles[.csm] = TestScenario.profile(.csm, burden: 0.2, heads: .fixed(1))
    var scenario = try test.scenario()
    let result = try await Simulator.run(scenario)
    let years = FigureSeries(result.models[0], of: scenario).values(.cost)!
    let cost = years[0] / 2
    #expect(cost > 0 && years.allSatisfy { $0 == years[0] })
    scenario.approvals = [
      approval("cost", "<=", cost, chance: 0.9), approval("cost", "<=", 0.99 * cost, chance: 0.9),
      approval("cost-p90", "<=", cost), approval("nrr", ">=", 1.5, chance: 0.1),
      approval("unknown", "<=", 1, chance: 0.5),
    ]
    let answers = await Comparison(try await Simulator.run(scenario)).approvals
    #expect(answers.map(\.finding) == [.go, .noGo, .go, .noGo])
    #expect(answers.map { $0.share?.value } == [1, 0, 1, 0])
  }

  /// Wilson's interval of independent trials: 40 of 100.
  @Test func intervalIsWilsons() {
    let share = Proportion((0..<100).map { $0 < 40 })
    #expect(abs(share.interval.lowerBound - 0.3094) < 0.002)
    #expect(abs(share.interval.upperBound - 0.4980) < 0.002)
    let none = Proportion([Bool](repeating: false, count: 100)).interval
    #expect(none.lowerBound == 0 && abs(none.upperBound - 0.0370) < 0.0005)
    #expect(Proportion([true]).interval == 0...1)
    #expect(share.reversed.value == 0.6 && share.reversed.interval.contains(0.6))
  }

  /// The budget is the median, the reserve what nine of ten outcomes need beyond it.
  @Test func budgetIsQuantiles() async throws {
    let scenario = try TestScenario(accounts: 20).scenario()
    let result = try await Simulator.run(scenario)
    let comparison = await Comparison(result)
    let budget = try #require(comparison.models[0].budgets.first { $0.role == nil })
    let column = FigureSeries(result.models[0], of: scenario)
      .values(.cost, FigureScope(year: 0))!.sorted()
    let count = Double(column.count)
    #expect(abs(budget.median.value - column[Int((0.5 * count).rounded(.up)) - 1]) < 1e-6)
    let high = column[Int((0.9 * count).rounded(.up)) - 1]
    #expect(abs(budget.reserve - (high - budget.median.value)) < 1e-6)
  }
}
