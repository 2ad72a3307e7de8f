import Analysis
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
      "model, year, segment, metric, mean, sd, se, p5, p10, p50, p90, p95, cvar"
    ),
    (
      "differences",
      "model, baseline, metric, mean, se, low, high, p-better"
    ),
    ("arr-walk", "model, year, segment, motion, mean, se, p10, p90"),
    ("cost", "model, year, role, cost-line, item, mean, se, p10, p90"),
    (
      "pay",
      "model, role, year, payout-mean, se, p10, p50, p90, payout-per-ti, leverage, person-mean,"
        + " person-se, person-sd"
    ),
    (
      "people",
      "model, role, person, year, pay-mean, pay-se, pay-sd, attainment-mean, attainment-se,"
        + " attainment-sd"
    ),
    ("quotas", "model, role, person, year, measure, quota, unit, set-by"),
    ("attainment", "model, role, measure, bin-from, bin-to, share"),
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

  @Test func theBridgeAddsUpToTheGain() async throws {
    for bridge in try await SmallComparison.comparison().bridges {
      #expect(abs(bridge.steps.reduce(0) { $0 + $1.gain } - bridge.gain) < 1e-6)
    }
  }
}
