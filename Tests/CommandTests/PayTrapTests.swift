import Foundation
import Testing

/// What looks like pay and would be wrong is refused or told.
@Suite struct PayTrapTests {
  private static let head = "quotient: 1\ncurrency: USD\nyear-starts: 2026-01-01\n"

  private static func run(
    _ arguments: [String] = ["pay"], plans: String, actuals: String
  ) throws -> Command.Result {
    let command = try Command(files: [
      "plans.yaml": head + plans, "actuals.csv": actuals,
    ])
    defer { command.remove() }
    return try command(arguments: arguments + ["plans.yaml", "--actuals", "actuals.csv"])
  }

  private static let commission = """
    people: {ann: {plan: p}}
    plans: {p: {measures: [{measure: bookings, rate: 10%}]}}

    """

  @Test(arguments: [
    ("gate: {csat: 0.85}, measures: [{measure: bookings, rate: 10%}]", "a share? write 85%"),
    (
      "measures: [{measure: csat, weight: 100%, quota: 0.9, curve: {0%: 0%, 100%: 100%}}]",
      "a share? write 90%"
    ),
    ("cap: 1.5, measures: [{measure: bookings, rate: 10%}]", "write 150%"),
    ("guarantee: 0.5, measures: [{measure: bookings, rate: 10%}]", "write 50%"),
    (
      """
      measures: [{measure: bookings, rate: 10%}],
       modifiers: [{measure: nrr, quota: 100%, steps: {0%: 50%, 100%: 120%}}]
      """, "rates and tiers are not modified"
    ),
  ])
  func aShareWrittenAsANumberIsAskedAbout(plan: String, message: String) throws {
    let plans = "people: {ann: {plan: p, target-incentive: 10k}}\nplans: {p: {\(plan)}}\n"
    let run = try Self.run(plans: plans, actuals: "date,person,measure,amount\n")
    #expect(run.status == 65)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test func aDuplicateRowIsRefusedUnlessKept() throws {
    let row = "2026-02-10,ann,bookings,1000,D-1\n"
    let actuals = "date,person,measure,amount,deal\n" + row + row
    let refused = try Self.run(plans: Self.commission, actuals: actuals)
    #expect(refused.status == 65)
    #expect(refused.errors.contains("actuals.csv:3: a duplicate of line 2"), "\(refused.errors)")
    let kept = try Self.run(plans: Self.commission + "duplicates: keep\n", actuals: actuals)
    #expect(kept.status == 0)
    #expect(kept.output.contains("200.00 USD"))
  }

  @Test func anAmountBeyondAllMoneyIsRefused() throws {
    let run = try Self.run(
      plans: Self.commission, actuals: "date,person,measure,amount\n2026-02-10,ann,bookings,1e300\n"
    )
    #expect(run.status == 65)
    #expect(run.errors.contains("found 1e300, expected at most 1e15"), "\(run.errors)")
  }

  @Test func aScenarioIsNoFileOfPayPlans() throws {
    let command = try Command(files: [
      "a.yaml": "quotient: 1\nbaseline: all-csm\nmodels: [all-csm]\n",
      "actuals.csv": "date,person,measure,amount\n",
    ])
    defer { command.remove() }
    let run = try command("pay", "a.yaml", "--actuals", "actuals.csv")
    #expect(run.status == 65)
    #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    #expect(run.errors.contains("is a scenario, not a file of pay plans"))
  }

