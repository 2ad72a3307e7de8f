/// The counts of the account loop in the sixteen trials of a world.
final class WorldLedger {
  /// By model: the rows of the company and the seats, laid out by its ``LedgerLayout``.
  let flows: [LaneBuffer<MoneyLanes>]
  /// By model, at `(segment * years + year) * items + item`.
  let walk: [LaneBuffer<MoneyLanes>]
  /// By model and month: the change of ARR.
  let change: [LaneBuffer<MoneyLanes>]
  /// By model and month: the change of ARR, weighted by the remaining share of the month.
  let changeInMonth: [LaneBuffer<MoneyLanes>]

  /// - Parameter ledgers: By model.
  init(_ compiled: CompiledScenario, ledgers: [LedgerLayout]) {
    let cells = compiled.outcomes.count * compiled.timeline.years * WalkItem.allCases.count
    flows = ledgers.map { LaneBuffer(repeating: .zero, count: $0.size) }
    walk = compiled.models.map { _ in LaneBuffer(repeating: .zero, count: cells) }
    change = compiled.models.map { _ in
      LaneBuffer(repeating: .zero, count: compiled.timeline.months)
    }
    changeInMonth = compiled.models.map { _ in
      LaneBuffer(repeating: .zero, count: compiled.timeline.months)
    }
  }

  /// By model: the opening values of its flows and its walk.
  private var opening: [(flows: Opening, walk: Opening)] = []

  /// The few non-zero values of a buffer.
  private struct Opening {
    let indices: LaneBuffer<Int>
    let values: LaneBuffer<MoneyLanes>

    init(_ buffer: LaneBuffer<MoneyLanes>) {
      let indices = (0..<buffer.count).filter { buffer[$0] != .zero }
      self.indices = LaneBuffer(indices)
      values = LaneBuffer(indices.map { buffer[$0] })
    }

    func reset(_ buffer: LaneBuffer<MoneyLanes>) {
      buffer.fill(.zero)
      for index in 0..<indices.count { buffer[indices[index]] = values[index] }
    }
  }

  /// Makes ``clear()`` return to the current contents.
  func open() { opening = zip(flows, walk).map { (Opening($0), Opening($1)) } }

  /// Restores the contents at the last ``open()``.
  func clear() {
    for (model, opening) in opening.enumerated() {
      opening.flows.reset(flows[model])
      opening.walk.reset(walk[model])
      change[model].fill(.zero)
      changeInMonth[model].fill(.zero)
    }
  }
}
