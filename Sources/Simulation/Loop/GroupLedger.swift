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

  /// What the ledger begins with: by model, its flows and its walk.
  private var opening: [(flows: Opening, walk: Opening)] = []

  /// The values of a buffer that are not 0: few.
  private struct Opening {
    let places: LaneBuffer<Int>
    let values: LaneBuffer<MoneyLanes>

    init(_ buffer: LaneBuffer<MoneyLanes>) {
      let places = (0..<buffer.count).filter { buffer[$0] != .zero }
      self.places = LaneBuffer(places)
      values = LaneBuffer(places.map { buffer[$0] })
    }

    func reset(_ buffer: LaneBuffer<MoneyLanes>) {
      buffer.fill(.zero)
      for index in 0..<places.count { buffer[places[index]] = values[index] }
    }
  }

  /// Makes what the ledger holds now its beginning.
  func open() { opening = zip(flows, walk).map { (Opening($0), Opening($1)) } }

  /// Sets the ledger to its beginning.
  func clear() {
    for (model, opening) in opening.enumerated() {
      opening.flows.reset(flows[model])
      opening.walk.reset(walk[model])
      change[model].fill(.zero)
      changeInMonth[model].fill(.zero)
    }
  }
}
