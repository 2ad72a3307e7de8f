import Formats
import Foundation
import Model
import Ownership
import Testing

@testable import Language

@Suite struct SettingTests {
  private static let text = """
    quotient: 1
    trials: 2000
    book: {generate: {accounts: 60, arr: 3m}}
    outcomes:
      all: {renewal: {chance: 86%..90%, source: CRM}}
      smb: {renewal: {chance: 80%}}
    roles:
      csm: {heads: 3}
    baseline: all-csm
    models:
      - all-csm
      - csql
      - name: hybrid
        owners:
          all: {service: csm, all: account-manager}
          enterprise: {big-upsell: {owner: account-manager, source: csm}}
      - {name: staged, years: {1: all-csm, 2: {like: csql}}}
    plans:
      csm:
        measures:
          - {measure: grr, weight: 70%, quota: 90%, curve: {90%: 0%, 100%: 100%, 106%: 180%}}
          - {measure: nrr, weight: 30%, quota: 103%, curve: {92%: 0%, 100%: 100%}}
      my.plan: {measures: [{measure: grr, weight: 100%, quota: 90%, curve: {90%: 0%, 100%: 100%}}]}

    """

  private func read(_ text: String = text, _ settings: [String] = []) throws -> (
    reading: ScenarioReading, lines: [String]
  ) {
    let diagnostics = Diagnostics()
    let source = try SourceText(file: "a.yaml", bytes: Array(text.utf8))
    let reading = try ScenarioReader.read(
      source, in: ScenarioFixture.folder, setting: try settings.map { try Setting($0) },
      diagnostics)
    return (reading, diagnostics.lines().filter { !$0.hasPrefix("warn") })
  }

  private func scenario(_ settings: String...) throws -> Scenario {
    let (reading, lines) = try read(Self.text, settings)
    return try #require(reading.scenario, "\(lines)")
  }

  /// Byte for byte what the file would give.
  @Test(arguments: [
    ("outcomes.all.renewal.chance=70%..80%", "86%..90%", "70%..80%"),
    ("outcomes.smb.renewal.chance=70%", "80%", "70%"),
    ("roles.csm.heads=4", "{heads: 3}", "{heads: 4}"),
    ("roles.csm.heads={arr-per-head: 2m}", "{heads: 3}", "{heads: {arr-per-head: 2m}}"),
    ("roles.csm.heads.accounts-per-head=20", "{heads: 3}", "{heads: {accounts-per-head: 20}}"),
    ("effects.overload=0.7", "roles:", "effects: {overload: 0.7}\nroles:"),
    (
      "effects.overload={lognormal: {mean: 0.7, cv: 0.1}}", "roles:",
      "effects: {overload: {lognormal: {mean: 0.7, cv: 0.1}}}\nroles:"
    ),
    ("models.csql.friction=true", "- csql", "- {name: csql, like: csql, friction: true}"),
    (
      "models.csql.owners.smb.renewal=renewal-manager", "- csql",
      "- {name: csql, like: csql, owners: {smb: {renewal: renewal-manager}}}"
    ),
    (
      "models.hybrid.owners.all.renewal=csm", "all: account-manager}",
      "all: account-manager, renewal: csm}"
    ),
    (
      "models.hybrid.owners.all.service.source=account-manager", "service: csm",
      "service: {owner: csm, source: account-manager}"
    ),
    ("outcomes.source=desk", "  all: {renewal", "  source: desk\n  all: {renewal"),
    (
      "outcomes.all.renewal.source=desk", "86%..90%, source: CRM}", "86%..90%, source: desk}"
    ),
    (
      "outcomes.smb.renewal.chance.source=desk", "{chance: 80%}",
      "{chance: {value: 80%, source: desk}}"
    ),
    ("effects.source=desk", "roles:", "effects: {source: desk}\nroles:"),
    ("effects.price.source=desk", "roles:", "effects: {price: {source: desk}}\nroles:"),
    ("roles.csm.source=desk", "{heads: 3}", "{heads: 3, source: desk}"),
    ("models.csql.source=desk", "- csql", "- {value: csql, source: desk}"),
    (
      "plans.csm.measures.grr.curve.source=desk", "106%: 180%}}",
      "106%: 180%, source: desk}}"
    ),
    (
      "models.staged.years.1.pay.csm=my.plan", "1: all-csm",
      "1: {like: all-csm, pay: {csm: my.plan}}"
    ),
    ("models.3.years.2=account-manager", "2: {like: csql}", "2: account-manager"),
    ("plans.csm.measures.nrr.quota=104%", "quota: 103%", "quota: 104%"),
    ("plans.csm.measures[1].quota=104%", "quota: 103%", "quota: 104%"),
    (
      "plans.csm.measures.0.curve.95%=30%", "90%: 0%, 100%: 100%, 106%",
      "90%: 0%, 95%: 30%, 100%: 100%, 106%"
    ),
    ("plans.\"my.plan\".cap=150%", "100%: 100%}}]}", "100%: 100%}}], cap: 150%}"),
    ("horizon=2 years", "trials: 2000", "trials: 2000\nhorizon: 2 years"),
    ("seed=7", "trials: 2000", "trials: 2000\nseed: 7"),
    ("name=Review: \"part\" 2", "trials: 2000", "trials: 2000\nname: 'Review: \"part\" 2'"),
    ("start=2026-04-01", "trials: 2000", "trials: 2000\nstart: 2026-04-01"),
    ("book.generate.accounts=90", "accounts: 60", "accounts: 90"),
    ("finance.budget=3m", "roles:", "finance: {budget: 3m}\nroles:"),
    ("finance.targets={nrr: 101%}", "roles:", "finance: {targets: {nrr: 101%}}\nroles:"),
  ])
  func equalsEditOfFile(_ setting: String, _ old: String, _ new: String) throws {
    let edited = Self.text.replacing(old, with: new, maxReplacements: 1)
    #expect(edited != Self.text)
    let (written, lines) = try read(edited)
    let (set, others) = try read(Self.text, [setting])
    #expect(lines == [] && others == [])
    let scenario = try #require(set.scenario)
    #expect(try #require(written.scenario).fingerprint == scenario.fingerprint, "\(setting)")
    #expect(written.document == set.document)
    #expect(scenario.settings.count == 1)
  }

