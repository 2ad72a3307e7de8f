import Model
import Ownership
import Plans
import TestSupport
import Testing
import Units

@testable import Simulation

/// Models that differ in roles and pay alone, on the same luck.
@Suite struct RoleChangeTests {
  /// The model of the rich scenario that is copied.
  private static let hybrid = 2

  private static func numbers(
    _ change: (inout InputValues<RoleInputs, Assumption?>) -> Void
  ) -> InputValues<RoleInputs, Assumption?> {
    var numbers = InputValues<RoleInputs, Assumption?> { _ in nil }
    change(&numbers)
    return numbers
  }

  private func result(
    changing role: Role, by change: RoleChange, plan: Plan? = nil
  ) async throws -> (result: SimulationResult, scenario: Scenario) {
    var test = try TestScenario.rich(accounts: 30)
    var copy = test.models[Self.hybrid]
    copy.name = "copy"
    if let plan {
      var rules = copy.stages[0].rules
      rules.pay[role] = plan.name
      copy = OwnershipModel(name: "copy", rules: rules)
      test.plans[plan.name] = plan
    }
    test.models.append(copy)
    var scenario = try test.scenario()
    scenario.roleChanges["copy"] = [role: change]
    return (try await Simulator.run(scenario, trials: 320, tasks: 2), scenario)
  }

  /// The columns that differ between the hybrid and its copy.
  private func differing(_ result: SimulationResult) -> Set<String> {
    let (a, b) = (result.models[Self.hybrid], result.models.last!)
    let columns = a.layout.columns.filter { column in
      a.column(column).map(\.bitPattern) != b.column(column).map(\.bitPattern)
    }
    return Set(columns.map { String("\($0)".prefix { $0 != "(" }) })
  }

  /// Base, target, burden and plan change what people are paid and cost, and not one bit of what
  /// customers do.
  @Test func payAloneMovesNoCustomer() async throws {
    let role = Role.accountManager
    let plan = try Plan(
      name: "other",
      measures: [
        Measure(Metric(.expansionBookings), shape: .rate(.perUnit(0.2)))
      ])
    for plan in [nil, plan] {
      let change = RoleChange(
        numbers: Self.numbers {
          $0.ote = TestScenario.certain("models.copy.ote", 250_000)
          $0.burden = TestScenario.certain("models.copy.burden", 0.4)
        }, baseShare: 0.5)
      let (result, _) = try await result(changing: role, by: change, plan: plan)
      let moved = differing(result)
      #expect(moved.isSubset(of: ["cost", "targetIncentive", "quarterValue", "value"]), "\(moved)")
      #expect(moved.contains("cost"))
    }
  }

  /// The control: fewer heads are more load, and more hours less.
  @Test(arguments: [
    RoleChange(heads: .fixed(1)),
    RoleChange(
      numbers: numbers { $0.hours = TestScenario.certain("models.copy.hours", 300) }),
  ]) func headsAndHoursMoveCustomers(change: RoleChange) async throws {
    let (result, _) = try await result(changing: .csm, by: change)
    #expect(
      differing(result).contains {
        !["cost", "targetIncentive", "quarterValue", "value"].contains($0)
      })
  }

  /// A model's people are those of a scenario in which the role has them.
  @Test func isWhatTheRoleWouldBe() async throws {
    let change = RoleChange(
      numbers: Self.numbers { $0.attrition = TestScenario.certain("a", 0.3) }, baseShare: 0.6,
      heads: .fixed(3))
    let (result, scenario) = try await result(changing: .accountManager, by: change)
    var shared = scenario
    shared.roleChanges = [:]
    shared.roles[.accountManager] = scenario.roles[.accountManager]!.changed(by: change)
    let before = try CompiledScenario(scenario)
    let after = try CompiledScenario(shared)
    let index = scenario.models.count - 1
    #expect(before.heads(ofModel: index) == after.heads(ofModel: index))
    #expect(before.heads(ofModel: Self.hybrid) != before.heads(ofModel: index))
    #expect(before.models[index].seats.map(\.entity) == after.models[index].seats.map(\.entity))
    #expect(result.models[index].heads == before.heads(ofModel: index))
  }

  /// Whom the book names stay, in the order of their names, with the accounts they have.
  @Test func namedPersonsStay() throws {
    var test = TestScenario(accounts: 9)
    test.persons[.csm] = (0..<9).map { ["ann", "bob", "cy"][$0 % 3] }
    var copy = test.models[0]
    copy.name = "copy"
    test.models.append(copy)
    var scenario = try test.scenario()
    for (heads, names) in [(2, ["ann", "bob"]), (4, ["ann", "bob", "cy", "csm-4"])] {
      scenario.roleChanges["copy"] = [.csm: RoleChange(heads: .fixed(heads))]
      let compiled = try CompiledScenario(scenario)
      #expect(compiled.models[0].seats.map(\.name) == ["ann", "bob", "cy"])
      #expect(compiled.models[1].seats.map(\.name) == names)
      let stage = compiled.models[1].stages[0]
      for account in 0..<9 where account % 3 < 2 {
        #expect(stage.seat(ofAccount: account, local: 0) == account % 3)
      }
    }
  }

  /// A role's stretch multiplies its own quotas, a measure's that measure's, and none that a plan
  /// states.
  @Test func stretchOfRoleAndMeasure() async throws {
    var scenario = try TestScenario.rich(accounts: 30).scenario()
    let role = Role.renewalManager
    func quotas() async throws -> [(role: Role, quota: PersonQuota)] {
      let prepared = try await PreparedScenario(CompiledScenario(scenario), tasks: 2)
      return scenario.models.indices.flatMap { model in
        zip(prepared.blockLayout.people[model], prepared.personQuotas(ofModel: model)).flatMap {
          person, quotas in quotas.map { (person.role, $0) }
        }
      }
    }
    let before = try await quotas()
    scenario.quotas.stretches[role] = QuotaRule.RoleStretch(
      others: 1.5, measures: ["renewed-arr": 0.5])
    let after = try await quotas()
    var factors: Set<Double> = []
    for (a, b) in zip(before, after) where a.quota.amount > 0 {
      let factor = (b.quota.amount / a.quota.amount * 1e9).rounded() / 1e9
      let own = a.quota.metric.name == "renewed-arr" ? 0.5 : 1.5
      #expect(factor == (a.role != role || a.quota.isStated ? 1 : own), "\(a)")
      factors.insert(factor)
    }
    #expect(factors == [0.5, 1, 1.5])
  }
}