  /// Only what a pay run wrote is written again.
  @Test func foreignFilesAreNotReplaced() throws {
    let command = try Command(files: [
      "plans.yaml": Self.head + Self.commission,
      "actuals.csv": "date,person,measure,amount\n2026-02-10,ann,bookings,1000\n",
    ])
    defer { command.remove() }
    try FileManager.default.createDirectory(
      at: command.folder.appending(path: "mine"), withIntermediateDirectories: true)
    try command.write("mine\n", to: "mine/statements.csv")
    let pay = ["pay", "plans.yaml", "--actuals", "actuals.csv", "--out"]
    let refused = try command(arguments: pay + ["mine"])
    #expect(refused.status == 74 && refused.output.isEmpty, "\(refused.status)")
    #expect(refused.errors.contains("mine/statements.csv exists, and no pay --out wrote it"))
    #expect(try command.text(of: "mine/statements.csv") == "mine\n")
    for _ in 1...2 { #expect(try command(arguments: pay + ["ours"]).status == 0) }
    #expect(try command.text(of: "ours/statements.csv").contains("100.0"))
  }

  @Test func whatNoStatementCanBeMadeOfIsNamed() throws {
    let run = try Self.run(
      ["pay", "--period", "2026-02"],
      plans: """
        people: {ann: {plan: p, target-incentive: 12k}}
        plans:
          p: {period: month, measures: [{measure: grr, weight: 100%, quota: 90%, curve: {0%: 0%, 100%: 100%}}]}

        """, actuals: "date,person,measure,amount\n2026-02-10,ann,bookings,1000\n")
    #expect(!(run.output + run.errors).contains("has begun yet"), "\(run.output)\(run.errors)")
    #expect((run.output + run.errors).contains("grr"), "\(run.output)\(run.errors)")
  }

  /// A deal lost in a quarter without pay: nothing can be kept back, and what is to be is told.
  @Test func aClawbackOfAPeriodWithoutPayHasARow() throws {
    let plans = """
      people: {ann: {plan: p}}
      plans:
        p:
          period: quarter
          measures: [{measure: bookings, rate: 10%}]
          clawback: {on: churn, within: 12 months, recover: full, from: next-pay}

      """
    let actuals = """
      date,person,measure,amount,deal,event
      2026-02-10,ann,bookings,1000,D-1,
      2026-05-10,ann,,,D-1,churn

      """
    let csv = try Self.run(["pay", "--csv"], plans: plans, actuals: actuals)
    #expect(csv.status == 0, "\(csv.errors)")
    #expect(csv.output.contains("2026-Q2,clawback,"), "\(csv.output)")
    let text = try Self.run(["pay", "--person", "ann"], plans: plans, actuals: actuals)
    #expect(text.output.contains("of 100.00 to be recovered"), "\(text.output)")
    let table = try Self.run(plans: plans, actuals: actuals)
    let row = try #require(table.output.split(separator: "\n").first { $0.contains("2026-Q2") })
    #expect(row.contains("100.00"), "\(row)")
  }

  /// Of a group of gates only what decides it is asked for.
  @Test(arguments: [
    ("any-of: [{grr: 85%}, {csat: 80%}]", "grr,90%", true),
    ("any-of: [{grr: 85%}, {csat: 80%}]", "grr,80%", false),
    ("at-least: 2, of: [{grr: 85%}, {csat: 80%}, {nps: 40%}]", "grr,80%", false),
    ("any-of: [{grr: 85%, csat: 80%}, {grr: 84%, nps: 40%}]", "grr,80%", true),
  ])
  func aDecidedGroupAsksForNoMore(gate: String, actual: String, isDecided: Bool) throws {
    let run = try Self.run(
      plans: """
        people: {ann: {plan: p}}
        plans: {p: {gate: {\(gate)}, measures: [{measure: bookings, rate: 10%}]}}

        """, actuals: "date,person,measure,amount\n2026,ann,bookings,1000\n2026,ann,\(actual)\n")
    #expect((run.status == 0) == isDecided, "\(run.output)\(run.errors)")
    if !isDecided { #expect(run.errors.contains("csat"), "\(run.errors)") }
  }

  @Test func sharesBeyondAllAreToldWithTheirTotal() throws {
    let run = try Self.run(
      plans: """
        people: {ann: {plan: p}, bob: {plan: p}}
        plans: {p: {measures: [{measure: bookings, rate: 10%}]}}

        """,
      actuals: """
        date,person,measure,amount,share,deal
        2026-02-10,ann,bookings,180000,100%,D-1
        2026-02-10,bob,bookings,180000,80%,D-1

        """)
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "shares of D-1 total 180%: 324,000 of bookings are credited for a deal of 180,000"),
      "\(run.errors)")
  }

  @Test func whatNewHiresAreGrantedNeedsAFirstDay() throws {
    let run = try Self.run(
      plans: """
        people: {ann: {plan: p}, bob: {plan: p, from: 2026-01-01}}
        plans:
          p:
            period: month
            measures: [{measure: bookings, rate: 10%}]
            draw: {amount: 2000, recoverable: true, for: 6 months}

        """, actuals: "date,person,measure,amount\n2026-01-10,ann,bookings,1000\n")
    #expect(run.errors.contains("draw.for holds for new hires"), "\(run.errors)")
    #expect(run.errors.contains("not for ann; write from: YYYY-MM-DD under the person"))
  }

