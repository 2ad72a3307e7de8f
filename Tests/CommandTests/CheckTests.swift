import Testing

@Suite struct CheckTests {
  private static let minimal = """
    quotient: 1
    book:
      generate: {accounts: 40, arr: 1.2m}
    baseline: upsell-renewal-split
    models: [upsell-renewal-split, csql]

    """

  @Test func resolvedScenarioReadsBack() throws {
    let command = try Command(files: ["a.yaml": Self.minimal])
    defer { command.remove() }
    let resolved = try command("check", "a.yaml", "--resolved")
    #expect(resolved.status == 0)
    try command.write(resolved.output, to: "b.yaml")
    let again = try command("check", "b.yaml")
    #expect(again.status == 0)
    #expect(again.output.contains("0 default"))
  }

  /// A segment may be named before it has accounts, and have owners whom nobody else has.
  @Test func segmentWithoutAccountsHasNobody() throws {
    let command = try Command(files: [
      "b.csv": "account,segment,arr,renewal-date\na,S,100k,2026-05-01\nb,S,50k,2026-07-01\n",
      "a.yaml": """
      quotient: 1
      start: 2026-01-01
      book:
        file: b.csv
        segments: {small: [S], large: [L]}
      baseline: one
      models:
        - name: one
          owners:
            all: {service: csm, all: account-manager}
            large: {service: pooled-csm, all: renewal-manager}
      """,
    ])
    defer { command.remove() }
    let checked = try command("check", "a.yaml")
    #expect(checked.status == 0, "\(checked.errors)")
    #expect(!checked.output.contains("pooled-csm"))
  }

  @Test func warningsExitWith0AndStrictWith65() throws {
    // Forty small accounts do not pay for the people.
    let scenario = Self.minimal.replacing("arr: 1.2m", with: "arr: 120k")
    let command = try Command(files: ["a.yaml": scenario])
    defer { command.remove() }
    let lenient = try command("check", "a.yaml")
    #expect(lenient.status == 0)
    #expect(lenient.errors.contains("more than the margin of"))
    let strict = try command("check", "a.yaml", "--strict")
    #expect(strict.status == 65)
    #expect(strict.errors.contains("--strict allows none"))
  }

  @Test func reportsPastRenewalsRolledForward() throws {
    let command = try Command(files: [
      "b.csv": "account,arr,renewal-date\na,1m,2019-06-30\n",
      "a.yaml": Self.minimal.replacing("generate: {accounts: 40, arr: 1.2m}", with: "file: b.csv"),
    ])
    defer { command.remove() }
    let check = try command("check", "a.yaml")
    #expect(check.output.hasPrefix("OK   1 account, 1.00m USD ARR: book 1 / 1.00m\n"))
    #expect(
      check.output.contains(
        """
             due in the year from 2026-01-01: 1 account, 1.00m
             1 account renewed before 2026-01-01: rolled forward by whole terms, with 1.00m assumed won; due as dated are 0 accounts, 0.00

        """))
  }

  @Test func summaryTranslatesShocksAndCurves() throws {
    let command = try Command(files: [
      "a.yaml": Self.minimal
        + """
        outcomes: {all: {renewal: {chance: 88%}}}
        shocks: {market: {sd: 0.20}}
        plans:
          csm:
            period: year
            measures: [{measure: grr, weight: 100%, quota: 90%, curve: {90%: 0%, 100%: 100%, 106%: 180%}}]
        """
    ])
    defer { command.remove() }
    let check = try command("check", "a.yaml")
    #expect(check.status == 0, "\(check.errors)")
    // Log-odds of 1.9924 -+ 1.2816 x 0.20.
    #expect(
      check.output.contains(
        "shocks.market sd 0.20 turns a renewal chance of 88.0% into 85.0%..90.5%"))
    #expect(
      check.output.contains("grr curve of csm: 81% pays 0%, 90% pays 100%, 95.4% pays 180%"))
  }

  @Test func rejectsOptionsOfOtherFileKind() throws {
    let command = try Command(files: ["a.yaml": Self.minimal])
    defer { command.remove() }
    #expect(try command("check", "a.yaml", "--actuals", "b.csv").status == 64)
    #expect(try command("init", "--plans").status == 0)
    #expect(try command("check", "plans.yaml", "--resolved").status == 64)
  }
}
