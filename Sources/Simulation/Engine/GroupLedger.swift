/// What the account loop counts for the sixteen trials of a world.
final class GroupLedger {
  /// By model: the rows of company and seats, as its ``LedgerLayout`` says.
  let flows: [LaneBuffer<MoneyLanes>]
  /// By model, at `(segment * years + year) * items + item`.
  let walk: [LaneBuffer<MoneyLanes>]
  /// By model and month: the change of ARR.
  let change: [LaneBuffer<MoneyLanes>]
  /// By model and month: the change of ARR, each weighted by how much of the month was left.
  let changeInMonth: [LaneBuffer<MoneyLanes>]

  init(_ compiled: CompiledScenario) {
    let cells = compiled.outcomes.count * compiled.timeline.years * WalkItem.allCases.count
    flows = compiled.ledgers.map { LaneBuffer(repeating: .zero, count: $0.size) }
    walk = compiled.models.map { _ in LaneBuffer(repeating: .zero, count: cells) }
    change = compiled.models.map { _ in
      LaneBuffer(repeating: .zero, count: compiled.timeline.months)
    }
    changeInMonth = compiled.models.map { _ in
      LaneBuffer(repeating: .zero, count: compiled.timeline.months)
    }
  }

  func clear() {
    for buffers in [flows, walk, change, changeInMonth] {
      for buffer in buffers { buffer.fill(.zero) }
    }
  }
}
