import Foundation
import Testing

@Suite struct PayTests {
  private static let plans = """
    quotient: 1
    currency: USD
    year-starts: 2026-01-01
    people:
      ada: {plan: seller, target-incentive: 40k}
    plans:
      seller:
        period: quarter
        measures:
          - {measure: expansion-bookings, weight: 100%, quota: 400k,
             curve: {0%: 0%, 100%: 100%, 150%: 200%}}

    """
  /// Half of the quarter's quota of 100,000, then 120% of it.
  private static let actuals = """
    date,person,measure,amount,deal
    2026-02-10,ada,expansion-bookings,50000,D-1
    2026-05-10,ada,expansion-bookings,120000,=D-2

    """

  private func withPlans(_ body: (Command) throws -> Void) throws {
    let command = try Command(files: ["plans.yaml": Self.plans, "actuals.csv": Self.actuals])
    defer { command.remove() }
    try body(command)
  }

  @Test func paysEverybody() throws {
    try withPlans { command in
      let all = try command("pay", "plans.yaml", "--actuals", "actuals.csv")
      #expect(all.status == 0, "\(all.errors)")
      // 50% of 10,000; then 100% + 20/50 of 100%: 140%.
      #expect(all.output.contains("5,000.00") && all.output.contains("14,000.00"))
      #expect(all.output.contains("19,000.00 USD, 1 person"))
      let one = try command(
        "pay", "plans.yaml", "--actuals", "actuals.csv", "--person", "ada", "--period", "2026-Q2")
      #expect(one.output.contains("14,000.00"))
      #expect(!one.output.contains("5,000.00"))
    }
  }

  /// Two people by month; what ada's quarter brings is paid in March, and ben's deal is lost without
  /// having paid anything.
  private func withMonths(_ body: (Command) throws -> Void) throws {
    let plans = """
      quotient: 1
      currency: USD
      year-starts: 2026-01-01
      people:
        ada: {plan: seller, target-incentive: 40k}
        ben: {plan: hunter, target-incentive: 40k}
      plans:
        seller:
          period: month
          cap: 150%
          measures:
            - {measure: renewed-arr, weight: 100%, quota: 1.2m, period: quarter,
               curve: {0%: 0%, 100%: 100%, 150%: 150%}}
        hunter:
          period: quarter
          measures: [{measure: bookings, weight: 100%, quota: 400k, curve: {50%: 50%, 100%: 100%}}]
          clawback: {on: churn, within: 12 months, recover: full}

      """
    let actuals = """
      date,person,measure,amount,deal,event
      2026-02-10,ada,renewed-arr,300000,D-1,
      2026-02-10,ben,bookings,10000,D-2,
      2026-02-20,ben,,,D-2,churn

      """
    let command = try Command(files: ["plans.yaml": plans, "actuals.csv": actuals])
    defer { command.remove() }
    try body(command)
  }

  @Test func announcesPayToCome() throws {
    try withMonths { command in
      let soFar = try command("pay", "plans.yaml", "--actuals", "actuals.csv", "--person", "ada")
      #expect(soFar.output.contains("To come   ada: 300,000 of renewed-arr is counted in 2026-03"))
      let march = try command(
        "pay", "plans.yaml", "--actuals", "actuals.csv", "--person", "ada", "--period", "2026-03")
      #expect(march.output.contains("10,000.00  D-1 1)"))
      #expect(!march.output.contains("To come"))
      let month = try command(
        "pay", "plans.yaml", "--actuals", "actuals.csv", "--person", "ben", "--period", "2026-03")
      #expect(month.status == 0)
      #expect(
        month.output.hasPrefix(
          "Nothing   ben is paid by quarter, and 2026-03-01..2026-03-31 is less"))
    }
  }

  @Test func personSeesOnlyTheirWarnings() throws {
    try withMonths { command in
      let warning = "churn of D-2 takes nothing back"
      for (person, isWarned) in [("ada", false), ("ben", true)] {
        let run = try command("pay", "plans.yaml", "--actuals", "actuals.csv", "--person", person)
        #expect(run.errors.contains(warning) == isWarned, "\(run.errors)")
      }
      #expect(try command("pay", "plans.yaml", "--actuals", "actuals.csv").errors.contains(warning))
    }
  }

  @Test func usesSingularForOne() throws {
    try withPlans { command in
      let check = try command("check", "plans.yaml", "--actuals", "actuals.csv")
      #expect(check.output.contains("1 person on 1 plan, USD"))
      #expect(check.output.contains("2 credits and 0 events"))
    }
  }

  @Test func jsonAndCSVPrintNothingElse() throws {
    try withPlans { command in
      let json = try command("pay", "plans.yaml", "--actuals", "actuals.csv", "--json")
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      let statements = try #require(document["statements"] as? [[String: Any]])
      #expect(statements.map { $0["pay"] as? Double } == [5000, 14000])
      let csv = try command("pay", "plans.yaml", "--actuals", "actuals.csv", "--csv")
      #expect(csv.output.hasPrefix("person,team,plan,period,"))
    }
  }

  @Test func rejectsWrongNamesWithHints() throws {
    try withPlans { command in
      let person = try command("pay", "plans.yaml", "--actuals", "actuals.csv", "--person", "adaa")
      #expect(person.status == 64)
      #expect(person.errors.contains("did you mean ada?"))
      let period = try command("pay", "plans.yaml", "--actuals", "actuals.csv", "--period", "Q2")
      #expect(period.status == 64)
      let file = try command("pay", "plans.yaml", "--actuals", "actual.csv")
      #expect(file.status == 66)
      #expect(file.errors.contains("did you mean actuals.csv?"))
      try command.write("date,person\n2026,bob\n", to: "actuals.csv")
      #expect(try command("pay", "plans.yaml", "--actuals", "actuals.csv").status == 65)
    }
  }
}
