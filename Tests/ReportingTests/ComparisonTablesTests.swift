import Analysis
import Model
import Simulation
import Statistics
import TestSupport
import Testing

@testable import Reporting

@Suite struct ComparisonTablesTests {
  static func headings(_ name: String) async throws -> String? {
    ComparisonTables(try await SmallComparison.comparison()).all
      .first { $0.name == name }?.columns.map(\.key).joined(separator: ", ")
  }

  @Test(arguments: [
    (
      "models",
      "model, year, segment, metric, mean, sd, se, p5, p10, p50, p90, p95, cvar, cvar-se"
    ),
    (
      "differences",
      "model, baseline, metric, mean, se, low, high, p-better"
    ),
    (
      "summary",
      "rank, model, nrr, nrr-se, grr, grr-se, heads, cost-per-year, cost-se, over-budget,"
        + " over-budget-se, joint-targets, joint-targets-se, payout-per-ti-p10, payout-per-ti-p90,"
        + " gain-mean, gain-se, gain-p10, gain-p90, p-better"
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

  @Test func everyFigureOfTheModelsIsThereOnce() async throws {
    let comparison = try await SmallComparison.comparison()
    let keys = ComparisonTables(comparison).models.rows.map { Array($0[..<4]) }
    #expect(Set(keys).count == keys.count)
    // Horizon and two years; the book and two segments.
    let figures = 3 * (ModelMetric.all.count + 2 * ModelMetric.ofSegments.count)
    let chances = 5
    #expect(keys.count == 3 * (figures + chances))
  }

  @Test func aSegmentThatIsAFormulaIsNeutralised() async throws {
    let walk = ComparisonTables(try await SmallComparison.comparison()).arrWalk
    #expect(walk.csv().contains("all-csm,1,'=large,start,1200000.0,0.0,1200000.0,1200000.0\n"))
    #expect(walk.csv(isRaw: true).contains("all-csm,1,=large,start,1200000.0,0.0,"))
  }

  /// The same numbers as in the text, to every digit.
  @Test func goldenPayback() async throws {
    let table = ComparisonTables(try await SmallComparison.certain()).payback
    let rows = table.rows.map { row in
      row[3...4].map { value in
        if case .number(let number) = value { (number / 10).rounded() * 10 } else { Double.nan }
      }
    }
    let gains: [Double] = [-5000, -10_000, -5000, 0, 5000, 10_000, 26_500, 43_000]
    #expect(rows == gains.map { [$0, 0] })
  }

  /// What people may expect adds up to what their role may; where a role has one person, so do the
  /// spread and the error.
  @Test func peopleAddUpToTheirRole() async throws {
    let tables = ComparisonTables(try await SmallComparison.comparison())
    var single = 0
    for row in tables.pay.records {
      let people = tables.people.records.filter { person in
        ["model", "role"].allSatisfy { person.text($0) == row.text($0) }
          && person["year"] == row["year"]
      }
      func close(_ a: Double?, _ b: Double?, within error: Double = 1e-3) -> Bool {
        guard let a, let b else { return false }
        return abs(a - b) <= error
      }
      let mean = people.reduce(0) { $0 + $1["pay-mean"]! }
      #expect(close(mean, row["payout-mean"]))
      #expect(close(mean / Double(people.count), row["person-mean"]))
      #expect(close(row["se"]! / Double(people.count), row["person-se"]))
      // Within people and between them.
      let within = people.reduce(0) { $0 + $1["pay-sd"]! * $1["pay-sd"]! * 47 }
      let between = people.reduce(0) { sum, person in
        let deviation = person["pay-mean"]! - mean / Double(people.count)
        return sum + 48 * deviation * deviation
      }
      let variance = (within + between) / Double(48 * people.count - 1)
      #expect(close(variance.squareRoot(), row["person-sd"]))
      guard people.count == 1 else { continue }
      single += 1
      #expect(close(people[0]["pay-se"], row["se"]))
      #expect(close(people[0]["pay-sd"], row["person-sd"]))
    }
    #expect(single > 0)
  }

  @Test func attainmentAddsUpToEverybody() async throws {
    let table = ComparisonTables(try await SmallComparison.comparison()).attainment
    var total = 0.0
    for row in table.rows where row[0] == "all-csm" {
      if case .number(let share) = row[5] { total += share }
    }
    #expect(abs(total - 1) < 1e-12)
  }

  /// The steps add up to the gain, and have the errors of their metrics' differences.
  @Test func theBridgeAddsUpToTheGain() async throws {
    let comparison = try await SmallComparison.comparison()
    for bridge in comparison.bridges {
      #expect(abs(bridge.steps.reduce(0) { $0 + $1.gain } - bridge.gain) < 1e-6)
      let gain = try #require(comparison.difference(.value, of: bridge.model)).paired
      #expect(bridge.gain == gain.mean)
      for (step, metric) in zip(bridge.steps, [ModelMetric.margin, .cost, .distraction]) {
        let paired = try #require(comparison.difference(metric, of: bridge.model)).paired
        #expect(abs(step.gain) == abs(paired.mean) && step.standardError == paired.standardError)
      }
      // No discounting and no terminal multiple: only rounding is left, which is nothing.
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
