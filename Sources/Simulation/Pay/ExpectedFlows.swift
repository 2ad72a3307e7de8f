import Model
import Ownership
import Plans

/// The expected flows of every seat, from which quotas are set before the luck.
///
/// The mean of a pilot whose draws share nothing with the scored trials, over worlds. Were quotas
/// taken from the scored trials themselves, the risk of attainment would vanish.
struct ExpectedFlows: Sendable {
  /// By model: laid out as the pilot's ledger is.
  let means: [[Double]]

  /// Trials of the pilot, whole decks: always the same number, so that a run is the prefix of a longer
  /// one.
  static let pilotTrials = 512

  /// Runs the pilot, with every seat filled: a quota is what a whole person is expected to bring.
  ///
  /// - Parameter seed: Only tests give another, to see how much of a quota is the pilot's luck.
  static func pilot(
    _ compiled: CompiledScenario, tasks: Int, seed: UInt64 = Draws.pilotSeed
  ) async throws -> ExpectedFlows {
    let tables = LoopTables(compiled, ledgers: compiled.pilotLedgers)
    let groups = pilotTrials / laneCount
    let draws = Draws(seed: seed)
    let sums = try await Parallel.map(count: groups, tasks: tasks) {
      WorldEngine(compiled, tables: tables, draws: draws)
    } body: { engine, world in
      engine.luck.draw(world: world)
      engine.luck.people.occupied.fill(Lanes(repeating: 1))
      engine.run(world: world)
      return engine.ledger.flows.map { flows in (0..<flows.count).map { flows[$0].sum() } }
    }
    return ExpectedFlows(
      means: compiled.models.indices.map { model in
        var total = [Double](repeating: 0, count: compiled.pilotLedgers[model].size)
        for sum in sums {
          let own = sum[model]
          for index in total.indices { total[index] += own[index] }
        }
        return total.map { $0 / Double(pilotTrials) }
      })
  }
}
