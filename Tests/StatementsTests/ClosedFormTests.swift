import Foundation
import Plans
import Statements
import Testing
import Units

/// Cases whose exact answer follows from enumerating every outcome.
@Suite struct ClosedFormTests {
  typealias F = PayFixture

  @Test func aCappedSPIFOnAPoissonCount() throws {
    let deals = MeasureKind("deals")
    let plan = try Plan(
      name: "spif",
      measures: [
        Measure(Metric(deals), shape: .rate(.perUnit(1)), cap: .money(Money(3)))
      ])
    var mean = 0.0
    var probability = exp(-2.0)
    for count in 0..<40 {
      mean += probability * (try F.pays(plan, [F.credit("2026", "p", deals, Double(count))])[0])
      probability *= 2 / Double(count + 1)
    }
    #expect((mean - 1.781982).magnitude < 1e-6)
  }

  @Test func aRecoverableDrawOnTwoPeriods() throws {
    var pay = 0.0
    var balance = 0.0
    for earned in [[0.0, 0], [0, 10_000], [10_000, 0], [10_000, 10_000]] {
      var ledger = SettledByHand(rounding: nil)
      var paid = 0.0
      for amount in earned {
        paid += ledger.settle(amount, draw: 5_000, isRecoverable: true).pay
      }
      #expect(paid - earned.reduce(0, +) == ledger.balances.owed)
      pay += paid / 4
      balance += ledger.balances.owed / 4
    }
    #expect(pay == 13_750)
    #expect(balance == 3_750)
  }

  @Test(arguments: [
    (Clawback.Recovery.full, 0.215283), (.sliding, 0.102986), (.share(0.5), 0.215283 / 2),
    (.paid, 0.215283),
  ])
  func clawbackOfMonthlyChurn(recovery: Clawback.Recovery, expected: Double) throws {
    let plan = try Plan(
      name: "clawback", period: .month,
      measures: [Measure(Metric(.bookings), shape: .rate(.perUnit(1)))],
      clawback: Clawback(on: "churn", within: 12, recover: recovery), rounding: nil)
    let credit = try F.credit("2026-01-15", "p", .bookings, 1, deal: "D")
    let day = try #require(Day("2026-01-15"))
    var mean = 0.0
    for month in 1...14 {
      let churn = try DealEvent(
        day.adding(months: month), person: "p", event: "churn", deal: "D")
      let paid = try F.pays(plan, [credit], events: [churn]).reduce(0, +)
      mean += pow(0.98, Double(month - 1)) * 0.02 * (1 - paid)
    }
    #expect((mean - expected).magnitude < 1e-6)
  }

  @Test func payoutOfABinomialBook() throws {
    let plan = try Plan(
      name: "book", targetIncentive: .money(Money(1)),
      measures: [
        Measure(
          Metric(.renewedARR, quota: .money(Money(900_000))),
          shape: F.curve([0.75: 0.5, 1: 1, 1.5: 3], uncapped: true), weight: 1)
      ], rounding: nil)
    var mean = 0.0
    var square = 0.0
    var ways = 1.0
    for lost in 0...10 {
      let probability = ways * pow(0.9, Double(10 - lost)) * pow(0.1, Double(lost))
      let pay = try F.pays(
        plan, [F.credit("2026", "p", .renewedARR, Double(10 - lost) * 100_000)])[0]
      mean += probability * pay
      square += probability * pay * pay
      ways *= Double(10 - lost) / Double(lost + 1)
    }
    #expect((mean - 1.073617).magnitude < 1e-6)
    #expect(((square - mean * mean).squareRoot() - 0.311695).magnitude < 1e-6)
  }

  /// The mean of a curve under normal attainment by the midpoint rule.
  @Test(arguments: [(Double?.none, 1.16180, 0.81075), (2.5, 1.13249, 0.74510)])
  func payoutUnderNormalAttainment(cap: Double?, mean: Double, sd: Double) throws {
    let curve = try PayoutCurve(
      [Knot(from: 0.75, pays: 0.5), Knot(from: 1, pays: 1), Knot(from: 1.5, pays: 3)],
      uncapped: true)
    let step = 1e-4
    var (sum, square) = (0.0, 0.0)
    for index in 0..<30_000 {
      let a = -0.5 + (Double(index) + 0.5) * step
      let z = (a - 1) / 0.25
      let density = exp(-z * z / 2) / (0.25 * (2 * Double.pi).squareRoot()) * step
      let multiple = Swift.min(curve.multiple(at: Attainment(a)), cap ?? .infinity)
      sum += density * multiple
      square += density * multiple * multiple
    }
    #expect((sum - mean).magnitude < 2e-5)
    #expect(((square - sum * sum).squareRoot() - sd).magnitude < 2e-5)
  }

  /// f = a + 2 max(a - 1, 0), iid quarters N(1, .5): paid by the year 1.19947, by the quarter
  /// 1.40319 (no plan pays below 0; without that floor it would be 1.39894).
  @Test func quarterlyPaysMoreThanAnnualOnTheSameCurve() throws {
    let curve = try PayoutCurve(
      [Knot(from: 0, pays: 0), Knot(from: 1, pays: 1), Knot(from: 2, pays: 4)], uncapped: true)
    func mean(_ deviation: Double, _ f: (Double) -> Double) -> Double {
      let step = 1e-4
      return (0..<80_000).reduce(0) { sum, index in
        let z = -4 + (Double(index) + 0.5) * step
        return sum + exp(-z * z / 2) / (2 * Double.pi).squareRoot() * step * f(1 + deviation * z)
      }
    }
    func pays(_ a: Double) -> Double { curve.multiple(at: Attainment(a)) }
    // Tails beyond four standard deviations weigh 6e-5 at most.
    #expect((mean(0.25, pays) - 1.19947).magnitude < 1e-3)
    #expect((mean(0.5, pays) - 1.40319).magnitude < 1e-3)
    #expect((mean(0.5) { $0 + 2 * Swift.max($0 - 1, 0) } - 1.39894).magnitude < 1e-3)
    #expect((mean(0.5, pays) - 1.39894).magnitude > 2e-3, "the floor shows")
  }
}
