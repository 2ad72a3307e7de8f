import Advice
import Model
import Ownership
import Testing

@Suite struct GeneratedAdviceTests {
  @Test func documentsTheTables() throws {
    try GeneratedFile(path: "docs/advice-tables.md").expect(Self.document)
  }

  private static let document = """
    # The tables of the advice

    What `quotient advise` reads, row by row, to be held against the sources; how to use it stands in
    [advice.md](advice.md). The rows that name a motion are tried in order, and the first that holds
    answers. This page is made from the code.

    \(Framework.all.map(section).joined(separator: "\n"))
    ## Conditions with a name
    | name | holds when |
    |---|---|
    \(NamedCondition.all.map { "| `\($0.name)` | `\($0.text)` |" }.joined(separator: "\n"))

    ## Contradictions
    Facts that can hardly all be so are questioned.

    | when | question |
    |---|---|
    \(Contradiction.all.map { "| `\($0.when)` | \($0.question)? |" }.joined(separator: "\n"))

    ## Cuts
    Amounts are US dollars; `company.per-usd` turns them into the scenario's currency. Where a cut has
    a range and the owner is another at one of its ends, the answer says so.

    | cut | value | range | whose | ground |
    |---|---|---|---|---|
    \(Cut.all.map(row).joined(separator: "\n"))

    ## Facts
    | fact | values | where from | per segment | what it is | where to find it |
    |---|---|---|---|---|---|
    \(Fact.all.map(row).joined(separator: "\n"))

    ## The survey of 2019
    Share of companies whose account executive leads or takes part, by contract size in US dollars:
    context beside `two-vectors`, never a rule. The source says both "lead" and "take part", and its
    bands leave gaps; 50k to 100k is the middle here. Source: "Sales or CSM: two vectors".

    | motions | under 50k | 50k to 100k | above 100k | AE alone, all sizes | AE not involved |
    |---|---|---|---|---|---|
    \(PeerSurvey.all.map(row).joined(separator: "\n"))

    """

  private static func section(_ framework: Framework) -> String {
    let rows = framework.rules.enumerated().map { index, rule in
      let source = rule.source.map { "`\($0)`" + (rule.unless.map { " unless `\($0)`" } ?? "") }
      return "| \(index + 1) | \(motions(rule.motions)) | `\(rule.when)` |"
        + " \(rule.owner.map { "`\($0)`" } ?? "silent") | \(source ?? "-") |"
        + " \(codes(rule.notes)) | \(rule.reason) | \(rule.passage) |"
    }
    let notes = framework.notes.map {
      "| `\($0.note.code)` | \(motions($0.motions)) | \($0.owner.map { "`\($0)`" } ?? "any") |"
        + " `\($0.when)` | \($0.note.text) |"
    }
    var lines = [
      "## \(framework.name)", "\(framework.source). \(framework.asks)", "", framework.reading, "",
      "| # | motions | when | owner | source | also | why | passage |",
      "|---|---|---|---|---|---|---|---|",
    ]
    lines += rows
    if !notes.isEmpty {
      lines +=
        [
          "", "| note | motions | of owner | when | in words |", "|---|---|---|---|---|",
        ] + notes
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func motions(_ motions: [Motion]) -> String {
    motions.map(\.rawValue).joined(separator: ", ")
  }

  private static func codes(_ notes: [Note]) -> String {
    notes.map { "`\($0.code)`" }.joined(separator: ", ")
  }

  private static func row(_ cut: Cut) -> String {
    let range = cut.range.map { "\(number($0.lowerBound))..\(number($0.upperBound))" } ?? "-"
    return "| `\(cut.name)` | \(number(cut.value)) | \(range) | \(cut.author) | \(cut.ground) |"
  }

  private static func number(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : "\(number)"
  }

  private static func row(_ fact: Fact) -> String {
    "| `\(fact.name)` | \(fact.values.unit) | \(fact.kind.rawValue) |"
      + " \(fact.scope == .segment ? "yes" : "no") | \(fact.summary) | \(fact.place) |"
  }

  private static func row(_ survey: PeerSurvey) -> String {
    "| \(motions(survey.motions)) | \(survey.shares.joined(separator: " | ")) |"
      + " \(Int((survey.alone * 100).rounded()))% | \(Int((survey.notInvolved * 100).rounded()))% |"
  }
}
