import Formats
import Language
import Ownership
import Plans
import Statements
import Testing
import Units

@Suite struct ActualsReaderTests {
  static let plans = """
    currency: USD
    year-starts: 2026-04-01
    people:
      ann: {plan: p, team: north, target-incentive: 10k}
      bob: {plan: q}
    plans:
      p:
        period: quarter
        measures:
          - {measure: renewed-arr, weight: 100%, quota: 1m, curve: {0%: 0%, 100%: 100%}, gate: {grr: 85%}}
          - {measure: visits, rate: 10}
        clawback: {on: churn, within: 12 months, recover: full}
      q:
        period: month
        measures: [{measure: commissions, rate: 1}, {measure: score, quota: 90%, marginal: {0%: 5}}]
    """

  static func document() throws -> PlansDocument {
    let diagnostics = Diagnostics()
    let source = try SourceText(file: "p.yaml", bytes: Array(plans.utf8))
    return try #require(
      try PlansReader.document(source, diagnostics), "\(diagnostics.lines())")
  }

  static func read(
    _ rows: String, headings: String = "date,person,measure,motion,amount,share,deal,account,event"
  ) throws -> (actuals: Actuals?, lines: [String]) {
    let diagnostics = Diagnostics()
    let source = try SourceText(file: "a.csv", bytes: Array("\(headings)\n\(rows)\n".utf8))
    return (ActualsReader(try document()).actuals(source, diagnostics), diagnostics.lines())
  }

  /// Nothing here knows a rate: an amount in another currency is refused, one's own sign is read.
  @Test func anotherCurrencyIsRefused() throws {
    let own = try Self.read(
      "2026-04-20,ann,renewed-arr,renewal,$310k,,,,\n2026-04-21,ann,renewed-arr,renewal,USD 5,,,,")
    #expect(own.actuals?.credits.map(\.amount) == [310_000, 5])
    let other = try Self.read(
      "2026-04-20,ann,renewed-arr,renewal,EUR 100000,,,,\n2026-04-21,ann,renewed-arr,renewal,£50k,,,,"
    )
    #expect(other.actuals == nil)
    #expect(
      other.lines == [
        "a.csv:2:5: amount: found \"EUR 100000\", expected an amount in USD, as currency says; convert it"
          + " first: nothing here knows a rate",
        "a.csv:3:5: amount: found \"£50k\", expected an amount in USD, as currency says; convert it"
          + " first: nothing here knows a rate",
      ])
  }

  /// `100,000` without quotes moves the fields after it.
  @Test func aRowWithMoreFieldsThanHeadingsIsRefused() throws {
    let read = try Self.read("2026-04-20,ann,renewed-arr,,100,000,,D1,,")
    #expect(read.actuals == nil)
    #expect(
      read.lines == [
        "a.csv:2: 10 fields, the headings are 9; put a field that holds a separator in quotes"
      ])
  }

  @Test func aShareThatIsToldTwiceIsToldOf() throws {
    let read = try Self.read(
      "2026-04-20,ann,renewed-arr,,100000,60%,D1,,\n2026-04-21,ann,renewed-arr,,100000,60%,D1,,")
    #expect(
      read.lines == [
        "warn a.csv:3: deal: ann has 2 shares of the same 100,000 of D1, together 120%; a share"
          + " that is told twice? leave one"
      ])
    let parts = try Self.read(
      "2026-04-20,ann,renewed-arr,,100000,60%,D1,,\n2026-04-21,ann,renewed-arr,,50000,60%,D1,,")
    #expect(parts.lines == [])
  }

  @Test func readsEveryColumn() throws {
    let (actuals, lines) = try Self.read(
      """
      2026-04-20,ann,renewed-arr,renewal,310k,50%,D-1,A-1,
      2026-05,ann,visits,,-2,,,,
      2026-Q2,ann,grr,,88%,,,,
      2026,north,renewed-arr,,1e6,1,,,
      2026,company,grr,,90%,,,,
      2027-04-02,ann,,,,,D-1,,churn
      """)
    #expect(lines == [])
    let read = try #require(actuals)
    let expected = try [
      Credit(
        #require(ActualDate("2026-04-20")), person: "ann", measure: .renewedARR, motion: .renewal,
        amount: 310_000, share: 0.5, deal: "D-1", account: "A-1"),
      Credit(
        #require(ActualDate("2026-05")), person: "ann", measure: MeasureKind("visits"), amount: -2),
      Credit(#require(ActualDate("2026-Q2")), person: "ann", measure: .grr, amount: 0.88),
      Credit(#require(ActualDate("2026")), person: "north", measure: .renewedARR, amount: 1e6),
      Credit(#require(ActualDate("2026")), person: "company", measure: .grr, amount: 0.9),
    ]
    #expect(read.credits == expected)
    #expect(
      read.events == [
        try DealEvent(#require(Day("2027-04-02")), person: "ann", event: "churn", deal: "D-1")
      ])
  }

  @Test(arguments: [
    (
      "2026-05-02,anne,visits,,1,,,,",
      [
        "a.csv:2:2: person: found anne, expected a person or team of the plan file, or company; did you mean `ann`?"
      ]
    ),
    (
      "2026-05-02,ann,visits,,1,-50%,,,",
      [
        "a.csv:2:6: share: found -50%, expected 0..1"
      ]
    ),
    (
      "2026-05-02,ann,visits,,1,50,,,",
      [
        "a.csv:2:6: share: found 50, expected 0..1; write 50%"
      ]
    ),
    (
      "2026-03-31,ann,visits,,1,,,,",
      [
        "a.csv:2:1: date: found 2026-03-31, expected a date in the plan year, 2026-04-01..2027-03-31"
      ]
    ),
    (
      "2027-04-01,ann,visits,,1,,,,",
      [
        "a.csv:2:1: date: found 2027-04-01, expected a date in the plan year, 2026-04-01..2027-03-31"
      ]
    ),
    (
      "2026-03,ann,visits,,1,,,,",
      [
        "a.csv:2:1: date: found 2026-03, expected a date in the plan year, 2026-04-01..2027-03-31"
      ]
    ),
    (
      "2025,ann,visits,,1,,,,",
      [
        "a.csv:2:1: date: found 2025, expected a date in the plan year, 2026-04-01..2027-03-31"
      ]
    ),
    (
      "2026-02-30,ann,visits,,1,,,,",
      [
        "a.csv:2:1: date: found 2026-02-30, expected a day that the calendar has"
      ]
    ),
    (
      "02.05.2026,ann,visits,,1,,,,",
      [
        "a.csv:2:1: date: found 02.05.2026, expected a date: 2026, 2026-Q2, 2026-04 or 2026-04-20"
      ]
    ),
    (
      ",ann,visits,,1,,,,",
      [
        "a.csv:2:1: date: found nothing, expected a date: 2026, 2026-Q2, 2026-04 or 2026-04-20"
      ]
    ),
    (
      "2026-05-02,ann,renewd-arr,,1,,,,",
      [
        "a.csv:2:3: measure: found renewd-arr, expected a measure of the plans; did you mean `renewed-arr`?"
      ]
    ),
    (
      "2026-05-02,ann,,,1,,,,",
      [
        "a.csv:2:3: measure: found nothing, expected a measure, or an event"
      ]
    ),
    (
      "2026-05-02,ann,visits,,,,,,",
      [
        "a.csv:2:5: amount: found nothing, expected a number"
      ]
    ),
    (
      "2026-05-02,ann,visits,,\"1,5\",,,,",
      [
        "a.csv:2:5: amount: found \"1,5\", expected a number such as 1500 or 1.5k; write 1.5"
      ]
    ),
    (
      "2026-05-02,ann,renewed-arr,,50%,,,,",
      [
        "a.csv:2:5: amount: found 50%, expected an amount: renewed-arr is not a ratio"
      ]
    ),
    (
      "2026-05-02,ann,grr,,88,,,,",
      [
        "a.csv:2:5: amount: found 88, expected 0..10; write 88%"
      ]
    ),
    (
      "2026-05-02,bob,score,,88,,,,",
      [
        "a.csv:2:5: amount: found 88, expected 0..10; write 88%"
      ]
    ),
    (
      "2026-05-02,ann,visits,upsell,1,,,,",
      [
        "a.csv:2:4: motion: found upsell, expected one of renewal, price-increase, organic-growth, small-upsell, big-upsell, cross-sell, cross-stakeholder, cross-division, service"
      ]
    ),
    (
      "2026-05-02,ann,,,,,,,churn",
      [
        "a.csv:2:7: deal: found nothing, expected the deal of the churn; name the deal, or an account for all its deals"
      ]
    ),
    (
      "2026-05-02,ann,,,,,D-9,,churn",
      [
        "a.csv:2:7: deal: found D-9, expected a deal with a credit of ann; add the deal's credit, if of an earlier year too"
      ]
    ),
    (
      "2026-05-01,ann,visits,,1,,D-8,,\n2026-05-02,ann,,,,,D-9,,churn",
      [
        "a.csv:3:7: deal: found D-9, expected a deal with a credit of ann; did you mean `D-8`? else add the deal's credit, if of an earlier year too"
      ]
    ),
    (
      "2026-05-01,ann,visits,,1,,D-8,,\n2026-05-02,ann,,,,,D-8,,churm",
      [
        "a.csv:3:9: event: found churm, expected an event of the plan; did you mean `churn`?"
      ]
    ),
    (
      "2026-05,ann,,,,,D-9,,churn",
      [
        "a.csv:2:1: date: found 2026-05, expected a day: a window of months begins and ends on days"
      ]
    ),
    (
      "2026-05-02,ann,visits,,1,,D-9,,churn",
      [
        "a.csv:2:3: measure: an event has no measure; write the credit on a line of its own",
        "a.csv:2:5: amount: an event has no amount; write the credit on a line of its own",
      ]
    ),
    (
      "2026-05-02,north,,,,,D-9,,churn",
      [
        "a.csv:2:2: person: found north, expected a person of the plan file"
      ]
    ),
    (
      "2026-05-02,ann,visits,1",
      [
        "a.csv:2: 4 fields, the headings are 9; put a field that holds a separator in quotes"
      ]
    ),
  ])
  func refusesARow(rows: String, messages: [String]) throws {
    let (actuals, lines) = try Self.read(rows)
    #expect(actuals == nil)
    #expect(lines == messages)
  }

  /// The churn of May reaches back twelve months, into the fiscal year before: all of that year may
  /// stand there, nobody else's, and nothing earlier.
  @Test func keepsCreditOfAnEarlierYearThatAnEventReaches() throws {
    let churn = "2026-05-02,ann,,,,,D-0,,churn"
    let (actuals, lines) = try Self.read(
      "2025-11-10,ann,visits,,50,,D-0,,\n2025-04-01,ann,visits,,5,,,,\n\(churn)")
    #expect(lines == [])
    #expect(actuals?.credits.map(\.amount) == [50, 5])
    let year = "expected a date in the plan year, 2026-04-01..2027-03-31"
    #expect(
      try Self.read("2025-11-10,bob,visits,,5,,D-0,,\n2025-03-31,ann,visits,,5,,D-0,,\n\(churn)")
        .lines == [
          "a.csv:2:1: date: found 2025-11-10, \(year)",
          "a.csv:3:1: date: found 2025-03-31, \(year)",
        ])
  }

  @Test func checksHeadings() throws {
    let columns = ActualsReaderTests.columns
    #expect(
      try Self.read("1,2", headings: "date,amount").lines
        == ["a.csv:1: no column person; the columns are \(columns)"])
    #expect(
      try Self.read("1,2,3", headings: "date,persn,amount").lines
        == [
          "a.csv:1: no column person; the columns are \(columns)",
          "a.csv:1:2: persn: unknown column; did you mean `person`?",
        ])
    #expect(
      try Self.read("2026,ann,visits,2,x", headings: "date,person,measure,amount,note").lines
        == ["warn a.csv:1:5: note: column is not read"])
  }

  static let columns = "date, person, measure, motion, amount, share, deal, account, event"

  @Test(arguments: [
    (
      "2026-05-02,ann,renewed-arr,,500k,,,,",
      [
        "a.csv: ann.2026-Q1.grr: found no actual, expected one in 2026-04-01..2026-06-30, of the individual",
        "a.csv: bob.2026-04.score: found no actual, expected one in 2026-04-01..2026-04-30, of the individual",
        "a.csv: bob.2026-05.score: found no actual, expected one in 2026-05-01..2026-05-31, of the individual",
      ]
    ),
    (
      "2026-05-02,ann,grr,,88%,,,,\n2026-05-02,ann,other,,1,,,,",
      [
        "a.csv: bob.2026-04.score: found no actual, expected one in 2026-04-01..2026-04-30, of the individual",
        "a.csv: bob.2026-05.score: found no actual, expected one in 2026-05-01..2026-05-31, of the individual",
      ]
    ),
    (
      "2026-Q1,bob,commissions,,1,,,,\n2026-04-30,bob,score,,90%,,,,",
      [
        "a.csv:2: date: found 2026-Q1, expected a date within one month for commissions"
      ]
    ),
    (
      "2026-04-01,bob,comission,,1,,,,\n2026-04-30,bob,score,,90%,,,,\n2026-04-02,ann,grr,,88%,,,,",
      [
        "warn a.csv:2: no measure counts comission for bob",
        "warn p.yaml:15: plans.q.measures[0]: no actual credits commissions; did you mean `comission`?",
      ]
    ),
  ])
  func reportsWhatPayRefuses(rows: String, messages: [String]) throws {
    let diagnostics = Diagnostics()
    let actuals = try #require(try Self.read(rows).actuals)
    let run = try Self.document().pay(for: actuals, diagnostics)
    #expect((run == nil) == diagnostics.hasErrors)
    #expect(diagnostics.lines() == messages)
  }
}
