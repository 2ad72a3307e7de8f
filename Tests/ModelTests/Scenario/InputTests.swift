import Formats
import Language
import Model
import Ownership
import Statistics
import Testing

@Suite struct InputTests {
  private func scenario() throws -> Scenario {
    let text = """
      quotient: 1
      book: {generate: {accounts: 40, arr: 2m}}
      baseline: all-csm
      models: [all-csm, csql]

      """
    let source = try SourceText(file: "a.yaml", bytes: Array(text.utf8))
    return try #require(try ScenarioReader.read(source, in: "", Diagnostics()).scenario)
  }

  /// A catalogue is its properties in their order, each under a key of its own.
  @Test func everyPropertyIsAnInput() {
    func check<Catalogue: InputCatalogue>(_ catalogue: Catalogue.Type, count: Int) {
      #expect(Catalogue.all.count == count)
      #expect(Set(Catalogue.all.map(\.path)).count == count)
      let numbers = InputValues<Catalogue, [String]> { $0.path }
      #expect(numbers.all == Catalogue.all.map(\.path))
    }
    check(EffectInputs.self, count: 15)
    check(ShockInputs.self, count: 4)
    check(FinanceInputs.self, count: 3)
    check(WorkInputs.self, count: 6)
    check(RoleInputs.self, count: 10)
  }

  @Test func readsAndWritesValuesByProperty() {
    var paths = InputValues<EffectInputs, String> { $0.path.joined(separator: ".") }
    #expect(paths.trustedAdvisor == "trusted-advisor" && paths.newLogoHour == "new-logo-hour")
    #expect(paths.handoverOdds == "handover.odds" && paths.frictionUpsell == "friction.upsell")
    paths.overload = "changed"
    #expect(paths.all.count { $0 == "changed" } == 1 && paths.overload == "changed")
    #expect(paths.map { $1.count }.overload == 7)
  }

  /// What has no value in a scenario without a word about it would be read as nothing.
  @Test func everyInputHasADefaultOrIsRequired() throws {
    let scenario = try scenario()
    for (role, profile) in scenario.roles {
      for number in profile.numbers.all { #expect(number.key.hasPrefix("roles."), "\(role)") }
    }
    let others = scenario.effects.numbers.all + scenario.shocks.all + scenario.finance.numbers.all
    for number in others + scenario.hours.flatMap(\.all) {
      #expect(!number.key.isEmpty && number.origin == .default)
      #expect(!number.source.isEmpty, "\(number.key)")
    }
  }

  @Test func setsEveryAssumption() throws {
    let scenario = try scenario()
    let pin = try Distribution.constant(0.5)
    for assumption in scenario.assumptions {
      let pinned = try scenario.setting(assumption.key, to: pin, source: "a test")
      let changed = zip(scenario.assumptions, pinned.assumptions).filter { $0 != $1 }.map(\.1)
      #expect(
        changed == [Assumption(key: assumption.key, distribution: pin, source: "a test")])
    }
    let error = #expect(throws: UnknownAssumption.self) {
      try scenario.setting("effects.overlaod", to: pin)
    }
    #expect(error?.key == "effects.overlaod")
  }

  /// All heirs of a value have the new law, so that the value stays one draw.
  @Test func settingReachesHeirs() throws {
    let pin = try Distribution.constant(0.5)
    let pinned = try scenario().setting("roles.all.burden", to: pin)
    for (role, profile) in pinned.roles where profile.burden.key == "roles.all.burden" {
      #expect(profile.burden.distribution == pin, "\(role)")
    }
  }

  /// A role of one's own must say what it earns.
  @Test func rejectsRoleWithoutOnTargetEarnings() throws {
    let text = """
      quotient: 1
      book: {generate: {accounts: 40, arr: 2m}}
      roles: {partner: {hours: 1000}}
      baseline: all-csm
      models: [all-csm]

      """
    let diagnostics = Diagnostics()
    let source = try SourceText(file: "a.yaml", bytes: Array(text.utf8))
    #expect(try ScenarioReader.read(source, in: "", diagnostics).scenario == nil)
    #expect(diagnostics.lines().contains { $0.contains("roles.partner: `ote` is missing") })
  }
}
