public import Advice
public import Model
public import Ownership
import Simulation
public import Statistics

/// What the simulation finds best for each motion of each segment.
///
/// A local search over the cells of the owner table, on the same luck: it begins with the best of
/// baseline, presets, the scenario's models and the advised ones, and changes one cell at a time
/// while that is worth something. What it ends with is scored on fresh luck, since the best of many
/// is flattered.
///
/// ```swift
/// let search = try await OwnershipSearch(scenario, Advisor(scenario.facts))
/// print(search.start, search.gain.mean, search.gain.standardError)
/// ```
public struct OwnershipSearch: Sendable {
  /// A cell of the model that was found.
  public struct Cell: Sendable {
    public let cell: OwnerCell
    /// Who owns it today.
    public let today: Assignment?
    public let found: Assignment
    /// What else was tried, with the value that it adds to the model that was found, on fresh luck.
    public let others: [(assignment: Assignment, gain: PairedDifference)]
    /// What the owner found adds to the baseline alone; nil where it is today's.
    public let alone: PairedDifference?
    /// What it adds to the model found, over today's owner; nil where it is today's.
    public let together: PairedDifference?

    /// The best of ``others``; nil if nothing else was tried.
    public var runnerUp: (assignment: Assignment, gain: PairedDifference)? {
      others.max { $0.gain.mean < $1.gain.mean }
    }
  }

  public let scenario: Scenario
  public let effort: SearchEffort
  /// The seed of the luck on which it was searched, and of the fresh one.
  public let seed: UInt64
  public let scoringSeed: UInt64
  /// The name of the model from which the search began.
  public let start: String
  /// The frameworks whose model could not be a start, since facts are missing.
  public let openFrameworks: [Framework]
  public let steps: [SearchStep]
  /// The rules that were found.
  public let rules: OwnershipRules
  /// Every cell that was searched.
  public let cells: [Cell]
  /// The value of what was found over the baseline's, on fresh luck.
  public let gain: PairedDifference
  /// Over the start's; nil if no step was taken.
  public let overStart: PairedDifference?
  /// Of each framework, what it says against what was found.
  public let verdicts: [FrameworkVerdict]
  /// How many models were simulated.
  public let simulated: Int

  /// - Parameters:
  ///   - progress: Called with the number of models simulated so far.
  /// - Throws: `CancellationError`.
  public init(
    _ scenario: Scenario, _ advisor: Advisor, effort: SearchEffort = SearchEffort(),
    tasks: Int? = nil,
    progress: (@Sendable (_ models: Int) -> Void)? = nil
  ) async throws {
    let bench = OwnershipBench(scenario, tasks: tasks, progress: progress)
    let space = OwnershipSpace(scenario, advisor)
    let seed = scenario.seed
    let scoringSeed = seed &+ 1
    var climb = OwnershipClimb(bench: bench, space: space, effort: effort, seed: seed)
    try await climb.run()
    let fresh = OwnershipBench.Luck(seed: scoringSeed, trials: effort.score)
    let baseline = scenario.models[scenario.baseline].stages[0].rules
    let scores = try await bench.scores(of: [climb.rules, baseline, climb.start.rules], fresh)
    self.scenario = scenario
    self.effort = effort
    self.seed = seed
    self.scoringSeed = scoringSeed
    start = climb.start.name
    openFrameworks = space.open
    steps = climb.steps
    rules = climb.rules
    gain = scores[0].difference(from: scores[1])
    overStart = climb.steps.isEmpty ? nil : scores[0].difference(from: scores[2])
    cells = try await Self.cells(climb, baseline, bench, fresh)
    verdicts = try await FrameworkVerdict.all(
      advisor, climb, baseline: baseline, bench, fresh)
    simulated = await bench.simulated
  }

  private static func cells(
    _ climb: OwnershipClimb, _ baseline: OwnershipRules, _ bench: OwnershipBench,
    _ fresh: OwnershipBench.Luck
  ) async throws -> [Cell] {
    let space = climb.space
    let today = OwnerGrid(baseline.owners, segments: space.segments)
    let moved = space.cells.filter { today[$0.cell] != climb.grid[$0.cell] }
    let alone = try await bench.scores(
      of: [baseline]
        + moved.map { baseline.owned(by: today.setting($0.cell, to: climb.grid[$0.cell]!)) },
      fresh)
    let without = try await bench.scores(
      of: [climb.rules]
        + moved.map { move in
          climb.rules.owned(
            by: today[move.cell].map { climb.grid.setting(move.cell, to: $0) } ?? climb.grid)
        }, fresh)
    return try await climb.closing(fresh).map { cell, found, others in
      let index = moved.firstIndex { $0.cell == cell }
      return Cell(
        cell: cell, today: today[cell], found: found, others: others,
        alone: index.map { alone[$0 + 1].difference(from: alone[0]) },
        together: index.map { without[0].difference(from: without[$0 + 1]) })
    }
  }
}
