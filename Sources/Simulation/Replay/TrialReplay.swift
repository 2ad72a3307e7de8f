public import Model
import Ownership

/// One trial of a model, played again from its counter: what was drawn, everything that happened,
/// and what everybody was paid, period by period.
///
/// The figures are those of the run, to the last digit: the account loop plays the trial's world and
/// the same code settles it. The events are those of the causal model in plain Swift, whose sums must
/// be what the loop counted.
///
/// ```swift
/// let replay = try TrialReplay(prepared, model: 1, trial: 4711)
/// let value = replay.result.models[1].column(.value)[replay.lane]
/// ```
public struct TrialReplay {
  /// The index of the model in the scenario.
  public let model: Int
  /// From 0, as samples count.
  public let trial: Int
  /// The sixteen trials of the world, with the pay of every person.
  public let result: SimulationResult
  /// The trial among the sixteen.
  public let lane: Int
  /// The uncertain assumptions that may move the model, in the order of their keys.
  public let assumptions: [DrawnAssumption]
  /// By year, then segment: what the market and the segment multiply the odds of renewal by.
  public let shocks: [[Double]]
  /// In the order of their dates.
  public let events: [TrialEvent]
  /// By seat.
  public let people: [TrialPerson]
  /// What plans paid, seat by seat and period by period within a year.
  package let periods: [PaidPeriod]
  private let compiled: CompiledScenario

  /// What was drawn of an assumption.
  public struct DrawnAssumption: Sendable {
    public let assumption: Assumption
    public let value: Double
    /// The share of worlds in which it is lower.
    public let probability: Double
  }

  /// - Parameters:
  ///   - model: The index of a model.
  ///   - trial: At least 0; a trial beyond the run is that of a longer one.
  /// - Throws: ``FigureTooLarge``; ``ReplayMismatch`` if the events are not what the loop counted.
  public init(_ prepared: PreparedScenario, model: Int, trial: Int) throws {
    let compiled = prepared.compiled
    let (world, lane) = (trial / laneCount, trial % laneCount)
    self.compiled = compiled
    self.model = model
    self.trial = trial
    self.lane = lane
    let result = try Self.result(prepared.keepingPeople(), world: world)
    self.result = result

    let engine = WorldEngine(
      compiled, tables: prepared.tables,
      draws: Draws(seed: prepared.seed, strata: compiled.scenario.sampling.strata))
    engine.luck.draw(world: world)
    engine.run(world: world)
    let recorder = PayRecorder(lane: lane)
    let played = PlayedWorld(compiled, engine)
    played.draw(world: world)
    Settlement(prepared, played, model: model, recorder: recorder).settle(liveLanes: laneCount)
    periods = recorder.periods
    var reference = ReferenceLedger(
      compiled: compiled, luck: engine.luck, model: model, layout: prepared.tables.ledgers[model],
      trial: trial)
    reference.play(ReferenceEngine(compiled: compiled, luck: engine.luck))
    try ReplayMismatch.check(reference, against: engine.ledger, model: model, lane: lane)

    let draws = engine.luck.draws
    let row = compiled.assumptions.values(inWorld: world, draws: draws)
    assumptions = compiled.uncertainAssumptions(ofModel: model).map { id in
      DrawnAssumption(
        assumption: compiled.assumptions.assumptions[id], value: row[id],
        probability: compiled.assumptions.uniform(id, inWorld: world, draws: draws))
    }.sorted { $0.assumption.key < $1.assumption.key }
    let segments = compiled.outcomes.count
    shocks = (0..<compiled.timeline.years).map { year in
      (0..<segments).map { Double(engine.luck.shocks.odds[year * segments + $0][lane]) }
    }
    let teller = EventTeller(compiled, model: model)
    events = teller.events(of: reference)
    people = TrialPerson.all(
      of: result.models[model], compiled, engine.luck, model: model, lane: lane,
      targets: periods.reduce(into: [:]) {
        $0[[$1.seat, $1.year], default: 0] += $1.target
      })
  }

  /// The world's sixteen trials as a run of the scenario gives them.
  private static func result(
    _ prepared: PreparedScenario, world: Int
  ) throws -> SimulationResult {
    let trials = world * laneCount..<(world + 1) * laneCount
    let record = try BlockEngine(prepared).run(block: world, trials: trials).record
    let blocks = TrialBlocks([
      StoredBlock(
        record, columnCount: prepared.blockLayout.columnCount, in: .memory(record.words))
    ])
    guard let outcomes = blocks.outcomes(prepared.blockLayout) else {
      preconditionFailure("the block is of this run")
    }
    return SimulationResult(prepared, blocks: blocks, outcomes: outcomes)
  }

  /// The people whom an account deals with in a year, by their seats.
  public func seats(ofAccount account: Int, year: Int) -> [Int] {
    let stage = compiled.models[model].stage(inYear: year)
    let responsibility = stage.responsibilities[Int(compiled.book.segment[account])]
    return responsibility.locals.indices.compactMap { stage.seat(ofAccount: account, local: $0) }
  }
}

/// The account loop and the causal model in plain Swift disagree on a trial: a fault of ours.
public struct ReplayMismatch: Error, CustomStringConvertible {
  public let description: String

  /// What sums of a year's events may differ by, relatively and in currency: they are added up in
  /// another order.
  private static let tolerance = (relative: 1e-9, absolute: 1e-6)

  /// - Throws: ``ReplayMismatch``.
  static func check(
    _ reference: ReferenceLedger, against ledger: WorldLedger, model: Int, lane: Int
  ) throws(ReplayMismatch) {
    let parts = [
      ("walk", reference.walk, ledger.walk[model]), ("flows", reference.flows, ledger.flows[model]),
      ("change of ARR", reference.change, ledger.change[model]),
      ("change within months", reference.changeInMonth, ledger.changeInMonth[model]),
    ]
    for (name, plain, counted) in parts {
      for (index, expected) in plain.enumerated() {
        let found = counted[index][lane]
        let margin = tolerance.relative * max(1, abs(expected)) + tolerance.absolute
        guard abs(found - expected) <= margin else {
          throw ReplayMismatch(
            description: "\(name)[\(index)]: the events add up to \(expected), not to \(found)")
        }
      }
    }
  }
}
