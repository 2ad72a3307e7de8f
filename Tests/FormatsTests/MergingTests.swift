import Formats
import Testing

@Suite struct MergingTests {
  private func chance(_ text: String, _ segment: String) throws -> Stated<WrittenAssumption>? {
    let (cursor, lines) = try MiniLanguage.read(text)
    #expect(lines == [])
    return cursor?["outcomes"].named(segment).named("renewal")["chance"].assumption()
  }

  @Test func defaultsKeepTheirOriginAndNearestSource() throws {
    let smb = try #require(try chance("name: x", "smb"))
    #expect(smb.value == .fixed(0.8) && smb.origin == .default && smb.source == "benchmark")
    let other = try #require(try chance("name: x", "enterprise"))
    #expect(other.value == .range(p10: 0.86, p50: nil, p90: 0.9) && other.source == "survey")
    #expect(other.path == "outcomes.all.renewal.chance")
  }

  @Test func sourceContinuesAfterAComma() throws {
    let (cursor, lines) = try MiniLanguage.read(
      "effects: {sourcing: {value: 10%, source: two surveys, disputed by a third}}")
    #expect(lines == [])
    let sourcing = cursor?["effects"]["sourcing"].assumption()
    #expect(sourcing?.value == .fixed(0.1))
    #expect(sourcing?.source == "two surveys, disputed by a third")
  }

  @Test func userAllOverridesANamedDefault() throws {
    let text = "outcomes: {all: {renewal: {chance: 70%}}}"
    let smb = try #require(try chance(text, "smb"))
    #expect(smb.value == .fixed(0.7) && smb.origin == .yours && smb.source == nil)
    #expect(smb.path == "outcomes.all.renewal.chance")
    // Keys that the user's `all` does not set stay as specific as before.
    let cursor = try #require(try MiniLanguage.read(text).cursor)
    let upsell = cursor["outcomes"].named("smb").named("upsell")
    #expect(upsell["per-year"].assumption()?.value == .fixed(0.3))
    #expect(upsell["size"].assumption()?.value == .range(p10: 0.05, p50: nil, p90: 0.4))
  }

  @Test func userNameOverridesUserAll() throws {
    let text = "outcomes: {all: {renewal: {chance: 70%}}, smb: {renewal: {chance: 60%}}}"
    #expect(try chance(text, "smb")?.value == .fixed(0.6))
    #expect(try chance(text, "other")?.value == .fixed(0.7))
  }

  @Test func replacesAssumptionsAndListsAsAWhole() throws {
    let text = "outcomes: {smb: {renewal: {chance: {beta: {mean: 80%, sd: 2%}}}}}"
    #expect(try chance(text, "smb")?.value == .family(.beta, [.fixed(0.8), .fixed(0.02)]))
    let cursor = try #require(try MiniLanguage.read("file: a.csv").cursor)
    #expect(cursor["file"].exists && !cursor["generate"].exists)
  }

  @Test func countsValuesByOrigin() throws {
    let text =
      "effects: {sourcing: {pert: [1%, 2%, 3%]}}\nmodels: [split, {name: x}]\nweights: [1, 0, 0, 0]"
    let whole = try #require(try MiniLanguage.read(text).cursor?.entry)
    let values = MiniLanguage.table.values(in: whole)
    #expect(
      values.filter { $0.origin == .yours }.map(\.path)
        == ["effects.sourcing", "models[0]", "models[1].name", "weights"])
    #expect(values.count { $0.origin == .default } == 13)
  }

  @Test func reportsUnknownNamesWithANoun() throws {
    let diagnostics = Diagnostics()
    let cursor = MiniLanguage.table.document(
      try MiniLanguage.source("horizon: 1 year\nfile: x\nname: csmm"), diagnostics)
    cursor?["name"].reportUnknown("role", among: ["csm", "am"])
    cursor?["file"].report(.statement("is odd"), severity: .warning)
    #expect(
      diagnostics.lines() == [
        "a.yaml:3: name: found csmm, expected a role; did you mean `csm`?",
        "warn a.yaml:2: file: is odd",
      ])
  }

  @Test func mergesAliases() throws {
    let text = "outcomes: {smb: &s {renewal: {chance: 60%}}, mid: *s}"
    #expect(try chance(text, "mid")?.value == .fixed(0.6))
    #expect(try chance(text, "mid")?.path == "outcomes.mid.renewal.chance")
  }

  @Test func resolvedDocumentReadsBackToTheSameTree() throws {
    let text =
      "outcomes: {all: {upsell: {size: 10%}}}\nmodels: [split, {name: \"a: b # c\"}]\nname: 'it''s, x'"
    let cursor = try #require(try MiniLanguage.read(text).cursor)
    let whole = try #require(cursor.entry)
    let written = DocumentWriter().text(whole)
    let again = try MiniLanguage.read(written)
    #expect(again.lines == [])
    #expect(again.cursor?.entry == whole, "\(written)")
  }
}
