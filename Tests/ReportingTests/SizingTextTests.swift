import Analysis
import Formats
import Model
import Ownership
import Plans
import Reporting
import Simulation
import TestSupport
import Testing
import Units

@Suite struct SizingTextTests {
  /// Ten accounts of 100,000 that all renew, under one CSM on a quota of 900,000 with 80/20 of
  /// 100,000: nothing is left to chance, so that every figure can be checked by hand. Attainment is
  /// 111%, which pays 1 + 4 x .1111 = 144% of 20,000.
  static func sizing(
    budget: Double? = nil, quota: Quota? = .money(Money(900_000))
  ) async throws -> PlanSizing {
    var test = TestScenario(accounts: 10)
    test.trials = 32
    test.renewal = TestScenario.certain("renewal", 1)
    test.profiles[.csm] = TestScenario.profile(.csm, heads: .fixed(1))
    let curve = [
      Knot(from: 0.75, pays: 0.5), Knot(from: 1, pays: 1), Knot(from: 1.5, pays: 3),
    ]
    test.plans["csm"] = try Plan(
      name: "csm",
      measures: [
        Measure(
          Metric(.renewedARR, quota: quota), shape: .curve(PayoutCurve(curve)),
          weight: 1)
      ])
    var scenario = try test.scenario()
    scenario.name = "Certain"
    return try await PlanSizing(
      scenario,
      aim: SizingAim(
        model: 0, role: .csm, chance: 0.9, budget: budget.map { Money($0) }, confidence: 0.9))
  }

  static func text(_ sizing: PlanSizing) -> SizingText {
    SizingText(sizing, provenance(sizing))
  }

  static func document(_ sizing: PlanSizing) -> SizingDocument {
    SizingDocument(sizing, provenance(sizing))
  }

  private static func provenance(_ sizing: PlanSizing) -> Provenance {
    Provenance(sizing.scenario, seed: sizing.seed, trials: sizing.trials)
  }

  @Test func matchesGoldenText() async throws {
    let sizing = try await Self.sizing(budget: 105_000)
    let lines = Self.text(sizing).lines()
    #expect(
      lines == [
        "write quota: 1000000   in plan csm, measure renewed-arr, for the heads there are",
        "",
        "Certain   all-csm, csm on plan csm, 32 trials, seed 2026",
        "Aim       90% of people at or above quota of renewed-arr; a year of all-csm within 105k USD with 90% chance",
        "",
        "                                 pay  accel-                cost, k/y        P(cost  payout  pay of TI    value",
        "  change         quota  heads    mix  erator   P(at quota)  P50   P90      <= 105k)     /TI     at P90  gain, k",
        "  as it stands  0.900m      1  80/20   4.00x  100.0% ± 0.0  109   109    0.0% ± 0.0    144%       144%        -",
        "* quota         1.000m      1  80/20   4.00x  100.0% ± 0.0  100   100  100.0% ± 0.0    100%       100%    +8.89",
        "",
        "                                cost, k/y        P(cost  payout  pay of TI",
        "  chance   quota   P(at quota)  P50   P90      <= 105k)     /TI     at P90",
        "  75%     1.000m  100.0% ± 0.0  100   100  100.0% ± 0.0    100%       100%",
        "  80%     1.000m  100.0% ± 0.0  100   100  100.0% ± 0.0    100%       100%",
        "  85%     1.000m  100.0% ± 0.0  100   100  100.0% ± 0.0    100%       100%",
        "* 90%     1.000m  100.0% ± 0.0  100   100  100.0% ± 0.0    100%       100%",
        "  95%     1.000m  100.0% ± 0.0  100   100  100.0% ± 0.0    100%       100%",
        "",
        "Quota     1.000m gives 90%: 111.1% of the present one, the same share for everybody and every year",
        "          for the marked row, in plan csm, measure renewed-arr, write quota: 1000000",
        "Answer    by quota: within 105k with 100.0% ± 0.0 chance, 90% asked",
        "          worth +8.89k [+8.89k, +8.89k] against the plan as it stands, over 1 year",
        "Points    of the marked row's quota nine in ten reach 100.0% and one in ten 100.0%: a threshold and a point of excellence there leave as many out",
        "Trade     each further 5 points of P(at quota) cost 0.00 a year, or 0.000m of quota",
        "Note      scored on fresh luck, seed 2027, which had no part in the search",
        "          plans do not change behaviour here: on-target pay is given, only its terms are sought",
        "          all-csm is the baseline, whose rates hold for the heads it has: other heads are a model of their own, {name: fewer, like: all-csm, roles: {csm: {heads: N}}}",
        "Inputs    \(sizing.scenario.fingerprint), quotient \(Simulator.version)",
      ])
  }

  /// At quota a year costs 100,000 whatever the accelerator and the mix.
  @Test func saysWhenBudgetIsOutOfReach() async throws {
    let lines = Self.text(try await Self.sizing(budget: 95_000)).lines()
    // The accelerator, the mix, and both.
    #expect(lines.count { $0.hasPrefix("  quota, ") } == 3)
    #expect(
      lines.contains {
        $0.hasPrefix("Answer    no answer within 95.0k with 90% chance; nearest by ")
          && $0.contains(": 0.0% ± 0.0, nine years in ten cost up to ")
      }, "\(lines)")
    #expect(lines.contains("          heads are no lever: there is only one"))
    #expect(lines.contains("          no chance in the table stays within 95.0k"))
  }

  /// Where the plan states no quota, what sets the marked row is said to be the marked row's.
  @Test func explainsQuotaThatPlanLeavesOpen() async throws {
    let sizing = try await Self.sizing(budget: 105_000, quota: nil)
    let lines = Self.text(sizing).lines()
    // All renew, and all are expected to: the quota is what is expected.
    #expect(
      lines.first
        == "write quotas.csm.stretch: {renewed-arr: 100%}   as plan csm states no quota of its own,"
        + " for the heads there are")
    let marked =
      "as plan csm states no quota of its own, write quotas.csm.stretch: {renewed-arr: 100%}"
    #expect(lines.contains { $0.hasSuffix("for the marked row, " + marked) }, "\(lines)")
  }

  @Test func writesJSONDocument() async throws {
    let document = Self.document(try await Self.sizing(budget: 105_000))
    guard case .object(let members) = document.json else {
      Issue.record("no object")
      return
    }
    let values = Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
    #expect(values["answer"] == "quota" && values["within-budget"] == true)
    #expect(values["measure"] == "renewed-arr" && values["scoring-seed"] == 2027)
    #expect(values["aim"] == ["chance": 0.9, "budget": 105_000, "confidence": 0.9])
    #expect(document.text.contains("\"share-at-quota\": 1"))
    let free = Self.document(try await Self.sizing())
    #expect(free.text.contains("\"budget\": null"))
    #expect(free.text.contains("\"within-budget\": null"))
  }
}
