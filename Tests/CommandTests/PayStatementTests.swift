import Foundation
import Testing

/// Statements that a seller checks with a pocket calculator, and years that connect.
@Suite struct PayStatementTests {
  private static let plans = """
    quotient: 1
    currency: USD
    year-starts: 2025-01-01
    people: {ann: {plan: p}}
    plans:
      p:
        period: month
        pay-out: {at-credit: 50%, 6 months: 50%}
        measures: [{measure: bookings, rate: 10%}]
        draw: {amount: 1000, recoverable: true}

    """
  private static let actuals = """
    date,person,measure,amount,deal
    2025-10-10,ann,bookings,100000,D-1

    """

  /// `--closing` overwrites what it wrote, and nothing else.
  @Test func closingOverwritesNobodysFile() throws {
    let command = try Command(files: ["y25.yaml": Self.plans, "c25.csv": Self.actuals])
    defer { command.remove() }
    try command.write("mine\n", to: "notes.md")
    for (path, words) in [
      ("y25.yaml", "is read by the same command"), ("c25.csv", "is read by the same command"),
      ("notes.md", "no --closing wrote it"),
    ] {
      let before = try command.text(of: path)
      let result = try command("pay", "y25.yaml", "--actuals", "c25.csv", "--closing", path)
      #expect(result.status == 74 && result.errors.contains(words), "\(result.errors)")
      #expect(try command.text(of: path) == before)
    }
    for _ in 1...2 {
      let again = try command("pay", "y25.yaml", "--actuals", "c25.csv", "--closing", "y26.yaml")
      #expect(again.status == 0, "\(again.errors)")
    }
  }

  /// One gate of several is enough: the other is not said to take the pay.
  @Test func aGateThatAnotherMakesUpForTakesNothing() throws {
    let plans = Self.plans.replacing("period: month", with: "period: year")
      .replacing("        pay-out: {at-credit: 50%, 6 months: 50%}\n", with: "")
      .replacing("        draw: {amount: 1000, recoverable: true}\n", with: "")
      .replacing(
        "rate: 10%}", with: "rate: 10%, gate: {any-of: [{grr: 85%}, {nrr: 100%}]}}")
    let command = try Command(files: [
      "p.yaml": plans,
      "c.csv": Self.actuals + "2025-10-31,ann,grr,84%,\n2025-10-31,ann,nrr,101%,\n",
    ])
    defer { command.remove() }
    let paid = try command("pay", "p.yaml", "--actuals", "c.csv", "--person", "ann")
    #expect(paid.status == 0, "\(paid.errors)")
    #expect(!paid.output.contains("pays nothing"), "\(paid.output)")
    #expect(paid.output.contains("not held, but enough of its group are"), "\(paid.output)")
  }

  /// The next year's file says what deals were paid: a raise does not make them dearer.
  @Test func theNextYearKnowsWhatADealBrought() throws {
    let plans = """
      currency: EUR
      year-starts: 2026-01-01
      plans:
        s:
          period: quarter
          counting: year-to-date
          measures: [{measure: bookings, weight: 100%, curve: {0%: 0%, 100%: 100%}, uncapped: true}]
          clawback: {on: churn, within: 12 months, recover: full}
      people:
        ann: {plan: s, target-incentive: 24k, quotas: {bookings: 1.2m}, changes: [{from: 2026-07-01, target-incentive: 36k}]}

      """
    let credits = """
      date,person,measure,amount,deal,event
      2026-02-01,ann,bookings,300000,D0,
      2026-11-01,ann,bookings,300000,007,

      """
    let command = try Command(files: ["p.yaml": plans, "c.csv": credits])
    defer { command.remove() }
    let first = try command("pay", "p.yaml", "--actuals", "c.csv", "--closing", "next.yaml")
    #expect(first.status == 0, "\(first.errors)")
    let next = try command.text(of: "next.yaml")
    #expect(next.contains("paid: 7500"), "\(next)")
    try command.write(
      next.replacing("target-incentive: 36000", with: "target-incentive: 72000"), to: "raise.yaml")
    try command.write(
      credits + "2027-01-10,ann,bookings,300000,E1,\n2027-02-20,ann,,,007,churn\n", to: "d.csv")
    for file in ["next.yaml", "raise.yaml"] {
      let paid = try command("pay", file, "--actuals", "d.csv", "--person", "ann")
      #expect(paid.status == 0, "\(paid.errors)")
      #expect(paid.output.contains("100% of 7,500.00"), "\(paid.output)")
    }
  }

