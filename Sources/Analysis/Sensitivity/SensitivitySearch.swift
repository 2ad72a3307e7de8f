import Foundation
import Model
import Simulation
import Statistics
import Synchronization

/// The steps of a ``Sensitivity``: screening, the ends on all worlds, pairs, horizons.
final class SensitivitySearch: Sendable {
  let replay: DifferenceReplay
  let trials: Int
  let tasks: Int?
  private let progress: Sensitivity.Progress?
  private let work = Mutex(Work())

  /// Work in trials; a run costs some more, whatever its length.
  private struct Work {
    var done = 0.0
    var ahead = 0.0
    static let ofRun = 48.0
  }

  /// The difference as it is.
  struct Base: Sendable {
    let differences: [Double]
    let estimate: MeanEstimate
    /// How all runs of so many trials are averaged.
    let design: SampleDesign
  }

  init(
    replay: DifferenceReplay, trials: Int, tasks: Int?, progress: Sensitivity.Progress?
  ) {
    self.replay = replay
    self.trials = trials
    self.tasks = tasks
    self.progress = progress
  }

  // MARK: - Playing

  func base() async throws -> Base {
    let result = try await Simulator.run(replay.plan, trials: trials, tasks: tasks)
    let differences = replay.differences(in: result)
    let design = TrialGroups(result).design
    return Base(
      differences: differences, estimate: design.mean(of: differences), design: design)
  }

  /// The differences of a move on all worlds.
  func play(_ move: DifferenceReplay.Move) async throws -> [Double] {
    try await counted(trials) {
      self.replay.differences(
        in: try await self.replay.run(move, trials: self.trials, tasks: self.tasks))
    }
  }

  /// The differences of moves on few trials, several side by side.
  func play(_ moves: [DifferenceReplay.Move], trials: Int) async throws -> [[Double]] {
    let width = tasks ?? ProcessInfo.processInfo.activeProcessorCount
    return try await withThrowingTaskGroup(of: (Int, [Double]).self) { group in
      var next = 0
      func start() {
        guard next < moves.count else { return }
        let index = next
        next += 1
        group.addTask {
          (
            index,
            try await self.counted(trials) {
              self.replay.differences(
                in: try await self.replay.run(moves[index], trials: trials, tasks: 1))
            }
          )
        }
      }
      for _ in 0..<width { start() }
      var results = [[Double]](repeating: [], count: moves.count)
      for try await (index, result) in group {
        results[index] = result
        start()
      }
      return results
    }
  }

  /// The mean over few worlds, each counted as independent.
  static func mean(_ values: [Double]) -> MeanEstimate {
    SampleDesign(Clusters(size: SimulationResult.trialsPerWorld, valueCount: values.count))
      .mean(of: values)
  }

  /// Announces runs that will come.
  private func expect(_ runs: Int, trials: Int) {
    work.withLock { $0.ahead += Double(runs) * (Double(trials) + Work.ofRun) }
  }

  private func counted<Result: Sendable>(
    _ trials: Int, _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    let result = try await body()
    let now = work.withLock { work in
      work.done += Double(trials) + Work.ofRun
      work.ahead = max(work.ahead, work.done)
      return work
    }
    progress?(now.done, now.ahead)
    return result
  }

  // MARK: - Screening

  struct Screen {
    let largest: [SensitivityInput]
    let others: [Sensitivity.Moved]
    let inert: [SensitivityInput]
  }

  /// How many are played on a deck to choose the largest.
  private static let shortList = 24

