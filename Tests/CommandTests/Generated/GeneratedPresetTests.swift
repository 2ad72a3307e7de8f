import Ownership
import Testing

@Suite struct GeneratedPresetTests {
  @Test func documentsPresetsInFull() throws {
    try GeneratedFile(path: "docs/ownership-presets.md").expect(Self.document)
  }

  private static let document = """
    # Ownership presets

    Who owns what under each preset, in full. What a preset does not state follows a rule: service is
    the CSM's, price increase and organic growth follow the renewal, small upsells follow big ones.
    Cells name the owner; "from" names the role that finds the opportunity and hands it over. Where
    tiers differ, a cell names them: a segment is of low, mid or high touch by its `tier`, or by its
    mean ARR. A preset is used by its name, or changed with `like:`. This page is made from the code.

    \(overview)

    \(Preset.all.map(section).joined(separator: "\n"))
    """

  private static let overview =
    (["| preset | in short | source |", "|---|---|---|"]
    + Preset.all.map { "| [`\($0.name)`](#\($0.name)) | \($0.summary) | \($0.source) |" })
    .joined(separator: "\n")

  private static func section(_ preset: Preset) -> String {
    var lines = ["## \(preset.name)", "", preset.summary, ""]
    lines += ["| motion | owner |", "|---|---|"]
    lines += Motion.allCases.map { "| `\($0.rawValue)` | \(owners(of: $0, in: preset)) |" }
    var settings: [String] = []
    if !preset.rules.autoRenewal { settings.append("Contracts do not renew by themselves.") }
    if preset.rules.friction {
      settings.append("Renewals are made a negotiation on purpose.")
    }
    if !settings.isEmpty { lines += ["", settings.joined(separator: " ")] }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func owners(of motion: Motion, in preset: Preset) -> String {
    let cells = Tier.allCases.map { tier in
      preset.rules.owners.assignment(segment: "", tier: tier, motion: motion).map(cell)
        ?? "nobody"
    }
    if Set(cells).count == 1 { return cells[0] }
    var groups: [(cell: String, tiers: [String])] = []
    for (tier, cell) in zip(Tier.allCases, cells) {
      if let known = groups.firstIndex(where: { $0.cell == cell }) {
        groups[known].tiers.append(tier.rawValue)
      } else {
        groups.append((cell, [tier.rawValue]))
      }
    }
    return groups.map { "\($0.tiers.joined(separator: " and ")) touch: \($0.cell)" }
      .joined(separator: "; ")
  }

  private static func cell(_ assignment: Assignment) -> String {
    var text = "`\(assignment.owner)`"
    if let source = assignment.source { text += " from `\(source)`" }
    for (role, share) in assignment.credit.sorted(by: { $0.key < $1.key }) {
      text += ", \(role) credited \(Int((share * 100).rounded()))%"
    }
    return text
  }
}
