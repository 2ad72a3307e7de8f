import Advice
import Ownership
import Statistics

/// The climb of a search: from the best start, one cell at a time, until no change is worth taking.
struct OwnershipClimb: Sendable {
  /// A cell and what might own it instead.
  struct Move: Hashable, Sendable {
    let cell: OwnerCell
    let to: Assignment
  }

  let bench: OwnershipBench
  let space: OwnershipSpace
  let effort: SearchEffort
  let seed: UInt64
  private(set) var start: OwnershipSpace.Start
  private(set) var rules: OwnershipRules
  private(set) var grid: OwnerGrid
  private(set) var steps: [SearchStep] = []

  init(bench: OwnershipBench, space: OwnershipSpace, effort: SearchEffort, seed: UInt64) {
    self.bench = bench
    self.space = space
    self.effort = effort
    self.seed = seed
    start = space.starts[0]
    rules = start.rules
    grid = OwnerGrid(rules.owners, segments: space.segments)
  }

  /// The luck of a stage.
  private func luck(_ trials: Int) -> OwnershipBench.Luck { .init(seed: seed, trials: trials) }

  mutating func run() async throws {
    let scores = try await bench.scores(
      of: space.starts.map(\.rules), luck(effort.sweep))
    let means = scores.map { Moments($0.values).mean }
    start = space.starts[means.indices.max { (means[$0], $1) < (means[$1], $0) }!]
    rules = start.rules
    grid = OwnerGrid(rules.owners, segments: space.segments)
    var promising = try await sweep()
    var isSwept = true
    while true {
      if let step = try await bestStep(among: promising) {
        take(step)
        promising.removeAll { $0.cell == step.cell && $0.to == step.to }
        isSwept = false
      } else if isSwept {
        return try await keepToday()
      } else {
        // What was not worth trying before the last steps may be now.
        promising = try await sweep()
        isSwept = true
      }
    }
  }

  /// Gives every cell back to its owner of today where that changes nothing in any trial.
  private mutating func keepToday() async throws {
    let today = OwnerGrid(space.starts[0].rules.owners, segments: space.segments)
    let back = space.cells.compactMap { cell in
      today[cell.cell].flatMap { own in
        own == grid[cell.cell] ? nil : Move(cell: cell.cell, to: own)
      }
    }
    guard !back.isEmpty else { return }
    let gains = try await gains(of: back, luck(effort.sweep), areMeans: true)
    let idle = zip(back, gains).filter { $0.1.ties == 1 }.map(\.0)
    let given = idle.reduce(grid) { $0.setting($1.cell, to: $1.to) }
    let scores = try await bench.scores(of: [rules, rules.owned(by: given)], luck(effort.sweep))
    // Together they may still change something, such as who faces the customer.
    guard scores[1].meanDifference(from: scores[0]).ties == 1 else { return }
    grid = given
    rules = rules.owned(by: given)
  }

  private mutating func take(_ step: SearchStep) {
    steps.append(step)
    grid[step.cell] = step.to
    rules = rules.owned(by: grid)
  }

  /// Every move that can be made.
  private var moves: [Move] {
    space.cells.flatMap { cell in
      cell.candidates.filter { $0 != grid[cell.cell] }.map { Move(cell: cell.cell, to: $0) }
    }
  }

  private func rules(after move: Move) -> OwnershipRules {
    rules.owned(by: grid.setting(move.cell, to: move.to))
  }

  /// What moves add to the value, in their order.
  ///
  /// - Parameter areMeans: Whether the probability that a move adds anything is not asked for.
  private func gains(
    of moves: [Move], _ luck: OwnershipBench.Luck, areMeans: Bool = false
  ) async throws -> [PairedDifference] {
    let scores = try await bench.scores(of: [rules] + moves.map(rules(after:)), luck)
    return scores.dropFirst().map {
      areMeans ? $0.meanDifference(from: scores[0]) : $0.difference(from: scores[0])
    }
  }

  /// The moves that few trials do not rule out.
  private func sweep() async throws -> [Move] {
    let moves = moves
    let gains = try await gains(of: moves, luck(effort.sweep), areMeans: true)
    return zip(moves, gains).filter { _, gain in
      gain.ties < 1 && gain.mean > 0 && gain.mean > gain.standardError
    }.sorted { $0.1.mean > $1.1.mean }.map(\.0)
  }

  /// How many promising moves are tried together.
  private static let portion = 8

  /// A move that surely adds something: the best of the first portion that has any; nil if none does.
  ///
  /// - Parameter moves: The most promising first.
  private func bestStep(among moves: [Move]) async throws -> SearchStep? {
    for first in stride(from: 0, to: moves.count, by: Self.portion) {
      let portion = Array(moves[first..<min(first + Self.portion, moves.count)])
      let gains = try await gains(of: portion, luck(effort.choice))
      let best = zip(portion, gains)
        .filter { Verdict.finding($1) == .winner }
        .max { $0.1.mean < $1.1.mean }
      if let (move, gain) = best {
        return .init(cell: move.cell, from: grid[move.cell], to: move.to, gain: gain)
      }
    }
    return nil
  }

  /// Each cell with its owner and what others would add, on fresh luck.
  func closing(
    _ luck: OwnershipBench.Luck
  ) async throws -> [(
    cell: OwnerCell, found: Assignment, others: [(assignment: Assignment, gain: PairedDifference)]
  )] {
    let moves = moves
    let gains = try await gains(of: moves, luck)
    return space.cells.compactMap { cell in
      guard let found = grid[cell.cell] else { return nil }
      let others = zip(moves, gains).filter { $0.0.cell == cell.cell }
        .map { (assignment: $0.0.to, gain: $0.1) }
      return (cell.cell, found, others)
    }
  }
}
