import Model
import Synchronization

/// The outcome of a block of trials.
struct BlockResult: Sendable {
  let record: BlockRecord
  /// By world, if credits are kept.
  let credits: [WorldCredit]
  /// By world, if there was room to keep them.
  var worlds: [KeptWorld]?
}

/// Memory that several tasks share; what does not fit is not kept.
final class Room: Sendable {
  /// How much there was.
  let bytes: Int
  private let left: Atomic<Int>

  init(bytes: Int) {
    self.bytes = bytes
    left = Atomic(bytes)
  }

  /// Takes some of it; false if there is not enough.
  func take(_ bytes: Int) -> Bool {
    if left.subtract(bytes, ordering: .relaxed).newValue >= 0 { return true }
    left.add(bytes, ordering: .relaxed)
    return false
  }
}

/// Runs a block of trials, world by world. Holds the working memory of one task.
final class BlockEngine {
  private let prepared: PreparedScenario
  private let engine: WorldEngine
  private let played: PlayedWorld
  private let settlements: [Settlement]
  private let recorder: CreditRecorder?
  /// By model, if means are adjusted.
  private let expectations: [ExpectedARR?]
  /// The values of the current block: column by column, trial by trial.
  private let values: LaneBuffer<Double>
  private let room: Room?

  /// - Parameter room: Where worlds are kept; nil to keep none.
  init(
    _ prepared: PreparedScenario, keeping selection: CreditSelection? = nil, in room: Room? = nil
  ) {
    self.prepared = prepared
    self.room = room
    engine = WorldEngine(
      prepared.compiled, tables: prepared.tables,
      draws: Draws(seed: prepared.seed, strata: prepared.compiled.scenario.sampling.strata))
    played = PlayedWorld(prepared.compiled, engine)
    settlements = prepared.compiled.models.indices.map { [played] in
      Settlement(prepared, played, model: $0)
    }
    recorder = selection.map { CreditRecorder(prepared, $0) }
    expectations = prepared.expectations.map { plan in
      plan.map { ExpectedARR(prepared.compiled, plan: $0) }
    }
    values = LaneBuffer(
      repeating: 0, count: prepared.blockLayout.columnCount * TrialBlock.size)
  }

  /// - Parameter trials: Begins at a world's first trial.
  /// - Throws: ``FigureTooLarge``; `CancellationError`, between two worlds.
  func run(block: Int, trials: Range<Int>) throws -> BlockResult {
    precondition(trials.lowerBound.isMultiple(of: laneCount))
    let layout = prepared.blockLayout
    var credits: [WorldCredit] = []
    var worlds: [KeptWorld]? = room == nil ? nil : []
    for firstTrial in stride(from: trials.lowerBound, to: trials.upperBound, by: laneCount) {
      try Task.checkCancellation()
      let world = firstTrial / laneCount
      let liveLanes = min(laneCount, trials.upperBound - firstTrial)
      engine.luck.draw(world: world)
      engine.run(world: world)
      played.draw(world: world)
      if let room, worlds != nil {
        let kept = KeptWorld(played)
        if room.take(kept.bytes) { worlds?.append(kept) } else { worlds = nil }
      }
      if let recorder {
        credits.append(recorder.record(played, liveLanes: liveLanes))
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
      credits: credits, worlds: worlds)
  }

  /// Copies the columns of a world to their place in the block.
  private func copy(_ columns: LaneBuffer<MoneyLanes>, lanes: Int, to start: Int, stride: Int) {
    for column in 0..<columns.count {
      (values.base + start + column * stride)
        .update(from: columns.scalars + column * laneCount, count: lanes)
    }
  }
}
