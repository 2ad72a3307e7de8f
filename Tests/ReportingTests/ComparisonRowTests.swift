import Analysis
import Model
import Simulation
import Statistics
import TestSupport
import Testing

@testable import Reporting

@Suite struct ComparisonRowTests {
  static func headings(_ name: String) async throws -> String? {
    ComparisonReport(try await SmallComparison.comparison()).tables
      .first { $0.heading.name == name }?.headings.joined(separator: ", ")
  }

  @Test(arguments: [
    (
      "models",
      "model, year, segment, metric, mean, sd, se, p5, p10, p50, p90, p95, cvar, cvar-se,"
        + " p5-low, p5-high, p10-low, p10-high, p50-low, p50-high, p90-low, p90-high, p95-low,"
        + " p95-high, missing"
    ),
    (
      "differences",
      "model, baseline, metric, mean, se, low, high, p-better, p-better-low, p-better-high,"
        + " first-order, second-order"
    ),
    (
      "approvals", "criterion, model, finding, wanted, chance, se, low, high"
    ), ("budget", "model, year, role, p50, p50-low, p50-high, p90, p90-low, p90-high, reserve"),
    (
      "summary",
      "rank, model, nrr, nrr-se, grr, grr-se, heads, cost-per-year, cost-se, over-budget,"
        + " over-budget-se, joint-targets, joint-targets-se, payout-per-ti-p10, payout-per-ti-p90,"
        + " gain-mean, gain-se, gain-p10, gain-p90, p-better, p-better-low,"
        + " p-better-high, p-best, dominated-by, dominated-order"
    ),
    ("bridge", "model, baseline, step, gain, se"),
    ("arr-walk", "model, year, segment, motion, mean, se, p10, p90"),
    ("cost", "model, year, role, cost-line, item, mean, se, p10, p90"),
    (
      "pay",
      "model, role, year, payout-mean, se, p10, p50, p90, payout-per-ti, payout-per-ti-se, leverage,"
        + " person-mean, person-se, person-sd"
    ),
    (
      "people",
      "model, role, person, year, pay-mean, pay-se, pay-sd, attainment-mean, attainment-se,"
        + " attainment-sd"
    ),
    ("quotas", "model, role, person, year, measure, quota, unit, set-by"),
    ("attainment", "model, role, measure, bin-from, bin-to, share, se"),
    ("plan-health", "model, role, plan, statistic, value, se, flag"),
    ("assumptions", "key, value, kind, source, origin, p10, p90"),
  ])
  func columns(name: String, columns: String) async throws {
    #expect(try await Self.headings(name) == columns)
  }

  @Test func listsEveryFigureOnce() async throws {
    let comparison = try await SmallComparison.comparison()
    let keys = Table<FigureRow>(of: comparison).values.map { Array($0[..<4]) }
    #expect(Set(keys).count == keys.count)
    // Horizon and two years; the book and two segments.
    let figures = 3 * (Figure.all.count + 2 * Figure.ofSegments.count)
    let chances = 5
    #expect(keys.count == 3 * (figures + chances))
  }

  @Test func neutralisesFormulaInSegmentName() async throws {
    let walk = Table<WalkRow>(of: try await SmallComparison.comparison())
    #expect(walk.csv().contains("all-csm,1,'=large,start,1200000.0,0.0,1200000.0,1200000.0\n"))
    #expect(walk.csv(isRaw: true).contains("all-csm,1,=large,start,1200000.0,0.0,"))
  }

  /// The same numbers as in the text, to every digit.
  @Test func matchesGoldenPayback() async throws {
    let rows = PaybackRow.rows(of: try await SmallComparison.certain()).map(\.state.gain).map {
      [$0.mean, $0.standardError].map { ($0 / 10).rounded() * 10 }
    }
    let gains: [Double] = [-5000, -10_000, -5000, 0, 5000, 10_000, 26_500, 43_000]
    #expect(rows == gains.map { [$0, 0] })
  }

  /// What people may expect adds up to what their role may; where a role has one person, so do the
  /// spread and the error.
  @Test func peopleAddUpToTheirRole() async throws {
    let comparison = try await SmallComparison.comparison()
    var single = 0
    for row in PayRow.rows(of: comparison) {
      let people = PersonRow.rows(of: comparison).filter {
        $0.model == row.model && $0.role == row.role && $0.year == row.year
      }.map(\.person.pay)
      func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-3 }
      let (payout, person) = (row.figures.payout, row.figures.personPay)
      let mean = people.reduce(0) { $0 + $1.mean }
      #expect(close(mean, payout.mean))
      #expect(close(mean / Double(people.count), person.mean))
      #expect(close(payout.standardError / Double(people.count), row.figures.personPayError))
      // Within people and between them.
      let within = people.reduce(0) { $0 + $1.standardDeviation * $1.standardDeviation * 47 }
      let between = people.reduce(0) { sum, pay in
        let deviation = pay.mean - mean / Double(people.count)
        return sum + 48 * deviation * deviation
      }
      let variance = (within + between) / Double(48 * people.count - 1)
      #expect(close(variance.squareRoot(), person.standardDeviation))
      guard people.count == 1 else { continue }
      single += 1
      #expect(close(people[0].standardError, payout.standardError))
      #expect(close(people[0].standardDeviation, person.standardDeviation))
    }
    #expect(single > 0)
  }

  @Test func attainmentSharesAddUpToOne() async throws {
    let rows = AttainmentRow.rows(of: try await SmallComparison.comparison())
    let parts = Dictionary(grouping: rows.filter { $0.model == "all-csm" }) {
      "\($0.role) \($0.measure ?? AttainmentRow.weighted)"
    }
    #expect(parts.count > 1)
    for (part, rows) in parts {
      #expect(abs(rows.reduce(0) { $0 + $1.bin.share.value } - 1) < 1e-12, "\(part)")
    }
  }

  /// The steps add up to the gain, and have the errors of their metrics' differences.
  @Test func bridgeAddsUpToGain() async throws {
    let comparison = try await SmallComparison.comparison()
    for bridge in comparison.bridges {
      #expect(abs(bridge.steps.reduce(0) { $0 + $1.gain } - bridge.gain) < 1e-6)
      let gain = try #require(comparison.difference(.value, of: bridge.model)).paired
      #expect(bridge.gain == gain.mean)
      for (step, figure) in zip(bridge.steps, [Figure.margin, .cost, .distraction]) {
        let paired = try #require(comparison.difference(figure, of: bridge.model)).paired
        #expect(abs(step.gain) == abs(paired.mean) && step.standardError == paired.standardError)
      }
      // Without discounting and terminal multiple the step is 0, up to rounding.
      #expect(bridge.steps[3].gain == 0 && bridge.steps[3].standardError == 0)
    }
    // At a multiple the last step is of ending ARR, and as uncertain.
    var scenario = try SmallComparison.scenario(hasRanges: true)
    scenario.finance.terminalMultiple = TestScenario.certain("terminal", 2)
    let valued = await Comparison(try await Simulator.run(scenario, trials: 48))
    for bridge in valued.bridges {
      let arr = try #require(valued.difference(.endingARR, of: bridge.model)).paired
      #expect(abs(bridge.steps[3].gain - 2 * arr.mean) < 1e-5)
      #expect(abs(bridge.steps[3].standardError - 2 * arr.standardError) < 1e-5)
    }
    #expect(valued.bridges.contains { $0.steps[3].standardError > 0 })
  }
}
