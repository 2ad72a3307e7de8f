/// What is turned into money of a world that was played: its ledger, and who sat where. That of an
/// engine, or one that was kept.
final class PlayedWorld {
  let ledger: WorldLedger
  let presence: SeatPresence
  private let compiled: CompiledScenario
  private let draws: Draws
  /// By assumption: the world's values of what only settling reads.
  private(set) var row: [Double] = []

  init(
    _ compiled: CompiledScenario, ledger: WorldLedger, presence: SeatPresence, draws: Draws
  ) {
    self.compiled = compiled
    self.ledger = ledger
    self.presence = presence
    self.draws = draws
  }

  /// The world that an engine played last.
  convenience init(_ compiled: CompiledScenario, _ engine: WorldEngine) {
    self.init(
      compiled, ledger: engine.ledger, presence: engine.luck.presence, draws: engine.luck.draws)
  }

  /// A world without an engine, to restore kept ones in.
  convenience init(_ compiled: CompiledScenario, draws: Draws) {
    self.init(
      compiled, ledger: WorldLedger(compiled, ledgers: compiled.ledgers),
      presence: SeatPresence(compiled), draws: draws)
  }

  /// Draws the values of the world that the ledger is of.
  func draw(world: Int) {
    row = compiled.assumptions.values(inWorld: world, draws: draws, for: .settlement)
  }
}

/// A world that was played, kept to be settled again.
struct KeptWorld: Sendable {
  /// By model.
  private let flows: [PackedLanes<MoneyLanes>]
  private let change: [PackedLanes<MoneyLanes>]
  private let changeInMonth: [PackedLanes<MoneyLanes>]
  private let presence: SeatPresence.Kept

  init(_ world: PlayedWorld) {
    func packed(_ buffers: [LaneBuffer<MoneyLanes>]) -> [PackedLanes<MoneyLanes>] {
      buffers.map { PackedLanes($0, usual: .zero) }
    }
    flows = packed(world.ledger.flows)
    change = packed(world.ledger.change)
    changeInMonth = packed(world.ledger.changeInMonth)
    presence = world.presence.kept
  }

  var bytes: Int {
    (flows + change + changeInMonth).reduce(presence.bytes) { $0 + $1.bytes }
  }

  /// Puts everything back but the walk, and the flows of models that nobody pays from.
  func restore(to world: PlayedWorld, paying models: [Bool]) {
    for model in flows.indices {
      if models[model] { flows[model].unpack(to: world.ledger.flows[model]) }
      change[model].unpack(to: world.ledger.change[model])
      changeInMonth[model].unpack(to: world.ledger.changeInMonth[model])
    }
    world.presence.restore(presence)
  }
}
