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

  @Test func everybodyIsPaid() throws {
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

  @Test func jsonAndCSVAreAlone() throws {
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

  @Test func wrongNamesAreToldWithTheWayOut() throws {
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
