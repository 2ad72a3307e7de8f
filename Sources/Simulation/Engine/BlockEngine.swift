import Scenarios

/// What a block of trials leaves.
struct BlockResult: Sendable {
  /// By model and column: the values of the block's trials.
  var columns: [[[Double]]]
  /// By model.
  var outcomes: [[RoleYear: RoleOutcome]]
  /// By world, where credits are kept.
  var credits: [WorldCredit] = []
}

/// The working memory of one task: runs a block of trials, world after world.
final class BlockEngine {
  private let prepared: PreparedScenario
  private let engine: GroupEngine
  private let settlements: [Settlement]
  private let recorder: CreditRecorder?
  /// By model, where means are adjusted.
  private let expectations: [ExpectedARR?]

  init(_ prepared: PreparedScenario, keeping selection: CreditSelection? = nil) {
    self.prepared = prepared
    engine = GroupEngine(
      prepared.compiled, tables: prepared.tables,
      draws: Draws(seed: prepared.seed, strata: prepared.compiled.scenario.sampling.strata))
    settlements = prepared.compiled.models.indices.map { Settlement(prepared, model: $0) }
    recorder = selection.map { CreditRecorder(prepared, $0) }
    expectations = prepared.expectations.map { plan in
      plan.map { ExpectedARR(prepared.compiled, plan: $0) }
    }
  }

  /// - Parameter trials: Begins at a world's first trial.
  func run(trials: Range<Int>) -> BlockResult {
    precondition(trials.lowerBound.isMultiple(of: laneCount))
    var result = BlockResult(
      columns: prepared.layouts.map { layout in
        layout.columns.map { _ in
          var values: [Double] = []
          values.reserveCapacity(trials.count)
          return values
        }
      },
      outcomes: prepared.layouts.map { _ in [:] })
    for firstTrial in stride(from: trials.lowerBound, to: trials.upperBound, by: laneCount) {
      let world = firstTrial / laneCount
      let liveLanes = min(laneCount, trials.upperBound - firstTrial)
      engine.luck.draw(world: world)
      engine.kernel.run(world: world)
      if let recorder {
        result.credits.append(recorder.record(engine.ledger, engine.luck, liveLanes: liveLanes))
      }
      for (index, settlement) in settlements.enumerated() {
        settlement.settle(ledger: engine.ledger, luck: engine.luck, liveLanes: liveLanes)
        if let expected = expectations[index] {
          expected.update(engine.luck)
          expected.write(to: settlement.columns, of: prepared.layouts[index])
        }
        for column in result.columns[index].indices {
          for lane in 0..<liveLanes {
            result.columns[index][column].append(
              settlement.columns.scalars[column * laneCount + lane])
          }
        }
        for (key, outcome) in settlement.outcomes {
          result.outcomes[index][key, default: RoleOutcome()].add(outcome)
        }
      }
    }
    return result
  }
}
