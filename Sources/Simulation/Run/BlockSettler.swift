import Model
import Ownership

/// Settles kept worlds again under a scenario that is played alike. Holds the working memory of one
/// task.
///
/// Figures come out to the last bit as if the scenario had been simulated: the same code settles the
/// same ledgers. Only roles whose ``RolePay`` differs are paid again.
final class BlockSettler {
  private let prepared: PreparedScenario
  /// The layout of the blocks as they were settled before.
  private let before: BlockLayout
  private let world: PlayedWorld
  /// By model.
  private let settlements: [Settlement]
  private let paying: [Set<Role>]
  /// By model: the columns to read and to write.
  private let read: [[Int]]
  private let written: [[Int]]
  private let values: LaneBuffer<Double>

  /// - Precondition: Both are played alike, and keep the same people.
  init(_ prepared: PreparedScenario, after before: PreparedScenario, paying: [Set<Role>]) {
    self.prepared = prepared
    self.before = before.blockLayout
    self.paying = paying
    let world = PlayedWorld(
      prepared.compiled,
      draws: Draws(seed: prepared.seed, strata: prepared.compiled.scenario.sampling.strata))
    self.world = world
    settlements = prepared.compiled.models.indices.map { Settlement(prepared, world, model: $0) }
    written = prepared.layouts.map { layout in
      layout.columns.indices.filter { !Settlement.isPlayed(layout.columns[$0]) }
    }
    read = prepared.layouts.map { layout in
      layout.columns.indices.filter { column in
        switch layout.columns[column] {
        case .cost(.pay, _, _), .targetIncentive: true
        default: false
        }
      }
    }
    values = LaneBuffer(repeating: 0, count: prepared.blockLayout.columnCount * TrialBlock.size)
  }

  /// The roles of each model whose pay is not what it was.
  static func paying(
    _ prepared: PreparedScenario, after before: PreparedScenario
  ) -> [Set<Role>] {
    prepared.compiled.models.indices.map { model in
      Set(
        prepared.compiled.models[model].roles.filter {
          RolePay(prepared, model: model, role: $0) != RolePay(before, model: model, role: $0)
        })
    }
  }

  /// - Throws: ``FigureTooLarge``; `CancellationError`, between two worlds.
  func settle(_ block: StoredBlock, _ worlds: [KeptWorld]) throws -> BlockRecord {
    let layout = prepared.blockLayout
    let trials = block.trials
    block.copyValues(columnCount: layout.columnCount, to: values.base)
    for (index, kept) in worlds.enumerated() {
      try Task.checkCancellation()
      kept.restore(to: world, paying: paying.map { !$0.isEmpty })
      world.draw(world: block.block * TrialBlock.size / laneCount + index)
      let first = index * laneCount
      let liveLanes = min(laneCount, trials - first)
      for model in settlements.indices { settle(model, first, liveLanes: liveLanes, of: trials) }
    }
    let written = UnsafeBufferPointer(start: values.base, count: layout.columnCount * trials)
    try FigureTooLarge.check(written)
    return BlockRecord(
      block: block.block, trials: trials, values: written, outcomes: try outcomes(block),
      layout: layout)
  }

  private func settle(_ model: Int, _ first: Int, liveLanes: Int, of trials: Int) {
    let layout = prepared.blockLayout
    let settlement = settlements[model]
    func value(_ column: Int) -> UnsafeMutablePointer<Double> {
      values.base + column * trials + first
    }
    func lanes(_ buffer: LaneBuffer<MoneyLanes>, _ index: Int) -> UnsafeMutablePointer<Double> {
      buffer.scalars + index * laneCount
    }
    let firstColumn = layout.firstColumns[model]
    for column in read[model] {
      lanes(settlement.columns, column).update(from: value(firstColumn + column), count: liveLanes)
    }
    settlement.settleAgain(liveLanes: liveLanes, paying: paying[model])
    for column in written[model] {
      value(firstColumn + column).update(from: lanes(settlement.columns, column), count: liveLanes)
    }
    guard let firstPerson = layout.firstPeople?[model] else { return }
    for (index, person) in layout.people[model].enumerated()
    where paying[model].contains(person.role) {
      value(firstPerson + index).update(from: lanes(settlement.pay, index), count: liveLanes)
    }
  }

  /// The outcomes of people by model: those of roles that were paid, and the others' as they were.
  private func outcomes(_ block: StoredBlock) throws -> [ModelOutcomes] {
    guard var outcomes = TrialBlocks([block]).outcomes(before) else {
      preconditionFailure("the records are of this layout")
    }
    for (model, settlement) in settlements.enumerated() {
      let paid = try settlement.takeOutcomes()
      for (key, outcome) in paid.roles where paying[model].contains(key.role) {
        outcomes[model].roles[key] = outcome
      }
      for (index, person) in prepared.blockLayout.people[model].enumerated()
      where paying[model].contains(person.role) {
        outcomes[model].people[index] = paid.people[index]
      }
    }
    return outcomes
  }
}
