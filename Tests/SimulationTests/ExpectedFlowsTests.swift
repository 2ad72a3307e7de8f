import Model
import Ownership
import Plans
import Statistics
import TestSupport
import Testing

@testable import Simulation

/// The expectation behind quotas against long simulations.
@Suite struct ExpectedFlowsTests {
  /// A flow of a role, or of the company, in a year: expected, and simulated.
  struct Sum {
    let name: String
    let expected: Double
    let simulated: Estimate
    /// Distance in standard errors.
    var z: Double { (expected - simulated.mean) / max(simulated.standardError, 1e-9) }
  }

  /// Sums by model, role, flow and year.
  static func sums(_ compiled: CompiledScenario, worlds: Int) async throws -> [Sum] {
    let tables = LoopTables(compiled, ledgers: compiled.pilotLedgers)
    let expected = try await ExpectedFlows(compiled, tasks: Parallel.allCores)
    let keys = compiled.models.indices.flatMap { Self.keys(compiled, model: $0) }
    let samples = try await Parallel.map(count: worlds, tasks: Parallel.allCores) {
      WorldEngine(compiled, tables: tables, draws: Draws(seed: 4711))
    } body: { engine, world in
      engine.luck.draw(world: world)
      engine.luck.people.occupied.fill(Lanes(repeating: 1))
      engine.run(world: world)
      return keys.map { key in
        key.cells.reduce(0) { $0 + engine.ledger.flows[key.model][$1].sum() } / Double(laneCount)
      }
    }
    return keys.enumerated().map { index, key in
      Sum(
        name: key.name, expected: key.cells.reduce(0) { $0 + expected.means[key.model][$1] },
        simulated: Estimate(samples.map { $0[index] }))
    }
  }

  /// No quota reads what is clawed back, nor one of the upsells alone in these plans.
  private static let counted: [[Flow]] =
    Flow.allCases.filter {
      ![.clawedBack, .clawedBackLater, .smallUpsell, .bigUpsell].contains($0)
    }.map { [$0] } + [[.smallUpsell, .bigUpsell]]

  private static func keys(
    _ compiled: CompiledScenario, model: Int
  ) -> [(name: String, model: Int, cells: [Int])] {
    let (compiledModel, layout) = (compiled.models[model], compiled.pilotLedgers[model])
    let rows: [(name: String, rows: [(row: Int, offset: (Flow) -> Int)])] =
      [("company", [(0, layout.companyOffset)])]
      + compiledModel.roles.map { role in
        (
          "\(role)",
          compiledModel.seatsOfRole[role]!.map { ($0 + 1, { layout.offset($0, role: role) }) }
        )
      }
    return rows.flatMap { row in
      Self.counted.flatMap { flows in
        (0..<compiled.timeline.years).compactMap { year in
          let cells = row.rows.flatMap { place in
            flows.flatMap { flow -> [Int] in
              let offset = place.offset(flow)
              guard offset >= 0 else { return [] }
              let first = layout.rowStart[place.row] + offset + year * layout.binsPerYear
              return Array(first..<first + layout.binsPerYear)
            }
          }
          return cells.isEmpty
            ? nil : ("\(compiledModel.name) \(row.name) \(flows[0]) \(year)", model, cells)
        }
      }
    }
  }

  /// In a scenario with every feature, each expected flow is the mean of the simulated ones.
  @Test func expectationIsTheMeanOfALongSimulation() async throws {
    let compiled = try CompiledScenario(TestScenario.rich(accounts: 48).scenario())
    let sums = try await Self.sums(compiled, worlds: 256)
    let rms = (sums.reduce(0) { $0 + $1.z * $1.z } / Double(sums.count)).squareRoot()
    let worst = sums.max { abs($0.z) < abs($1.z) }
    #expect(rms < 1.3, "\(String(describing: worst))")
  }
}
