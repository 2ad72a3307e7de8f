import Model
import Ownership
import Plans
import Simulation
import Statistics
import TestSupport
import Testing
import Units

@testable import Analysis

struct CauseOrdersTests {
  /// What causes do by themselves and together; the oracle's a to h are the first eight causes.
  private struct Game {
    var terms: [(causes: Set<Cause>, gain: Double)]

    static let causes = Array(Cause.allCases.prefix(8))

    init(_ terms: [(String, Double)]) {
      self.terms = terms.map { letters, gain in
        (Set(letters.unicodeScalars.map { Self.causes[Int($0.value) - 97] }), gain)
      }
    }

    func value(_ weights: CauseOrders.Weights) -> Double {
      weights.reduce(0) { sum, blend in
        sum
          + blend.value
          * terms.filter { $0.causes.isSubset(of: blend.key.causes) }.reduce(0) { $0 + $1.gain }
      }
    }
  }

  private static let pairwise: [(String, Double)] = [
    ("a", 3), ("b", -2), ("c", 1.5), ("d", 1), ("e", 0.5), ("f", -0.5), ("g", 0.25), ("h", 0),
    ("ab", 0.8), ("cd", -0.4), ("ah", 0.3), ("ef", 0.2),
  ]

  /// Where causes interact in pairs only, a pair of orders gives Shapley's value.
  @Test func pairsGiveShapleysValue() {
    let game = Game(Self.pairwise)
    let orders = CauseOrders(Game.causes)
    let parts = Game.causes.map { game.value(orders.part(of: $0)) }
    for (part, shapley) in zip(parts, [3.55, -1.6, 1.3, 0.8, 0.6, -0.4, 0.25, 0.15]) {
      #expect(abs(part - shapley) < 1e-12)
    }
    #expect(abs(game.value(orders.difference) - 4.65) < 1e-12)
    #expect(abs(game.value(orders.orderMatters)) < 1e-12)
  }

  /// Where three interact the parts still add up, differ from Shapley's value, and say so.
  @Test func triplesAreToldByTheOrder() {
    let game = Game(Self.pairwise + [("abc", 0.6), ("adg", -0.3)])
    let orders = CauseOrders(Game.causes)
    let parts = Game.causes.map { game.value(orders.part(of: $0)) }
    #expect(abs(parts.reduce(0, +) - 4.95) < 1e-12)
    for (part, known) in zip(parts, [3.7, -1.6, 1.6, 0.8, 0.6, -0.4, 0.1, 0.15]) {
      #expect(abs(part - known) < 1e-12)
    }
    // First and last steps count half of a triple too much: -0.5 x (0.6 - 0.3).
    #expect(abs(game.value(orders.orderMatters) + 0.15) < 1e-12)
  }
}

struct CausesTests {
  /// A book with every effect at work.
  private func scenario(_ change: (inout TestScenario) -> Void = { _ in }) throws -> Scenario {
    var test = try TestScenario.rich()
    test.trials = 640
    change(&test)
    return try test.scenario()
  }

  private func preset(_ name: String) -> OwnershipRules { Preset.named(name)!.rules }

  /// The parts and what happens in each year add up to the difference of values that a comparison
  /// gives, to the cent.
  @Test(arguments: ["csql", "account-manager", "renewals-team"])
  func partsAddUpToTheCent(name: String) async throws {
    var scenario = try scenario()
    scenario.models = [
      OwnershipModel(name: "now", rules: preset("upsell-renewal-split")),
      OwnershipModel(name: name, rules: preset(name)),
    ]
    scenario.baseline = 0
    let causes = try await Causes(CompiledScenario(scenario), of: 1, over: 0)
    let comparison = await Comparison(try await Simulator.run(scenario))
    let gain = try #require(comparison.difference(.value, of: 1)?.paired)
    #expect(causes.parts.count > 3)
    #expect(abs(causes.parts.reduce(0) { $0 + $1.gain.value } - causes.gain.value) < 0.005)
    for part in causes.parts {
      let years = part.years.reduce(part.end.value) { $0 + $1.value }
      #expect(abs(years - part.gain.value) < 0.005)
    }
    for year in 0..<scenario.years {
      let parts = causes.parts.reduce(0) { $0 + $1.years[year].value }
      #expect(abs(parts - causes.years[year].value) < 0.005)
    }
    #expect(abs(causes.ofPlan.value + causes.ofOwners.value - causes.gain.value) < 0.005)
    // Worlds are weighed by the same difference.
    #expect(abs(causes.gain.value - gain.mean) < 0.005)
    #expect(abs(causes.gain.standardError - gain.standardError) < 0.005)
  }

  /// The other way round, the parts are the same with the other sign.
  @Test func reversedTheyChangeTheirSign() async throws {
    var scenario = try scenario()
    scenario.models = [
      OwnershipModel(name: "now", rules: preset("upsell-renewal-split")),
      OwnershipModel(name: "then", rules: preset("account-manager")),
    ]
    scenario.baseline = 0
    // Nobody changes hands at the start of the status quo.
    scenario.effects.numbers.handoverTime = TestScenario.certain("handover", 0)
    let compiled = try CompiledScenario(scenario)
    let there = try await Causes(compiled, of: 1, over: 0)
    let back = try await Causes(compiled, of: 0, over: 1)
    #expect(there.parts.map(\.name) == back.parts.map(\.name))
    for (part, other) in zip(there.parts, back.parts) {
      let error = 3 * (part.gain.standardError + other.gain.standardError)
      #expect(abs(part.gain.value + other.gain.value) <= error + 1)
    }
  }

