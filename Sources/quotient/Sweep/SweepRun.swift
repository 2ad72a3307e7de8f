import Analysis
import Formats
import Foundation
import Model
import Simulation
import Units

/// Scores the variants of a sweep, several at a time.
struct SweepRun: Sendable {
  /// The scenario with some values set, as chosen.
  let read: @Sendable ([Setting]) throws -> (source: ScenarioSource, scenario: Scenario)
  /// The arguments that choose models and values.
  let arguments: @Sendable ([Setting]) throws -> [String]
  let threads: Int?
  let showsProgress: Bool
  var criteria: [Criterion] = []
  /// Where finished variants are kept; nil for nowhere.
  var journal: SweepJournal?
  /// What was played last, for a search, which asks for more of the same; nil for a sweep that asks
  /// once.
  var shelf: RunShelf?

  // MARK: - Simulated here

  /// A variant as it was read.
  private struct Variant: Sendable {
    let index: Int
    let source: ScenarioSource
    let scenario: Scenario
    /// Of its inputs and luck.
    let key: String
  }

  /// Variants that are played alike: the first is simulated, the others are settled from what it
  /// played.
  private struct Work: Sendable {
    var variants: [Variant]
    var run: KeptRun?
  }

  /// What a task did, and what is left of its work.
  private struct Done: Sendable {
    let index: Int
    let scores: VariantScores
    var rest: Work?
  }

  /// Variants that are read at once: a scenario takes memory.
  private static let mostRead = 512

  /// The scores of some variants, in their order.
  ///
  /// - Parameter seed: Other luck than the scenario's; nil for its own.
  func scores(of settings: [[Setting]], seed: UInt64? = nil) async throws -> [VariantScores] {
    let progress = SweepProgress(
      isShown: showsProgress && StandardError.isTerminal, count: settings.count)
    defer { progress.clear() }
    var scores = [VariantScores?](repeating: nil, count: settings.count)
    var finished = 0
    func add(_ done: VariantScores, at index: Int) {
      scores[index] = done
      finished += 1
      progress.show(finished)
    }
    for first in stride(from: 0, to: settings.count, by: Self.mostRead) {
      let indices = first..<min(first + Self.mostRead, settings.count)
      var missing: [Variant] = []
      for variant in try await variants(indices, of: settings, seed: seed) {
        if let known = await journal?.scores(of: variant.key) {
          add(known, at: variant.index)
        } else {
          missing.append(variant)
        }
      }
      try await score(missing, seed: seed) { add($0.scores, at: $0.index) }
    }
    return scores.map { $0! }
  }

  private func variants(
    _ indices: Range<Int>, of settings: [[Setting]], seed: UInt64?
  ) async throws -> [Variant] {
    try await each(indices.count) { index in
      let index = indices.lowerBound + index
      var (source, scenario) = try read(settings[index])
      if let seed { scenario.seed = seed }
      let key = "\(scenario.fingerprint) \(scenario.seed)"
      return Variant(index: index, source: source, scenario: scenario, key: key)
    }
  }

  /// The variants by what is played, each group in their order.
  private func playedAlike(_ variants: [Variant]) -> [[Variant]] {
    var place: [Scenario: Int] = [:]
    var groups: [[Variant]] = []
    for variant in variants {
      let played = variant.scenario.played
      if let place = place[played] {
        groups[place].append(variant)
      } else {
        place[played] = groups.count
        groups.append([variant])
      }
    }
    return groups
  }

  private func score(
    _ variants: [Variant], seed: UInt64?, done: (Done) -> Void
  ) async throws {
    var waiting: [Work] = playedAlike(variants).map { Work(variants: $0) }.reversed()
    try await withThrowingTaskGroup(of: Done.self) { group in
      func start() {
        guard var work = waiting.popLast() else { return }
        if work.run != nil, work.variants.count > 1 {
          let next = Work(variants: [work.variants.removeFirst()], run: work.run)
          waiting.append(work)
          work = next
        }
        group.addTask { [work] in try await score(work) }
      }
      for _ in 0..<width { start() }
      for try await finished in group {
        done(finished)
        if let rest = finished.rest { waiting.append(rest) }
        // Work that had to wait for a run may now go on in several tasks.
        let isFree = finished.rest != nil
        for _ in 0..<(isFree ? width : 1) { start() }
      }
    }
  }