  @Test func theNextYearBeginsWithWhatTheLastOneLeft() throws {
    let command = try Command(files: ["y25.yaml": Self.plans, "c25.csv": Self.actuals])
    defer { command.remove() }
    let first = try command("pay", "y25.yaml", "--actuals", "c25.csv", "--closing", "y26.yaml")
    #expect(first.status == 0, "\(first.errors)")
    let next = try command.text(of: "y26.yaml")
    #expect(next.contains("year-starts: 2026-01-01"))
    #expect(next.contains("owed: 7000") && next.contains("instalments: {2026-04: 5000}"), "\(next)")
    try command.write(
      "date,person,measure,amount\n2026-01-10,ann,bookings,30000\n2026-04-10,ann,bookings,0\n",
      to: "c26.csv")
    let second = try command("pay", "y26.yaml", "--actuals", "c26.csv", "--json")
    #expect(second.status == 0, "\(second.errors)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(second.output.utf8)) as? [String: Any])
    let statements = try #require(document["statements"] as? [[String: Any]])
    #expect(statements.map { $0["pay"] as? Double } == [1000, 1000, 1000, 1000])
    #expect(statements.map { $0["owed"] as? Double } == [6500, 7500, 8500, 4500])
  }

  @Test func aStatementShowsEverySum() throws {
    let plans = """
      quotient: 1
      currency: USD
      year-starts: 2026-01-01
      people: {ann: {plan: p, target-incentive: 40k}}
      plans:
        p:
          period: quarter
          counting: year-to-date
          measures:
            - {measure: bookings, quota: 1.2m, marginal: {0%: 7.5%, 100%: 12.5%, 150%: 15%}}
            - {measure: grr, weight: 100%, quota: 90%, curve: {90%: 0%, 100%: 100%, 106%: 180%}}

      """
    let actuals = """
      date,person,measure,amount,share,deal
      2026-02-10,ann,bookings,480000,100%,D-1
      2026-03-31,ann,grr,92%,,
      2026-05-10,ann,bookings,200000,50%,D-2
      2026-06-30,ann,grr,91%,,

      """
    let command = try Command(files: ["plans.yaml": plans, "actuals.csv": actuals])
    defer { command.remove() }
    let text = try command("pay", "plans.yaml", "--actuals", "actuals.csv", "--person", "ann")
    for sum in [
      "bookings 480,000 / 300,000 (of 1,200,000 a year) = 160%",
      "from 0 (0%): 300,000 x 7.5% = 22,500.00",
      "from 300,000 (100%): 150,000 x 12.5% = 18,750.00",
      "from 450,000 (150%): 30,000 x 15% = 4,500.00", "together 45,750.00",
      "100% + (102.2222% - 100%) / (106% - 100%) x (180% - 100%) = 129.6296%",
      "129.6296% x 100% x 10,000.00 of target to date = 12,962.96",
      "D-2 200,000 at 50%: 7,500.00", "paid this year, this quarter included: ",
    ] {
      #expect(text.output.contains(sum), "\(sum): \(text.output)")
    }
    let written = try command("pay", "plans.yaml", "--actuals", "actuals.csv", "--out", "out")
    #expect(written.status == 0, "\(written.errors)")
    for file in [
      "statements.csv", "steps.csv", "deals.csv", "balances.csv", "pay.json", "statements.html",
      "statements.xlsx", "statement-ann.html", "statement-ann.txt",
    ] {
      #expect(command.exists("out/\(file)"), "\(file)")
    }
    let page = try command.text(of: "out/statements.html")
    #expect(page.contains("300,000 x 7.5% = 22,500.00"))
    #expect(!page.contains("http://") && !page.contains("https://"))
  }
}
