import Formats
import Language
import Model
import Ownership
import Plans
import Testing

/// What a model has otherwise: roles, plans, and the stretch of a role.
@Suite struct ModelRolesTests {
  private static let text = """
    quotient: 1
    baseline: all-csm
    models:
      - all-csm
      - name: lean
        like: csql
        roles: {csm: {heads: 3, pay-mix: 80/20, ote: 100k..140k}}
        plans:
          csm:
            measures: [{measure: nrr, weight: 100%, curve: {90%: 0%, 100%: 100%}}]
      - {name: leaner, like: lean, roles: {csm: {heads: 2}}}
      - name: later
        years: {1: all-csm, 2: lean}
        roles: {csm: {heads: 5}}
    quotas:
      account-executive: {stretch: 90%}
      csm: {stretch: {nrr: 98%}}

    """

  @Test func reads() throws {
    let (reading, lines) = try ScenarioFixture.read(text: Self.text)
    let scenario = try #require(reading.scenario, "\(lines)")
    let changes = scenario.roleChanges
    #expect(changes.keys.sorted() == ["later", "lean", "leaner"])
    let lean = try #require(changes["lean"]?[.csm])
    #expect(lean.heads == .fixed(3) && lean.baseShare == 0.8 && lean.resize == nil)
    #expect(lean.numbers.ote?.key == "models.lean.roles.csm.ote" && lean.numbers.hours == nil)
    // Like another model of the file: its own heads, and the rest of that one.
    let leaner = try #require(changes["leaner"]?[.csm])
    #expect(leaner.heads == .fixed(2) && leaner.numbers == lean.numbers)
    #expect(scenario.assumptions.contains { $0.key == "models.lean.roles.csm.ote" })
    let roles = scenario.roles(of: scenario.models[1])
    #expect(roles[.csm]?.heads == .fixed(3) && roles[.csm]?.numbers.hours.mean == 1500)
    #expect(scenario.roles(of: scenario.models[0]) == scenario.roles)
    let plan = "models.lean.plans.csm"
    #expect(scenario.plans[plan]?.measures[0].metric.name == "nrr")
    for model in scenario.models[1...2] { #expect(model.plans(paying: .csm) == [plan]) }
    #expect(scenario.models[0].plans(paying: .csm) == ["csm"])
    #expect(scenario.quotas.stretch(of: .accountExecutive, measure: "bookings") == 0.9)
    #expect(scenario.quotas.stretch(of: .csm, measure: "nrr") == 0.98)
    #expect(scenario.quotas.stretch(of: .csm, measure: "grr") == 1)
    #expect(
      lines.contains {
        $0.contains(
          "the `roles` of lean do not hold within a schedule; write `roles` beside `years`")
      }, "\(lines)")
  }

  @Test func resolvedReadsBack() throws {
    let reading = try ScenarioFixture.read(text: Self.text).reading
    let text = try #require(reading.resolvedText(isAnnotated: false))
    let again = try ScenarioFixture.read(text: text).reading
    let (before, after) = (try #require(reading.scenario), try #require(again.scenario))
    #expect(after.models == before.models && after.plans == before.plans)
    #expect(after.quotas == before.quotas && after.roleChanges == before.roleChanges)
    let keys = reading.keys.map(\.key)
    for key in [
      "models.lean.roles.csm.heads", "quotas.csm.stretch.nrr",
      "models.lean.plans.csm.measures.nrr.weight",
    ] { #expect(keys.contains(key), "\(key)") }
  }

  @Test(arguments: [
    ("models.lean.roles.csm.heads", "4"), ("models.all-csm.roles.csm.pay-mix", "50/50"),
    ("models.lean.plans.csm.measures.0.weight", "100%"),
    ("models.later.years.2.plans.csm.measures", "[{measure: grr, weight: 100%, steps: {0%: 1%}}]"),
    ("quotas.stretch", "97%"), ("quotas.account-executive.stretch.expansion-bookings", "97%"),
  ]) func isSet(key: String, value: String) throws {
    let reading = try ScenarioFixture.read(text: Self.text).reading
    do {
      let scenario = try reading.setting(key, to: value).scenario
      #expect(scenario != nil)
    } catch { Issue.record("\(error)") }
  }

  @Test(arguments: [
    ("models.lean.roles.cms.heads", "4", "unknown role; did you mean `csm`?"),
    ("models.lean.roles.csm.head", "4", "did you mean `models.lean.roles.csm.heads`?"),
    ("models.lean.roles.csm.heads", "0", "expected"),
    ("models.lean.roles.csm.attrition", "100%", "somebody has to stay"),
    ("models.lean.roles.csm.released", "to-new-logos", "csm does not sell to new customers"),
    ("models.lean.pay", "{csm: csm}", "a plan of its own, and one by name under `pay`"),
    ("models.lean.plans.cms.measures", "[]", "unknown role; did you mean `csm`?"),
    ("quotas.strech", "90%", "did you mean `quotas.stretch`?"),
    ("quotas.cms.stretch", "90%", "unknown role; did you mean `csm`?"),
    ("quotas.csm.stretch.ngr", "90%", "unknown measure with a quota"),
    ("quotas.csm.strech", "90%", "did you mean `quotas.csm.stretch`?"),
  ]) func isRefused(key: String, value: String, message: String) throws {
    let reading = try ScenarioFixture.read(text: Self.text).reading
    do {
      _ = try reading.setting(key, to: value)
      Issue.record("\(key) accepted")
    } catch { #expect(error.description.contains(message), "\(error)") }
  }

  @Test(arguments: [
    (
      "models: [{name: x, like: all-csm, roles: {account-manager: {heads: 2}}}]",
      "nobody is account-manager in x"
    ),
    (
      """
      models: [all-csm]
      plans: {csm: {measures: [{measure: grr, weight: 100%, quota: 90%, curve: {90%: 0%, 100%: 100%}}]}}
      quotas: {csm: {stretch: 95%}}
      """, "plan csm states every quota itself"
    ),
  ]) func warns(text: String, message: String) throws {
    let (reading, lines) = try ScenarioFixture.read(text: "quotient: 1\nbaseline: all-csm\n" + text)
    #expect(reading.scenario != nil && lines.contains { $0.contains(message) }, "\(lines)")
  }
}