  @Test func settingAllReachesOnlyHeirs() throws {
    let scenario = try scenario("outcomes.all.renewal.chance=70%..72%")
    let keys = scenario.outcomes.map(\.renewal.key)
    #expect(
      keys == [
        "outcomes.smb.renewal.chance", "outcomes.all.renewal.chance",
        "outcomes.all.renewal.chance",
      ])
    #expect(scenario.outcomes[0].renewal.mean == 0.8)
    #expect(abs(scenario.outcomes[1].renewal.mean - 0.71) < 0.01)
  }

  /// A pin, a range and a range elsewhere: the draws of other keys stay, and so does their order.
  @Test func changesOnlyNamedAssumption() throws {
    let before = try scenario().assumptions
    let after = try scenario("effects.overload=0.7", "finance.discount-rate=8%..12%").assumptions
    #expect(before.map(\.key) == after.map(\.key))
    let changed = zip(before, after).filter { $0 != $1 }.map(\.1)
    #expect(changed.map(\.key) == ["effects.overload", "finance.discount-rate"])
    #expect(changed.map(\.isCertain) == [true, false])
    #expect(changed.map(\.origin) == [.yours, .yours])
  }

  @Test func takesSourceFromSetting() throws {
    let reading = try read().reading
    let set = try reading.setting("effects.overload", to: "0.7", source: "a guess")
    #expect(try #require(set.scenario).effects.overload.source == "a guess")
    let stated = try reading.setting(
      "effects.overload", to: "{value: 0.7, source: seen}", source: "a guess")
    #expect(try #require(stated.scenario).effects.overload.source == "seen")
    // A record keeps it for all that it holds.
    let whole = try reading.setting(
      "effects.handover", to: "{odds: 0.9, hours: 1}", source: "a guess")
    #expect(try #require(whole.scenario).effects.handoverHours.source == "a guess")
  }

  @Test func orderIsIrrelevantAndLastValueWins() throws {
    let settings = [
      "models.hybrid.owners.all.renewal=csm",
      "models.hybrid.owners.all={service: csm, all: account-executive}", "roles.csm.heads=5",
    ]
    let one = try #require(try read(Self.text, settings).reading.scenario)
    let other = try #require(try read(Self.text, settings.reversed()).reading.scenario)
    #expect(one.fingerprint == other.fingerprint)
    let owners = one.models[2].stages[0].rules.owners
    let renewal = owners.assignment(segment: "smb", tier: .low, motion: .renewal)
    #expect(renewal?.owner == .csm)
    let twice = try scenario("roles.csm.heads=5", "roles.csm.heads=6")
    #expect(twice.roles[.csm]?.heads == .fixed(6))
  }

  /// The source that is given for a value is no source of a source.
  @Test func setsSource() throws {
    let reading = try read().reading
    for key in ["effects.source", "effects.handover.source", "outcomes.smb.renewal.source"] {
      let set = try reading.setting(key, to: "the desk", source: "a guess")
      #expect(set.scenario != nil, "\(key)")
    }
    let chance = try reading.setting(
      "outcomes.smb.renewal.source", to: "the desk", source: "a guess")
    #expect(try #require(chance.scenario).outcomes[0].renewal.source == "the desk")
  }

  @Test func reportsSettingsInForce() throws {
    let reading = try read().reading
    let again = try reading.setting("effects.overload", to: "0.7")
      .setting("effects.overload", to: "0.8")
    #expect(again.scenario?.settings == ["effects.overload = 0.8"])
    let spelled = try reading.setting("models.csql.friction", to: "true")
      .setting("models[1].friction", to: "false")
    #expect(spelled.scenario?.settings == ["models[1].friction = false"])
    let whole = try reading.setting("effects.handover.hours", to: "1")
      .setting("effects.handover", to: "{odds: 0.9, hours: 2}")
    #expect(whole.scenario?.settings == ["effects.handover = {odds: 0.9, hours: 2}"])
    let part = try reading.setting("effects.handover", to: "{odds: 0.9, hours: 2}")
      .setting("effects.handover.hours", to: "1")
    #expect(part.scenario?.settings.count == 2)
  }

  @Test func warnsOfTwoSpellingsOfOneKey() throws {
    let diagnostics = Diagnostics()
    let reading = try read().reading.setting(
      [Setting("models.1.friction", to: "true"), Setting("models.csql.friction", to: "false")],
      diagnostics)
    #expect(reading.scenario?.settings == ["models.csql.friction = false"])
    #expect(
      diagnostics.lines().contains(
        "warn models.csql.friction: set more than once: the last value holds, false"))
  }

  /// Without a document there is nothing to set, which is said.
  @Test func refusesReadingWithoutDocument() throws {
    let source = try SourceText(file: "a.yaml", bytes: Array("a: [".utf8))
    let reading = try ScenarioReader.read(source, in: "", Diagnostics())
    let diagnostics = Diagnostics()
    _ = try reading.setting([Setting("trials", to: "7", place: "--set")], diagnostics)
    #expect(
      diagnostics.lines() == ["--set: trials: cannot be set: the scenario could not be read"])
    let error = #expect(throws: SettingError.self) { try reading.setting("trials", to: "7") }
    #expect(error?.description == "trials: cannot be set: the scenario could not be read")
  }

  @Test func unknownKeyThrows() throws {
    let reading = try read().reading
    let error = #expect(throws: SettingError.self) {
      try reading.setting("effects.overlaod", to: "1")
    }
    #expect(
      error?.description
        == "effects.overlaod: there is no key overlaod in effects; did you mean `effects.overload`?"
    )
  }

  /// Consecutive settings equal simultaneous ones.
  @Test func readingCanBeSetAgain() throws {
    let reading = try read().reading
    let step = try reading.setting("models.csql.friction", to: "true")
      .setting("models.csql.auto-renewal", to: "false")
    let once = try scenario("models.csql.friction=true", "models.csql.auto-renewal=false")
    #expect(try #require(step.scenario).fingerprint == once.fingerprint)
    #expect(step.scenario?.settings.count == 2)
    #expect(reading.scenario?.settings == [])
  }

  @Test(arguments: [
    (
      "effects.overlaod=1",
      "effects.overlaod: there is no key overlaod in effects; did you mean `effects.overload`?"
    ),
    (
      "Effects.Overload=1",
      "Effects.Overload: there is no key Effects; did you mean `effects.overload`?"
    ),
    ("overload=1", "overload: there is no key overload; did you mean `effects.overload`?"),
    (
      "effects.overload.p10=1",
      "effects.overload.p10: there is nothing below effects.overload; set effects.overload as a whole"
    ),
    (
      "models.hybird.friction=true",
      "models.hybird.friction: there is no member hybird in models; did you mean `models.hybrid.friction`?"
    ),
    ("models.9=csql", "models.9: models has the members 0 to 3; set models as a whole"),
    (
      "outcomes.all.renewal.chance=94",
      "outcomes.all.renewal.chance: found 94, expected 0..1; write 94%"
    ),
    (
      "roles.csm.ote=50%",
      "roles.csm.ote: found 50%, expected an amount such as 25k, not a percentage"
    ),
    ("finance.budget=~", "finance.budget: found nothing, expected an amount such as 25k, above 0"),
    (
      "outcomes.smbb.escalator=1%",
      "outcomes.smbb: unknown segment; did you mean `smb`?"
    ),
    (
      "outcomes.enterprize.escalator=1%",
      "outcomes.enterprize: unknown segment; did you mean `enterprise`?"
    ),
    (
      "models.hybrid.owners.all.renewal=csmm",
      "models[2].owners.all.renewal: found csmm, expected a role; did you mean `csm`?"
    ),
    ("roles.csm.heads={pert: 1", "roles.csm.heads: not valid YAML"),
    (
      "roles.csm.heads={arr-per-head: 2m}\nother: 1",
      "roles.csm.heads: more follows after the value; set each key by itself"
    ),
    (
      "finance.budget.source=desk",
      "finance.budget.source: there is nothing below finance.budget; set finance.budget as a whole"
    ),
    (
      "plans.csm.measures.0.curve.80%=50%",
      "a.yaml:21: plans.csm.measures[0].curve.90%: found 0% after 50%, expected a curve that never falls"
    ),
  ])
  func explainsWhatCannotBeSet(_ setting: String, _ message: String) throws {
    let (reading, lines) = try read(Self.text, [setting])
    let isRead = reading.scenario != nil
    #expect(!isRead)
    #expect(lines.first?.hasPrefix(message) == true, "\(lines)")
  }

  @Test(arguments: [
    ("a.b = 1", "a.b", "1"), (" a . b=1 ", "a.b", "1"), ("a[0].b=x=y", "a.0.b", "x=y"),
    (#"a."b.c".d={x: 1}"#, #"a."b.c".d"#, "{x: 1}"), (#"a."b""c"=1"#, #"a."b""c""#, "1"),
    (#""a=b"=1"#, #""a=b""#, "1"), ("a[0] = x", "a.0", "x"), ("a[0] .b=x", "a.0.b", "x"),
    ("a[00]=x", "a.0", "x"), ("a[0] [1] = x", "a.0.1", "x"),
  ])
  func splitsKeyAndValue(_ text: String, _ key: String, _ value: String) throws {
    let setting = try Setting(text)
    #expect(setting.key == key && setting.value == value)
    #expect(try SettingKey(setting.key).description == key)
  }

  @Test(arguments: [
    "", "a", "=1", "a=", "a= ", "a..b=1", ".a=1", "a.=1", #"a."b=1"#, "a[x]=1", "a]=1",
    "a[+0]=1", "a[-1]=1", "a[]=1", "a[\u{0661}]=1", "a[99999999999999999999]=1",
  ])
  func rejectsMalformedSetting(_ text: String) {
    #expect(throws: LiteralError.self) { try Setting(text) }
  }

  /// The book is read once: its file may be gone.
  @Test func keepsBook() throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: UUID().uuidString)
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    let source = URL(filePath: ScenarioFixture.folder).appending(path: "scenarios")
    for name in ["review.yaml", "book.csv"] {
      try manager.copyItem(at: source.appending(path: name), to: folder.appending(path: name))
    }
    let reading = try ScenarioReader.read(
      contentsOf: folder.appending(path: "review.yaml").path, Diagnostics())
    let scenario = try #require(reading.scenario)
    try manager.removeItem(at: folder.appending(path: "book.csv"))
    let kept = try reading.setting("effects.overload", to: "0.7")
    #expect(try #require(kept.scenario).book.ids == scenario.book.ids)
    #expect(throws: SettingError.self) {
      try reading.setting("book.columns.arr.times", to: "1")
    }
  }

  @Test func rereadsBookThatDependsOnTheKey() throws {
    let (reading, _) = try ScenarioFixture.read("review.yaml")
    let scenario = try #require(reading.scenario)
    let later = try reading.setting("book.columns.arr.times", to: "1")
    #expect(try #require(later.scenario).book.arr == scenario.book.arr.map { $0 / 12 })
  }
}
