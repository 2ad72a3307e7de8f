import Foundation
import Testing

/// What real plans say, each paid to the cent.
@Suite struct PlanShapeTests {
  private static func pays(
    _ plan: String, target: String = "", _ rows: String
  ) throws -> [Double] {
    let plans = """
      quotient: 1
      currency: USD
      year-starts: 2026-01-01
      people: {ann: {plan: p\(target)}}
      plans:
        p: {\(plan)}

      """
    let command = try Command(files: [
      "plans.yaml": plans, "actuals.csv": "date,person,measure,amount\n" + rows,
    ])
    defer { command.remove() }
    let run = try command("pay", "plans.yaml", "--actuals", "actuals.csv", "--json")
    try #require(run.status == 0, "\(run.errors)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let statements = try #require(document["statements"] as? [[String: Any]])
    return statements.compactMap { $0["pay"] as? Double }
  }

  private static let rate = "measures: [{measure: bookings, rate: 10%}]"
  private static func rows(grr: Int, nrr: Int, csat: Int) -> String {
    """
    2026-Q1,ann,bookings,100000
    2026-Q1,ann,grr,\(grr)%
    2026-Q1,ann,nrr,\(nrr)%
    2026-Q1,ann,csat,\(csat)%

    """
  }

  @Test(arguments: [
    ("{any-of: [{grr: 85%}, {nrr: 100%}, {csat: 80%}]}", (80, 101, 0), 10_000.0),
    ("{any-of: [{grr: 85%}, {nrr: 100%}, {csat: 80%}]}", (80, 99, 79), 0),
    ("{any-of: [{grr: 85%, nrr: 100%}, {csat: 80%}]}", (90, 99, 79), 0),
    ("{any-of: [{grr: 85%, nrr: 100%}, {csat: 80%}]}", (85, 100, 79), 10_000),
    ("{all-of: [{grr: 85%}, {nrr: 100%}], csat: 10%}", (85, 99, 20), 0),
    ("{at-least: 2, of: [{grr: 85%}, {nrr: 100%}, {csat: 80%}]}", (85, 99, 80), 10_000),
    ("{at-least: 2, of: [{grr: 85%}, {nrr: 100%}, {csat: 80%}]}", (84, 99, 80), 0),
    ("{csat: 50%, any-of: [{grr: 85%}, {nrr: 100%}]}", (90, 99, 40), 0),
  ])
  func someGatesMustHold(gate: String, figures: (Int, Int, Int), pay: Double) throws {
    let rows = Self.rows(grr: figures.0, nrr: figures.1, csat: figures.2)
    for key in ["gate: \(gate), \(Self.rate)", "\(Self.rate.dropLast(2)), gate: \(gate)}]"] {
      #expect(try Self.pays("period: quarter, \(key)", rows) == [pay], "\(key)")
    }
  }

  @Test func countsToTheQuarter() throws {
    let plan = """
      period: month, counting: quarter-to-date, measures: [{measure: bookings, weight: 100%,
       quota: 1.2m, curve: {50%: 0%, 100%: 100%}, uncapped: true}]
      """
    let rows = """
      2026-01,ann,bookings,50000
      2026-02,ann,bookings,150000
      2026-03,ann,bookings,100000
      2026-04,ann,bookings,100000

      """
    // Of 1,000 a month: 50% pays 0; 200 of 200 2,000; 300 of 300 3,000; then a new quarter.
    #expect(try Self.pays(plan, target: ", target-incentive: 12k", rows) == [0, 2000, 1000, 1000])
  }

  /// - Reference: mrexcel.com, thread 857705: monthly pay against the annual quota.
  @Test func countsAgainstTheYear() throws {
    let plan = """
      period: month, counting: against-year, measures: [{measure: ps, weight: 100%, quota: 1m,
       curve: {0%: 0%, 100%: 100%, 150%: 200%, 200%: 250%}}]
      """
    let rows = "2026-01,ann,ps,1050000\n2026-02,ann,ps,100000\n2026-03,ann,ps,450000\n"
    #expect(
      try Self.pays(plan, target: ", target-incentive: 21k", rows) == [23_100, 4_200, 16_800])
  }

  @Test func paysByHalfYears() throws {
    let plan = """
      period: half-year, measures: [{measure: bookings, weight: 100%, quota: 1m,
       curve: {0%: 0%, 100%: 100%}}]
      """
    let rows = "2026-H1,ann,bookings,400000\n2026-08-01,ann,bookings,500000\n"
    #expect(try Self.pays(plan, target: ", target-incentive: 20k", rows) == [8_000, 10_000])
  }

  /// - Reference: lawinsider.com: above 90% up to 100% inclusive pays 50%.
  @Test func aBoundMayBeLeftOut() throws {
    let plan = """
      period: quarter, measures: [{measure: revenue, weight: 100%, quota: 4m,
       steps: [{from: 0%, pays: 40%}, {above: 90%, pays: 50%}, {above: 100%, pays: 60%}]}]
      """
    let rows = """
      2026-Q1,ann,revenue,1000000
      2026-Q2,ann,revenue,1000000.01
      2026-Q3,ann,revenue,900000

      """
    #expect(
      try Self.pays(plan, target: ", target-incentive: 80k", rows) == [10_000, 12_000, 8_000])
  }

  @Test(arguments: [(900_000, 6_500.0), (1_000_000, 8_000), (1_000_001, 10_000.03)])
  func aCurveJumpsAndClimbs(credited: Int, pay: Double) throws {
    let plan = """
      measures: [{measure: bookings, weight: 100%, quota: 1m, curve: [{from: 80%, pays: 50%},
       {from: 100%, pays: 80%}, {above: 100%, pays: 100%}, {from: 120%, pays: 150%}]}]
      """
    #expect(
      try Self.pays(plan, target: ", target-incentive: 10k", "2026,ann,bookings,\(credited)\n")
        == [pay])
  }

  @Test func aModifierOfAllModifiesCommission() throws {
    let plan = """
      measures: [{measure: bookings, rate: 10%},
       {measure: grr, weight: 100%, quota: 90%, curve: {0%: 0%, 100%: 100%}}],
       modifiers: [{measure: nrr, on: all, quota: 100%, steps: {0%: 50%, 100%: 120%}}]
      """
    let rows = "2026,ann,bookings,100000\n2026,ann,grr,90%\n2026,ann,nrr,100%\n"
    #expect(try Self.pays(plan, target: ", target-incentive: 5k", rows) == [18_000])
  }
}
