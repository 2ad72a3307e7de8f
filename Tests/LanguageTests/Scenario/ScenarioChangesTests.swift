import Formats
import Language
import Testing

@Suite struct ScenarioChangesTests {
  private static let before = """
    quotient: 1
    book: {generate: {accounts: 40, arr: 2m}}
    outcomes: {all: {renewal: {chance: 80%..92%}}}
    effects: {overload: 0.7}
    finance: {budget: 1m}
    baseline: upsell-renewal-split
    models: [upsell-renewal-split, csql, {name: ours, like: csql}]
    """

  private func reading(_ text: String) throws -> ScenarioReading {
    let diagnostics = Diagnostics()
    let source = try SourceText(file: "a.yaml", bytes: Array(text.utf8))
    let reading = try ScenarioReader.read(source, in: "", diagnostics)
    try #require(reading.scenario != nil, "\(diagnostics.lines())")
    return reading
  }

  @Test func namesWhatDiffersAndNoDefaultThatIsStated() throws {
    let after =
      Self.before.replacing("80%..92%", with: "82%..92%")
      .replacing("overload: 0.7", with: "overload: 0.6..0.8, handover: {hours: 12}")
      .replacing("finance: {budget: 1m}\n", with: "seed: 7\nname: other\n")
      .replacing("like: csql}", with: "like: account-manager}")
    let changes = try #require(ScenarioChanges(reading(Self.before), reading(after)))
    let names = changes.all.map(\.name)
    #expect(names.contains("outcomes.all.renewal.chance"))
    #expect(names.contains("effects.overload"))
    #expect(names.contains("finance.budget"))
    #expect(names.contains { $0.hasPrefix("models.ours") })
    #expect(!names.contains("seed") && !names.contains("name"))
    let renewal = changes.all.first { $0.name == "outcomes.all.renewal.chance" }?.keys[0]
    #expect(renewal?.before == "80%..92%" && renewal?.after == "82%..92%")
    #expect(changes.all.first { $0.name == "finance.budget" }?.keys[0].after == nil)
    #expect(
      ScenarioChanges(try reading(Self.before), try reading(Self.before))?.all.isEmpty == true)
  }

  /// With all changes made nothing differs any more; with one, all others do.
  @Test func makesTheScenariosBetween() throws {
    let after =
      Self.before.replacing("80%..92%", with: "82%..92%")
      .replacing("overload: 0.7", with: "overload: 0.6..0.8")
      .replacing("finance: {budget: 1m}\n", with: "")
      .replacing("csql, {", with: "csql, all-csm, {")
    let (old, new) = (try reading(Self.before), try reading(after))
    let changes = try #require(ScenarioChanges(old, new))
    let count = changes.all.count
    #expect(count == 3)
    for switched in [Set(0..<count), [0], [1, 2], []] {
      let diagnostics = Diagnostics()
      let between = try changes.reading(with: switched, trials: nil, diagnostics)
      #expect(between.scenario != nil, "\(diagnostics.lines())")
      let left = try #require(ScenarioChanges(between, new)).all.map(\.name)
      #expect(
        left == changes.all.indices.filter { !switched.contains($0) }.map { changes.all[$0].name })
    }
    #expect(changes.byRoot.all.map(\.name) == changes.all.map(\.name))
    #expect(changes.atOnce.all.count == 1)
  }
}
