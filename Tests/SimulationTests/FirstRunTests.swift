import Ownership
import Scenarios
import Simulation
import TestSupport
import Testing

@Suite struct RetentionTests {
  /// With no shocks and equal accounts, NRR has mean p and sd sqrt(p (1 - p) / n).
  @Test func nrrOfIndependentAccounts() async throws {
    var test = TestScenario(accounts: 100)
    test.trials = 4096
    let result = try await Simulator.run(test.scenario())
    let model = result.models[0]
    let start = model.column(.walk(.start, year: 0))
    let churn = model.column(.walk(.churn, year: 0))
    let nrr = zip(start, churn).map { 1 - $1 / $0 }
    let mean = nrr.reduce(0, +) / Double(nrr.count)
    let variance = nrr.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(nrr.count - 1)
    let sd = (0.9 * 0.1 / 100).squareRoot()
    #expect(abs(mean - 0.9) < 3.29 * sd / Double(nrr.count).squareRoot())
    #expect(abs(variance.squareRoot() / sd - 1) < 3.29 / (2 * Double(nrr.count)).squareRoot())
  }
}