  /// Scores the first variant of some work.
  private func score(_ work: Work) async throws -> Done {
    let variant = work.variants[0]
    let rest = Array(work.variants.dropFirst())
    let result: SimulationResult
    var run = work.run
    if run == nil { run = await shelf?.run(of: variant.scenario) }
    if let kept = run {
      let compiled = try variant.source.compiled(variant.scenario, like: kept.prepared.plan)
      result = try await kept.changed(to: compiled, tasks: 1).result
    } else {
      // Variants run side by side, each on one core: none waits for another's slowest part.
      let compiled = try variant.source.compiled(variant.scenario)
      let prepared = try await PreparedScenario(compiled, tasks: 1)
      if rest.isEmpty, shelf == nil {
        result = try await Simulator.run(prepared, tasks: 1)
      } else {
        let kept = try await KeptRun(prepared, memory: KeptRun.usualMemory / width, tasks: 1)
        await shelf?.keep(kept, of: variant.scenario)
        (run, result) = (kept, kept.result)
      }
    }
    let scores = VariantScores(result, criteria: criteria)
    try Task.checkCancellation()
    try await journal?.keep(scores, of: variant.key)
    return Done(
      index: variant.index, scores: scores,
      rest: work.run == nil && !rest.isEmpty ? Work(variants: rest, run: run) : nil)
  }

  /// How many variants are scored at a time.
  private var width: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// The results of `body` for every variant, one a core at a time.
  private func each<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var next = 0
      func start() {
        guard next < count else { return }
        let variant = next
        next += 1
        group.addTask { (variant, try await body(variant)) }
      }
      for _ in 0..<width { start() }
      var results = [Result?](repeating: nil, count: count)
      for try await (variant, result) in group {
        results[variant] = result
        start()
      }
      return results.map { $0! }
    }
  }

  // MARK: - Simulated elsewhere

  /// Scores of the parts in a folder; a part that is there twice counts once.
  ///
  /// - Throws: ``Failure`` for a part of no variant or a variant without parts; `PartProblem`.
  func collected(
    from folder: String, _ settings: [[Setting]]
  ) async throws -> [VariantScores] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw Failure(.unreadable, "\(folder): no folder that can be read")
    }
    var variantOf: [[String]: Int] = [:]
    for (variant, settings) in settings.enumerated() {
      let arguments = try arguments(settings)
      variantOf[arguments] = variant
    }
    var parts: [Int: [PartFile]] = [:]
    for name in names.sorted() where name.hasSuffix(".part") {
      let part = try PartFile(reading: "\(folder)/\(name)")
      guard let variant = variantOf[part.header.origin.arguments] else {
        throw Failure(
          .badData,
          "\(folder)/\(name) is of no variant of this sweep: give the options that --plan had")
      }
      if parts[variant, default: []].contains(where: { $0.header.blocks == part.header.blocks }) {
        continue
      }
      parts[variant, default: []].append(part)
    }
    let missing = settings.indices.filter { parts[$0] == nil }
    if let first = missing.first {
      throw Failure(
        .badData,
        "\(folder) has no part of \(Counted(missing.count, "variant")), the first of which is"
          + " \(first): \(settings[first].map(\.description).joined(separator: ", "))")
    }
    let found = parts
    var scores = [VariantScores?](repeating: nil, count: settings.count)
    for first in stride(from: 0, to: settings.count, by: Self.mostRead) {
      let read = try await variants(
        first..<min(first + Self.mostRead, settings.count), of: settings, seed: nil)
      let groups = playedAlike(read)
      let scored = try await each(groups.count) { group in
        let first = try await prepared(groups[group][0], like: nil)
        return try await each(groups[group].count) { member in
          let variant = groups[group][member]
          let prepared = member == 0 ? first : try await prepared(variant, like: first)
          let result = try PartSet(found[variant.index]!).result(prepared)
          return (variant.index, VariantScores(result, criteria: criteria))
        }
      }
      for (variant, score) in scored.joined() { scores[variant] = score }
    }
    return scores.map { $0! }
  }

  private func prepared(
    _ variant: Variant, like other: PreparedScenario?
  ) async throws -> PreparedScenario {
    try await PreparedScenario(
      try variant.source.compiled(variant.scenario, like: other?.plan), like: other, tasks: 1)
  }
}

/// The run that was played last.
actor RunShelf {
  private var kept: (played: Scenario, seed: UInt64, run: KeptRun)?

  /// A run from which a scenario can be settled; nil if there is none.
  func run(of scenario: Scenario) -> KeptRun? {
    guard let kept, kept.seed == scenario.seed, kept.played == scenario.played else { return nil }
    return kept.run
  }

  func keep(_ run: KeptRun, of scenario: Scenario) {
    kept = (scenario.played, scenario.seed, run)
  }
}

/// A line in the terminal: how many variants are done, and how long the others will take.
private struct SweepProgress {
  let isShown: Bool
  let count: Int
  private let start = ContinuousClock.now

  init(isShown: Bool, count: Int) {
    self.isShown = isShown
    self.count = count
  }

  func show(_ done: Int) {
    guard isShown, done < count else { return }
    let seconds = Double((ContinuousClock.now - start).components.seconds)
    let left = seconds / Double(done) * Double(count - done)
    StandardError.writeInPlace(
      "\(done) of \(Counted(count, "variant")), about \(TimedProgress.words(left)) to go")
  }

  func clear() {
    if isShown { StandardError.writeInPlace("") }
  }
}