  /// First every input on two worlds; of what changes a bit, those that move it most on a whole deck,
  /// which balances the others.
  func screen(_ inputs: [SensitivityInput], _ base: Base) async throws -> Screen {
    let few = min(trials, Sensitivity.screen)
    let deck = min(trials, SimulationResult.trialsPerDeck)
    let most = min(Sensitivity.mostExact, inputs.count)
    expect(2 * inputs.count, trials: few)
    expect(2 * min(Self.shortList, inputs.count), trials: deck)
    // What the largest take: two ends, a few points, and about one root in three.
    expect(2 * most + most / 2, trials: trials)
    expect(6 * most, trials: fewTrials)
    expect(2 * most * (most - 1), trials: deck)
    expect(2, trials: trials)
    let moved = try await ends(of: inputs, trials: few)
    let unmoved = Array(base.differences.prefix(few))
    let inert = moved.filter { $0.low == unmoved && $0.high == unmoved }.map(\.input)
    let active = moved.filter { $0.low != unmoved || $0.high != unmoved }.map(\.estimated)
      .sorted(by: Sensitivity.Moved.isLarger)
    let again = try await ends(
      of: active.prefix(Self.shortList).map(\.input), trials: deck
    ).map(\.estimated).sorted(by: Sensitivity.Moved.isLarger)
    return Screen(
      largest: again.prefix(Sensitivity.mostExact).map(\.input),
      others: Array(again.dropFirst(Sensitivity.mostExact))
        + Array(active.dropFirst(Self.shortList)),
      inert: inert)
  }

  private struct Ends {
    let input: SensitivityInput
    let low: [Double]
    let high: [Double]

    var estimated: Sensitivity.Moved {
      Sensitivity.Moved(
        input: input, low: mean(low), high: mean(high), swing: mean(high.less(low)),
        trials: low.count, breakEven: nil)
    }
  }

  private func ends(of inputs: [SensitivityInput], trials: Int) async throws -> [Ends] {
    let runs = try await play(
      inputs.flatMap { [$0.move(to: $0.low), $0.move(to: $0.high)] }, trials: trials)
    return inputs.indices.map {
      Ends(input: inputs[$0], low: runs[2 * $0], high: runs[2 * $0 + 1])
    }
  }

  // MARK: - Pairs and horizons

  private static let mostPairs = 5

  /// The pairs of inputs whose effects do not add up, told from nothing among so many.
  func pairs(of inputs: [SensitivityInput]) async throws -> [Sensitivity.Pair] {
    let inputs = inputs.filter { $0.kind != .heads }
    let pairs = inputs.indices.flatMap { a in
      inputs.indices.dropFirst(a + 1).map { (inputs[a], inputs[$0]) }
    }
    let interactions = try await interactions(of: pairs)
    return zip(pairs, interactions).filter { _, interaction in
      let freedom = interaction.degreesOfFreedom
      return freedom > 0
        && interaction.value.magnitude
          > StudentT.quantile(1 - 0.025 / Double(pairs.count), degreesOfFreedom: freedom)
          * interaction.standardError
    }.map { Sensitivity.Pair(first: $0.0.key, second: $0.1.key, interaction: $1) }
      .sorted { $0.interaction.value.magnitude > $1.interaction.value.magnitude }
      .prefix(Self.mostPairs).map(\.self)
  }

  /// How much more the second of a pair moves the difference with the first at its high end than at
  /// its low, on a deck.
  func interactions(
    of pairs: [(SensitivityInput, SensitivityInput)]
  ) async throws -> [MeanEstimate] {
    let moves = pairs.flatMap { a, b in
      [(a.low, b.low), (a.low, b.high), (a.high, b.low), (a.high, b.high)].map {
        DifferenceReplay.Move.outturns([Outturn(a.key, $0), Outturn(b.key, $1)])
      }
    }
    let runs = try await play(moves, trials: min(trials, SimulationResult.trialsPerDeck))
    return stride(from: 0, to: runs.count, by: 4).map { first in
      Self.mean(
        runs[first + 3].less(runs[first + 2]).less(runs[first + 1].less(runs[first])))
    }
  }

  /// A year less and a year more than `years`.
  func horizons(of years: Int) async throws -> [Sensitivity.Horizon] {
    var horizons: [Sensitivity.Horizon] = []
    for more in [-1, 1] where (1...10).contains(years + more) {
      let estimate = try await counted(trials) {
        let result = try await self.replay.run(
          .years(more: more), trials: self.trials, tasks: self.tasks)
        return TrialGroups(result).design.mean(of: self.replay.differences(in: result))
      }
      horizons.append(Sensitivity.Horizon(years: years + more, difference: estimate))
    }
    return horizons
  }
}