  /// What changes one thing has one cause: that thing is all of it.
  @Test func aSingleChangeIsAllOfTheDifference() async throws {
    var scenario = try scenario {
      $0.odds["friction.upsell"] = TestScenario.certain("friction", 1.4)
    }
    var changed = preset("all-csm")
    changed.friction = true
    scenario.models = [
      OwnershipModel(name: "now", rules: preset("all-csm")),
      OwnershipModel(name: "then", rules: changed),
    ]
    scenario.baseline = 0
    let causes = try await Causes(CompiledScenario(scenario), of: 1, over: 0)
    let friction = try #require(causes.parts.first { $0.reason == .cause(.friction) })
    #expect(friction.gain.value > 3 * friction.gain.standardError)
    #expect(
      causes.parts.allSatisfy {
        [.cause(.friction), .discounting, .cause(.overload), .newLogoHours].contains($0.reason)
      })
    // Held against a comparison, in which all of both models acts.
    let comparison = await Comparison(try await Simulator.run(scenario))
    let gain = try #require(comparison.difference(.value, of: 1)?.paired.mean)
    #expect(abs(causes.gain.value - gain) < 0.005)
  }

  /// A model that pays by another plan, and is the same in everything else, differs by its plan; what
  /// people get more is what the comparison says they get.
  @Test func aPlanIsAllOfTheDifference() async throws {
    func plan(_ name: String, weight: Double) throws -> Plan {
      try Plan(
        name: name,
        measures: [
          Measure(
            Metric(.renewedARR), shape: .curve(PayoutCurve([Knot(from: 0.5, pays: weight)])),
            weight: 1)
        ])
    }
    var scenario = try scenario {
      $0.plans = ["csm": try! plan("csm", weight: 1), "rich": try! plan("rich", weight: 1.5)]
    }
    var changed = preset("all-csm")
    changed.pay = [.csm: "rich"]
    scenario.models = [
      OwnershipModel(name: "now", rules: preset("all-csm")),
      OwnershipModel(name: "then", rules: changed),
    ]
    scenario.baseline = 0
    let causes = try await Causes(CompiledScenario(scenario), of: 1, over: 0)
    #expect(
      causes.parts.allSatisfy { [.cause(.plan), .discounting].contains($0.reason) })
    #expect(causes.ofOwners.value == 0)
    #expect(causes.ofPlan.value == causes.gain.value)
    let comparison = await Comparison(try await Simulator.run(scenario))
    let people = causes.people.people.filter { $0.role == .csm }
    #expect(!people.isEmpty)
    for person in people {
      let pay = comparison.models.map { model in
        let years = model.roles.first { $0.role == .csm }!.years.flatMap(\.people).filter {
          $0.name == person.name
        }
        return years.reduce(0) { $0 + $1.pay.mean } / Double(years.count)
      }
      let change = try #require(person.change)
      #expect(person.fate == .stays)
      #expect(person.direction == 1)
      // People's own means are not of weighed worlds.
      #expect(abs(change.value - (pay[1] - pay[0])) < 4 * change.standardError + 1)
    }
  }

  /// The same model twice has no causes; the error of a part is the scatter of parts over seeds.
  @Test func aCopyHasNoCauses() async throws {
    var scenario = try scenario()
    scenario.models = ["now", "copy"].map {
      OwnershipModel(name: $0, rules: preset("account-manager"))
    }
    scenario.baseline = 0
    let causes = try await Causes(CompiledScenario(scenario), of: 1, over: 0)
    #expect(causes.parts.isEmpty)
    #expect(causes.gain.value == 0)
  }

  @Test func errorsAreTheScatterOverSeeds() async throws {
    var scenario = try scenario()
    scenario.trials = 320
    scenario.models = [
      OwnershipModel(name: "now", rules: preset("all-csm")),
      OwnershipModel(name: "then", rules: preset("account-manager")),
    ]
    scenario.baseline = 0
    var gains: [String: [MeanEstimate]] = [:]
    for seed in 1...24 {
      scenario.seed = UInt64(seed)
      let causes = try await Causes(CompiledScenario(scenario), of: 1, over: 0)
      for part in causes.parts { gains[part.name, default: []].append(part.gain) }
    }
    var held = 0
    for (name, estimates) in gains where estimates.count == 24 {
      let scatter = Moments(estimates.map(\.value)).standardDeviation
      let stated =
        (estimates.reduce(0) { $0 + $1.standardError * $1.standardError } / 24).squareRoot()
      guard scatter > 1 else { continue }
      held += 1
      // 24 seeds tell a scatter to 15%; with few decks an error is a third too large at most.
      #expect((0.5...2.2).contains(stated / scatter), "\(name): \(stated) for \(scatter)")
    }
    #expect(held > 3)
  }
}