  @Test func retentionGivenAsGrowthIsAskedAbout() throws {
    let run = try Self.run(
      plans: """
        people: {ann: {plan: p, target-incentive: 10k}}
        plans: {p: {measures: [{measure: nrr, weight: 100%, quota: 104%, curve: {90%: 0%, 100%: 100%}}]}}

        """, actuals: "date,person,measure,amount\n2026,ann,nrr,4%\n")
    #expect(run.errors.contains("growth? write 104%"), "\(run.errors)")
  }

  @Test func aLeaversRatioOfTheLastQuarterCounts() throws {
    let run = try Self.run(
      plans: """
        people: {lea: {plan: p, target-incentive: 20k, until: 2026-02-15}}
        plans:
          p: {period: quarter, measures: [{measure: grr, weight: 100%, quota: 90%, curve: {90%: 0%, 100%: 100%}}]}

        """, actuals: "date,person,measure,amount\n2026-03-31,lea,grr,92%\n")
    #expect(run.status == 0, "\(run.errors)")
    // 46 of 90 days of 5,000.
    #expect(run.output.contains("2,555.56"))
  }

  private static let two = """
    people: {ann: {plan: com}, bob: {plan: csm, target-incentive: 20k}}
    plans:
      com: {period: month, measures: [{measure: bookings, rate: 10%}]}
      csm: {period: quarter, measures: [{measure: grr, weight: 100%, quota: 90%, curve: {90%: 0%, 100%: 100%}}]}

    """
  private static let twoActuals = """
    date,person,measure,amount
    2026-04-10,ann,bookings,10000
    2026-05-10,ann,bookings,20000

    """

  @Test func oneStatementDoesNotWaitForAnother() throws {
    let may = try Self.run(
      ["pay", "--person", "ann", "--period", "2026-05"], plans: Self.two,
      actuals: Self.twoActuals)
    #expect(may.status == 0, "\(may.errors)")
    #expect(may.output.contains("2,000.00"))
    let everybody = try Self.run(
      ["pay", "--period", "2026-05"], plans: Self.two, actuals: Self.twoActuals)
    #expect(everybody.status == 0, "\(everybody.errors)")
    #expect(everybody.output.contains("2,000.00 USD, 1 person"))
    // bob's first quarter is over: ann is paid, and the missing figure is an error all the same.
    let all = try Self.run(plans: Self.two, actuals: Self.twoActuals)
    #expect(all.status == 65)
    #expect(all.output.contains("3,000.00 USD, 1 person"), "\(all.output)")
    #expect(all.errors.contains("bob.2026-Q1.grr: found no actual"), "\(all.errors)")
  }

  @Test func checkNamesEveryRatioThatIsMissing() throws {
    let actuals = Self.twoActuals + "2026-Q1,bob,grr,92%\n"
    let check = try Self.run(["check"], plans: Self.two, actuals: actuals)
    #expect(check.status == 0)
    #expect(check.errors.contains("bob.2026-Q2.grr: found no actual"), "\(check.errors)")
  }

  @Test func columnsAreMappedAsOfABook() throws {
    let run = try Self.run(
      plans: Self.commission + """
        columns:
          date: Close Date
          person: {column: Owner, values: {Ann Lee: ann}}
          measure: {column: Type, values: {New: bookings}}
          amount: {column: "Amount (k)", times: 1000}

        """,
      actuals: """
        Close Date,Owner,Type,Amount (k),Stage
        2026-02-10,Ann Lee,New,"$1,200.50",Won

        """)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("120,050.00"), "\(run.output)")
    #expect(run.errors.isEmpty)
  }

  @Test func moneyInJSONHasNoNoise() throws {
    let run = try Self.run(
      ["pay", "--json"], plans: Self.commission,
      actuals: "date,person,measure,amount\n2026-02-10,ann,bookings,14217021404.24999\n")
    #expect(run.output.contains("\"pay\": 1421702140.42,"), "\(run.output)")
  }

  /// 89.98% of a quota is not shown as the 90% that would pay.
  @Test func whatMissesIsNotShownAsMet() throws {
    let command = try Command(files: [
      "plans.yaml": Self.head + """
        people: {ann: {plan: p, target-incentive: 10k}}
        plans: {p: {measures: [{measure: bookings, weight: 100%, quota: 1m, steps: {90%: 50%}}]}}

        """,
      "actuals.csv": "date,person,measure,amount\n2026,ann,bookings,899800\n",
    ])
    defer { command.remove() }
    let run = try command("pay", "plans.yaml", "--actuals", "actuals.csv", "--person", "ann")
    #expect(run.output.contains("89.98%") && !run.output.contains("90.0%"), "\(run.output)")
  }
}
