import CAccountLoop
import Foundation
import Model
import Ownership
import Statistics
import TestSupport
import Testing

@testable import Simulation

/// What one year does to the next: each coupling in the direction that it states, the status quo at its
/// stated rates, and nothing at all where it is off.
@Suite struct CouplingTests {
  /// Renewal at 85% with a price increase of 8% in 70% of renewals, over three years.
  private static func test(_ change: (inout TestScenario) -> Void = { _ in }) -> TestScenario {
    var test = TestScenario(accounts: 120)
    test.years = 3
    test.renewal = TestScenario.certain("renewal", 0.85)
    test.contraction = TestScenario.certain("contraction", 0.1)
    test.increase = TestScenario.certain("increase", 0.7)
    test.increaseSize = SizeLaw(distribution: try! .uniform(low: 0.02, high: 0.14))
    test.price = [.accountManager: TestScenario.certain("price", 2)]
    test.models = [Preset.named("all-csm")!.model, Preset.named("account-manager")!.model]
    test.trials = 2048
    change(&test)
    return test
  }

  /// By model, the accounts kept in each year.
  private static func kept(_ test: TestScenario) async throws -> [[Estimate]] {
    let result = try await Simulator.run(test.scenario())
    return result.models.map { model in
      (0..<test.years).map { year in
        Estimate(
          zip(
            model.column(.walk(.startAccounts, year: year)),
            model.column(.walk(.lostAccounts, year: year))
          ).map { 1 - $1 / $0 })
      }
    }
  }

