/// What the account loop counts in the sixteen trials of a world.
final class WorldLedger {
  /// By model: the rows of company and seats, as its ``LedgerLayout`` says.
  let flows: [LaneBuffer<MoneyLanes>]
  /// By model, at `(segment * years + year) * items + item`.
  let walk: [LaneBuffer<MoneyLanes>]
  /// By model and month: the change of ARR.
  let change: [LaneBuffer<MoneyLanes>]
  /// By model and month: the change of ARR, each weighted by how much of the month was left.
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

  /// What the ledger opens with: by model, its flows and its walk.
  private var opening: [(flows: Opening, walk: Opening)] = []

  /// The values of a buffer that are not 0: few.
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

  /// Makes the current contents what ``clear()`` returns to.
  func open() { opening = zip(flows, walk).map { (Opening($0), Opening($1)) } }

  /// Returns to what the ledger held when it was opened.
  func clear() {
    for (model, opening) in opening.enumerated() {
      opening.flows.reset(flows[model])
      opening.walk.reset(walk[model])
      change[model].fill(.zero)
      changeInMonth[model].fill(.zero)
    }
  }
}
