import Formats
import Foundation
import Language
import Ownership
import Plans
import Testing

@Suite struct GeneratedLanguageTests {
  @Test func documentsEveryKey() throws {
    try GeneratedFile(path: "docs/language.md").expect(Self.document)
  }

  /// Every block has an example, and together they are a scenario that runs.
  @Test func examplesAreOfEveryBlockAndRun() throws {
    let keys = ScenarioLanguage.table.listing.map(\.path).filter {
      !$0.contains(".") && !$0.contains("<") && !$0.contains("[")
    }
    // `period` has no effect any more.
    #expect(
      Set(LanguageExamples.scenario.flatMap(\.keys)) == Set(keys).subtracting(["period"]))
    let command = try Command(files: [
      "scenario.yaml": LanguageExamples.scenario.map(\.text).joined(separator: "\n"),
      "plans.yaml": LanguageExamples.plans,
    ])
    defer { command.remove() }
    for file in ["scenario.yaml", "plans.yaml"] {
      let checked = try command("check", file)
      #expect(checked.status == 0, "\(checked.errors)")
    }
    let compared = try command("compare", "scenario.yaml", "--trials", "64", "--no-files", "-q")
    #expect(compared.status == 0, "\(compared.errors)")
  }

  private static func example(_ block: LanguageExamples.Block) -> String {
    """
    **\(block.keys.map { "`\($0)`" }.joined(separator: ", "))**: \(block.says)
    ```yaml
    \(block.text)
    ```
    """
  }

  private static let names = [
    ("Motions", Motion.allCases.map(\.rawValue), "all that can be owned"),
    (
      "Roles",
      [
        Role.csm, .pooledCSM, .renewalManager, .accountManager, .accountExecutive, .newLogoSeller,
        .digital, .csLeader, .cco,
      ].map(\.rawValue), "with defaults; any other name is a role of yours, with an `ote`"
    ),
    (
      "Presets", Preset.all.map(\.name), "ownership models, [in full](ownership-presets.md)"
    ),
    (
      "Measures", MeasureKind.known.map(\.rawValue),
      "what a plan may credit; a plan file may name others"
    ),
    (
      "Drivers act on",
      ["renewal", "price-increase"] + ["upsell", "cross-sell"]
        + ["cross-stakeholder", "cross-division"], "with any column of the book"
    ),
    ("Tiers", ["low", "mid", "high"], "of segments, by mean ARR unless stated"),
  ].map { title, names, meaning in
    "- **\(title)** (\(meaning)): \(names.map { "`\($0)`" }.joined(separator: ", "))"
  }

  private static let document = """
    # The language of scenarios and pay plans

    One grammar for both files; this page lists every key and is made from the table that reads
    them. Keys are kebab-case. `<name>` stands for a name of yours or one of a list, `[]` for the
    elements of a list. Defaults and their sources: `quotient check SCENARIO --resolved`. A scenario's
    key is also set by `--set KEY=VALUE`: a member of a list by its name (`models.hybrid.line`) or its
    index from 0, a name with a point in quotes (`plans."my.plan".cap`).

    ## What a value may be
    - **Number**: `0.88`, `88%`, `25k`, `1.2m`. A share above 1 is refused, with the way out. No number
      is beyond 1e15 either way, and none that must be above 0 is below 1e-9.
    - **Range**: `86%..90%` is P10..P90 of what you do not know; `0.9..1.0..1.2` is P10..P50..P90.
      The family follows the unit: logit-normal for a chance, lognormal for a positive value, normal
      otherwise. Or name one: `{pert: [a, b, c]}`, `{beta: {mean: 88%, sd: 2%}}`,
      `{lognormal: {mean: 12%, cv: 0.8}}`, `normal`, `triangular`, `uniform`, `gamma`.
    - **Two kinds of spread**: a range on `size` is luck, drawn for every event; anywhere else it is
      ignorance, drawn once for every world of 16 trials.
    - **Source**: `{value: X, source: text}`, or `source:` beside the keys of any map.
    - **Duration**: `3 months`, `2 years`. **Date**: `2026-04-01`. **Boolean**: `true`, `false`.
    - **`all`** is the only wildcard. The most specific entry wins, key by key; what segments
      inherit from `all` is one draw.

    ## Names that are known
    \(names.joined(separator: "\n"))

    ## An example of every block
    Together they are one scenario, which runs.

    \(LanguageExamples.scenario.map(example).joined(separator: "\n\n"))

    A file of plans for `quotient pay` has people instead of models:
    ```yaml
    \(LanguageExamples.plans)
    ```

    \(section("Scenario", ScenarioLanguage.table))
    \(section("Pay plans", PlansLanguage.table))
    """

  private static func section(_ title: String, _ table: KeyTable) -> String {
    let rows = table.listing.map { key in
      "| `\(key.path)`\(key.isRequired ? " *" : "") | \(cell(key.expectation)) | \(cell(key.summary)) |"
    }
    return """
      ## \(title)
      Keys with * must be given.

      | key | value | meaning |
      |---|---|---|
      \(rows.joined(separator: "\n"))

      """
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}