  /// After an increase of 10% half the odds to renew are left: the status quo keeps its 85% in every
  /// year, and twice the price costs accounts from the second year on. By hand: with s uniform in
  /// .02...14, the odds of leaving are 1 + 10 s times as high.
  @Test func increasesCostTheNextRenewal() async throws {
    let kept = try await Self.kept(
      Self.test { $0.odds["after-increase"] = TestScenario.certain("after-increase", 0.5) })
    for estimate in kept[0] { #expect(estimate.agrees(with: 0.85), "\(estimate)") }
    #expect(kept[1][0].agrees(with: 0.85))
    // The intercept of the status quo, then the mean at twice the increase.
    func mean(_ leaving: Double, price: Double) -> Double {
      let points = 4000
      var after = 0.0
      for point in 0..<points {
        let size: Double = 0.02 + 0.12 * (Double(point) + 0.5) / Double(points)
        let odds: Double = leaving * (1 + 10 * size * price)
        after += 1 / (1 + odds) / Double(points)
      }
      return 0.3 / (1 + leaving) + 0.7 * after
    }
    let leaving = try Roots.brent(in: 1e-3...1, tolerance: 1e-12) { mean($0, price: 1) - 0.85 }
    let exact = mean(leaving, price: 2)
    #expect(exact < 0.82)
    for year in [1, 2] {
      #expect(kept[1][year].agrees(with: exact), "\(kept[1][year]) for \(exact)")
      #expect(!kept[1][year].agrees(with: 0.85))
    }
  }

  /// A range that includes no effect leaves the status quo's chance alone as well.
  @Test func rangeKeepsTheStatedChance() async throws {
    let kept = try await Self.kept(
      Self.test {
        $0.odds["after-increase"] = Assumption(
          key: "after-increase", distribution: try! .logNormal(p10: 0.4, p90: 1).cut(at: 1))
        $0.odds["after-contraction"] = TestScenario.certain("after-contraction", 0.3)
      })
    for estimate in kept[0] { #expect(abs(estimate.mean - 0.85) < 0.004, "\(estimate)") }
  }

  @Test func contractionsCostTheNextRenewal() async throws {
    let kept = try await Self.kept(
      Self.test {
        $0.odds["after-contraction"] = TestScenario.certain("after-contraction", 0.2)
        $0.contraction = TestScenario.certain("contraction", 0.25)
        $0.increase = TestScenario.certain("increase", 0)
      })
    for estimate in kept[0] { #expect(estimate.agrees(with: 0.85), "\(estimate)") }
  }

  /// An account that contracted leaves more often than one that did not, by the stated odds.
  @Test func contractedAccountsLeaveMoreOften() throws {
    let test = Self.test {
      $0.odds["after-contraction"] = TestScenario.certain("after-contraction", 0.2)
    }
    let compiled = try CompiledScenario(test.scenario())
    let luck = WorldLuck(compiled, draws: Draws(seed: 5))
    let engine = ReferenceEngine(compiled: compiled, luck: luck)
    var (renewals, losses) = ([0.0, 0.0], [0.0, 0.0])
    for world in 0..<60 {
      luck.draw(world: world)
      for account in 0..<120 {
        let ends = engine.history(account: account, model: 0, trial: world * laneCount).compactMap {
          event -> (churn: Bool, contracted: Bool)? in
          guard case .termEnd(let churn, let contraction, _, _) = event.kind else { return nil }
          return (churn > 0, contraction > 0)
        }
        for (before, after) in zip(ends, ends.dropFirst()) {
          renewals[before.contracted ? 1 : 0] += 1
          if after.churn { losses[before.contracted ? 1 : 0] += 1 }
        }
      }
    }
    let odds = zip(renewals, losses).map { ($0 - $1) / $1 }
    // Binomial: the log of an odds ratio has variance 1 / each of the four counts.
    var variance = 0.0
    for (all, lost) in zip(renewals, losses) { variance += 1 / lost + 1 / (all - lost) }
    let error = variance.squareRoot()
    #expect(abs(log(odds[1] / odds[0]) - log(0.2)) < 3.3 * error)
  }

  /// Effects that are 1, and the keys that say nothing of them, give the same bytes.
  @Test func absentEffectsLeaveEveryByte() async throws {
    let plain = try await Simulator.run(Self.test().scenario(), trials: 64)
    let stated = try await Simulator.run(
      Self.test {
        $0.odds["after-increase"] = TestScenario.certain("x", 1)
        $0.odds["after-contraction"] = TestScenario.certain("y", 1)
        $0.odds["new-person.odds"] = TestScenario.certain("z", 1)
      }.scenario(), trials: 64)
    for (a, b) in zip(plain.models, stated.models) {
      for column in a.layout.columns { #expect(a.column(column) == b.column(column)) }
    }
    let compiled = try CompiledScenario(Self.test().scenario())
    #expect(!compiled.scenario.effects.hasAftermath)
  }
}

/// A law that is cut off, against the closed form of the lognormal.
@Suite struct CutLawTests {
  @Test func meanIsThatOfTheCutLognormal() throws {
    let law = try Distribution.logNormal(p10: 0.75, p90: 1).cut(at: 1)
    let sigma = log(1 / 0.75) / (2 * StandardNormal.quantile(0.9))
    let mu = log(0.75) / 2
    func normal(_ x: Double) -> Double { StandardNormal.cumulative(x) }
    let variance = sigma * sigma
    let whole = normal(mu / sigma)
    let mean = exp(mu + variance / 2) * normal(-mu / sigma - sigma) + whole
    let square = exp(2 * (mu + variance)) * normal(-mu / sigma - 2 * sigma) + whole
    #expect(abs(law.mean - mean) < 1e-9)
    #expect(abs(law.standardDeviation - (square - mean * mean).squareRoot()) < 1e-8)
    #expect(law.quantile(0.1) == (try Distribution.logNormal(p10: 0.75, p90: 1)).quantile(0.1))
    #expect(law.quantile(0.95) == 1)
    #expect(law.cumulative(1) == 1)
    #expect(abs(law.cumulative(0.75) - 0.1) < 1e-12)
    #expect(law.support.upperBound == 1)
    // A law within the limit stays as it is.
    let uniform = try Distribution.uniform(low: 0.2, high: 0.9)
    #expect(try uniform.cut(at: 1) == uniform)
  }
}
