import Model

/// The outcome of a block of trials.
struct BlockResult: Sendable {
  let record: BlockRecord
  /// By world, if credits are kept.
  let credits: [WorldCredit]
}

/// Runs a block of trials, world by world. Holds the working memory of one task.
final class BlockEngine {
  private let prepared: PreparedScenario
  private let engine: WorldEngine
  private let settlements: [Settlement]
  private let recorder: CreditRecorder?
  /// By model, if means are adjusted.
  private let expectations: [ExpectedARR?]
  /// The values of the current block: column by column, trial by trial.
  private let values: LaneBuffer<Double>

  init(_ prepared: PreparedScenario, keeping selection: CreditSelection? = nil) {
    self.prepared = prepared
    engine = WorldEngine(
      prepared.compiled, tables: prepared.tables,
      draws: Draws(seed: prepared.seed, strata: prepared.compiled.scenario.sampling.strata))
    let engine = engine
    settlements = prepared.compiled.models.indices.map {
      Settlement(prepared, engine, model: $0)
    }
    recorder = selection.map { CreditRecorder(prepared, $0) }
    expectations = prepared.expectations.map { plan in
      plan.map { ExpectedARR(prepared.compiled, plan: $0) }
    }
    values = LaneBuffer(
      repeating: 0, count: prepared.blockLayout.columnCount * TrialBlock.size)
  }

  /// - Parameter trials: Begins at a world's first trial.
  /// - Throws: ``FigureTooLarge``.
  func run(block: Int, trials: Range<Int>) throws -> BlockResult {
    precondition(trials.lowerBound.isMultiple(of: laneCount))
    let layout = prepared.blockLayout
    var credits: [WorldCredit] = []
    for firstTrial in stride(from: trials.lowerBound, to: trials.upperBound, by: laneCount) {
      let world = firstTrial / laneCount
      let liveLanes = min(laneCount, trials.upperBound - firstTrial)
      engine.luck.draw(world: world)
      engine.run(world: world)
      if let recorder {
        credits.append(recorder.record(engine.ledger, engine.luck, liveLanes: liveLanes))
      }
      for (model, settlement) in settlements.enumerated() {
        settlement.settle(liveLanes: liveLanes)
        if let expected = expectations[model] {
          expected.update(engine.luck)
          expected.write(to: settlement.columns, of: prepared.layouts[model])
        }
        let start =
          layout.firstColumns[model] * trials.count + firstTrial - trials.lowerBound
        copy(settlement.columns, lanes: liveLanes, to: start, stride: trials.count)
        if let first = layout.firstPeople?[model] {
          copy(
            settlement.pay, lanes: liveLanes,
            to: first * trials.count + firstTrial - trials.lowerBound, stride: trials.count)
        }
      }
    }
    let written = UnsafeBufferPointer(
      start: values.base, count: layout.columnCount * trials.count)
    try FigureTooLarge.check(written)
    return BlockResult(
      record: BlockRecord(
        block: block, trials: trials.count, values: written,
        outcomes: try settlements.map { try $0.takeOutcomes() }, layout: layout),
      credits: credits)
  }

  /// Copies the columns of a world to their place in the block.
  private func copy(_ columns: LaneBuffer<MoneyLanes>, lanes: Int, to start: Int, stride: Int) {
    for column in 0..<columns.count {
      (values.base + start + column * stride)
        .update(from: columns.scalars + column * laneCount, count: lanes)
    }
  }
}
