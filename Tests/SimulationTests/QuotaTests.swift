import Model
import Statistics
import TestSupport
import Testing

@testable import Simulation

@Suite struct QuotaTests {
  /// What is set before the luck is a function of the scenario alone: no seed moves a quota or an
  /// intercept by a bit.
  @Test func seedsSetTheSameQuotas() async throws {
    var scenario = try TestScenario.rich(accounts: 6).scenario()
    var all: [[[PersonQuota]]] = []
    var intercepts: [[[Double]]] = []
    for seed in [1, 2, UInt64.max] {
      scenario.seed = seed
      let compiled = try CompiledScenario(scenario)
      let prepared = try await PreparedScenario(compiled, tasks: 2)
      all += compiled.models.indices.map { prepared.personQuotas(ofModel: $0) }
      intercepts.append(compiled.intercepts.renewal)
    }
    let models = scenario.models.count
    #expect(Array(all[..<models]) == Array(all[models..<2 * models]))
    #expect(Array(all[..<models]) == Array(all[(2 * models)...]))
    #expect(intercepts[0] == intercepts[1] && intercepts[0] == intercepts[2])
    #expect(all.contains { $0.contains { $0.contains { !$0.isStated && $0.amount > 0 } } })
  }

  /// What the pilot's own luck leaves in the flows behind quotas: half a percent of what a model
  /// sells, by pilots of other seeds. A pilot of the length of a world is far off.
  @Test func pilotIsPrecise() async throws {
    let compiled = try CompiledScenario(TestScenario.rich(accounts: 60).scenario())
    var totals: [Double] = []
    for seed in 0..<12 {
      let flows = try await ExpectedFlows.pilot(compiled, tasks: 2, seed: 100 + UInt64(seed))
      totals.append(flows.means[0].reduce(0, +))
    }
    let moments = Moments(totals)
    #expect(moments.variance.squareRoot() / moments.mean < 0.01, "\(totals)")
  }
}
