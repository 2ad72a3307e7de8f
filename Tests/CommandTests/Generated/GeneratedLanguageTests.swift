import Formats
import Language
import Testing

@Suite struct GeneratedLanguageTests {
  @Test func documentsEveryKey() throws {
    try GeneratedFile(path: "docs/language.md").expect(Self.document)
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
