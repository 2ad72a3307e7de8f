import Formats
import TestSupport
import Testing
import Units

@Suite struct KeyTableTests {
  @Test func reportsAllErrorsAtOnce() throws {
    let (cursor, lines) = try MiniLanguage.read(
      """
      horzion: 3 years
      trials: 1.5
      start: 2026-02-30
      outcomes:
        smb:
          renewal: {chance: 94}
          upsel: {per-year: 1}
          service: {size: 3..2}
      effects: {trusted-adviser: 1}
      models:
        - all-csn
        - {owners: {smb: {renewal: csm}}}
        - name: x
          owners: {smb: {renewal: {owner: csm, sourcee: am}}}
      weights: [50%, 50%]
      quota: 5%
      curve: {90%: 0%, 80%: 1x}
      sells: yes
      roles: {csm: csm}
      name:
      """)
    #expect(cursor == nil)
    #expect(
      lines == [
        "a.yaml:1: horzion: unknown key; did you mean `horizon`?",
        "a.yaml:2: trials: found 1.5, expected a whole number",
        "a.yaml:3: start: found 2026-02-30, expected a day that the calendar has",
        "a.yaml:6: outcomes.smb.renewal.chance: found 94, expected 0..1; write 94%",
        "a.yaml:7: outcomes.smb.upsel: unknown motion; did you mean `upsell`?",
        "a.yaml:8: outcomes.smb.service.size: found 3..2, expected a range that rises from P10 to P90; write 2..3",
        "a.yaml:9: effects.trusted-adviser: unknown key; did you mean `trusted-advisor`?",
        "a.yaml:11: models[0]: found all-csn, expected one of all-csm, split; did you mean `all-csm`?",
        "a.yaml:14: models[2].owners.smb.renewal.sourcee: unknown key; did you mean `source`?",
        "a.yaml:15: weights: 2 elements, expected 4",
        "a.yaml:16: quota: found 5%, expected an amount such as 25k, at least 0 or a share of base such as 8% of base",
        "a.yaml:17: curve: found 80%, expected more than the 90% before it; let the keys rise",
        "a.yaml:17: curve.80%: found 1x, expected a number such as 1500 or 1.5k",
        "a.yaml:18: sells: found yes, expected true or false; write true",
        "a.yaml:19: roles.csm: found csm, expected a map with ote, pay-mix, utilisation",
        "a.yaml:20: name: found nothing, expected a name of one line, at most 100 characters",
      ])
  }

  @Test(arguments: [
    (
      "models: [{owners: {}}]",
      "a.yaml:1: models[0]: `name` is missing; add a name of one line, at most 100 characters"
    ),
    (
      "roles: {am: {pay-mix: 50/50}}",
      "a.yaml:1: roles.am: `ote` is missing; add an amount such as 25k, at least 0"
    ),
    (
      "file: a.csv\ngenerate: {accounts: 3}",
      "a.yaml:1: file and generate exclude each other; keep one of them"
    ),
    ("weights: 25%", "a.yaml:1: weights: found 25%, expected a list; write [25%]"),
    (
      "effects: {sourcing: {value: 1%, sorce: x}}",
      "a.yaml:1: effects.sourcing.sorce: unknown key; did you mean `source`?"
    ),
    (
      "effects: {sourcing: {value: 10%..30%, disputed by all}}",
      "a.yaml:1: effects.sourcing.disputed by all: unknown key; if it continues the text before the comma, put that text in quotes"
    ),
    (
      "effects: {sourcing: {value: 5%, source: 2023, 2024}}",
      "a.yaml:1: effects.sourcing.2024: unknown key; if it continues the text before the comma, put that text in quotes"
    ),
    (
      "name: a\neffects: {sourcing: 12,5}",
      "a.yaml:2: effects.sourcing: found \"12,5\", expected a number such as 1500 or 1.5k; write 12.5"
    ),
    (
      "effects: {sourcing: {pert: [10%, 5%, 30%]}}",
      "a.yaml:1: effects.sourcing.pert: found \"[10%, 5%, 30%]\", expected numbers that rise"
    ),
    (
      "effects: {sourcing: {beta: {mean: 10%}}}",
      "a.yaml:1: effects.sourcing.beta: found a map, expected a map with mean and sd"
    ),
    (
      "effects: {sourcing: {prt: [1%, 2%, 3%]}}",
      "a.yaml:1: effects.sourcing: found a map, expected one of pert, triangular, uniform, beta, lognormal, normal, gamma, or p10 and p90; did you mean `pert`?"
    ),
    (
      "roles: {csm: {all: 3}}",
      "a.yaml:1: roles.csm.all: unknown key; known here: ote, pay-mix, utilisation"
    ),
    (
      "outcomes: {smb: {all: {chance: 3%}}}",
      "a.yaml:1: outcomes.smb.all: unknown motion; known here: renewal, upsell, service"
    ),
    (
      "just text",
      "a.yaml:1: found \"just text\", expected a map with name, start, horizon, trials, ..."
    ),
    ("outcomes: {source: [a]}", "a.yaml:1: outcomes.source: found a list, expected a text"),
    ("curve: {}", "a.yaml:1: curve: found an empty map, expected at least one key"),
  ])
  func refuses(text: String, message: String) throws {
    let lines = try MiniLanguage.read(text).lines
    #expect(lines == [message])
  }

  @Test func cursorReadsValuesByTheirForms() throws {
    let read = try MiniLanguage.read(
      """
      name: "12"
      start: 2026-01-01
      sells: true
      quota: 8% of base
      curve: {90%: 0%, 100%: {value: 100%, source: plan}, source: handbook}
      weights: [20%, 20%, 20%, 40%]
      effects: {sourcing: {lognormal: {mean: 12%..18%, cv: 0.8}, source: us}}
      models: [split, {name: x, owners: {all: {service: csm, all: am}, smb: {renewal: {owner: rm, source: csm}}}}]
      """)
    #expect(read.lines == [])
    let root = try #require(read.cursor)
    #expect(root["name"].text()?.value == "12")
    #expect(root["start"].day()?.value.description == "2026-01-01")
    #expect(root["sells"].boolean()?.value == true)
    #expect(root["horizon"].months()?.value == 36 && root["horizon"].months()?.origin == .default)
    #expect(root["trials"].count()?.value == 10_000)
    #expect(root["quota"].money() == nil && root["quota"].portion()?.value == 0.08)
    #expect(root["weights"].elements.map { $0.number()?.value } == [0.2, 0.2, 0.2, 0.4])
    let steps = root["curve"].steps
    #expect(steps.map(\.key) == ["90%", "100%"])
    #expect(steps.map { $0.value.number()?.source } == ["handbook", "plan"])
    let sourcing = try #require(root["effects"]["sourcing"].assumption())
    #expect(
      sourcing.value == .family(.lognormal, [.range(p10: 0.12, p50: nil, p90: 0.18), .fixed(0.8)]))
    #expect(sourcing.source == "us" && sourcing.origin == .yours)
    let trust = try #require(root["effects"]["trusted-advisor"].assumption())
    #expect(trust.source == "disputed, see text" && trust.origin == .default)
    #expect(root["file"].exists == false && root["generate"]["arr"].money()?.value.amount == 12e6)
    let models = root["models"].elements
    #expect(!models[0].isMap && models[1].isMap)
    let owners = models[1]["owners"]
    #expect(owners.names == ["smb"])
    #expect(owners.named("smb").named("renewal")["owner"].text()?.value == "rm")
    #expect(owners.named("smb").named("renewal")["source"].text()?.value == "csm")
    #expect(owners.named("smb").named("service").text()?.value == "csm")
    #expect(owners.named("smb").named("upsell").text()?.value == "am")
    #expect(owners.named("other").named("service").text()?.value == "csm")
  }

  @Test func textHidesLowerLayers() throws {
    let read = try MiniLanguage.read(
      "models: [{name: x, owners: {smb: {renewal: csm}, all: {renewal: {owner: rm, source: am}}}}]")
    let renewal = try #require(read.cursor)["models"].elements[0]["owners"].named("smb").named(
      "renewal")
    #expect(renewal.text()?.value == "csm")
    #expect(!renewal["source"].exists)
  }

  /// Any edit of a sound document is read or refused with a message; what is read is written so
  /// that it reads back.
  @Test func editedDocumentsNeverCrash() throws {
    var generator = SplitMix(state: 5)
    let sound = MiniLanguage.defaults + "\nmodels: [split, {name: x, owners: {all: {all: a}}}]\n"
    let pieces = [
      "all", "all:", "source", "source: x", "{", "}", "[", "]", ":", ": ", ",", "\n", "  ", "value",
      "1",
      "%", "..", "~", "\"", "&a ", "*a", "renewal", "smb", "- ", "#",
    ]
    var accepted = 0
    for _ in 0..<1500 {
      var text = Array(sound)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let at = Int.random(in: 0..<text.count, using: &generator)
        let end = min(text.count, at + Int.random(in: 0..<4, using: &generator))
        text.replaceSubrange(at..<end, with: pieces.randomElement(using: &generator) ?? "")
      }
      let (cursor, lines) = try MiniLanguage.read(String(text))
      #expect((cursor == nil) == !lines.isEmpty)
      guard let whole = cursor?.entry else { continue }
      accepted += 1
      let again = try MiniLanguage.read(DocumentWriter().text(whole))
      #expect(again.cursor?.entry == whole, "\(String(text))")
    }
    #expect(accepted > 20)
  }

  @Test func refusesAMapWithTooManyNames() throws {
    let names = (0...NamedMap.largestCount).map { "s\($0): {}" }.joined(separator: ", ")
    #expect(
      try MiniLanguage.read("outcomes: {\(names)}").lines
        == ["a.yaml:1: outcomes: 10001 entries; at most 10000 are read; use a CSV file"])
  }

  @Test func listsEveryKeyOnce() {
    let listing = MiniLanguage.table.listing
    #expect(Set(listing.map(\.path)).count == listing.count)
    #expect(
      listing.first { $0.path == "outcomes.<segment>.<motion>.chance" }?.summary == "Per renewal.")
    #expect(listing.contains { $0.path == "models[].name" && $0.isRequired })
  }

  @Test func schemaIsStableJSON() throws {
    let schema = MiniLanguage.table.jsonSchema(id: "mini.json")
    #expect(schema == MiniLanguage.table.jsonSchema(id: "mini.json"))
    // JSON is YAML: the strict reader accepts it, so it is valid and has no repeated keys.
    let diagnostics = Diagnostics()
    let root = DocumentReader.read(try MiniLanguage.source(schema), diagnostics)
    #expect(diagnostics.lines() == [])
    #expect(root?["properties"]?["horizon"]?["description"]?.text == "How long.")
    #expect(root?["definitions"]?["outcome"]?["properties"]?["chance"] != nil)
    #expect(root?["additionalProperties"]?.text == "false")
  }
}
