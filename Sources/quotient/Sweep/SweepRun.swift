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

  // MARK: - Simulated here

  /// The scores of some variants, in their order.
  ///
  /// - Parameter seed: Other luck than the scenario's; nil for its own.
  func scores(of settings: [[Setting]], seed: UInt64? = nil) async throws -> [VariantScores] {
    let progress = SweepProgress(
      isShown: showsProgress && StandardError.isTerminal, count: settings.count)
    defer { progress.clear() }
    return try await each(settings.count) { variant in
      try await score(settings[variant], seed: seed)
    } done: {
      progress.show($0)
    }
  }

  private func score(_ settings: [Setting], seed: UInt64?) async throws -> VariantScores {
    let (source, scenario) = try read(settings)
    let luck = seed ?? scenario.seed
    let key = "\(scenario.fingerprint) \(luck)"
    if let known = await journal?.scores(of: key) { return known }
    // Variants run side by side, each on one core: none waits for another's slowest part.
    let prepared = try await PreparedScenario(try source.compiled(scenario), tasks: 1)
    let result = try await Simulator.run(prepared.drawing(seed: luck), tasks: 1)
    let scores = VariantScores(result, criteria: criteria)
    try Task.checkCancellation()
    try await journal?.keep(scores, of: key)
    return scores
  }

  /// The results of `body` for every variant, one a core at a time.
  private func each(
    _ count: Int, _ body: @escaping @Sendable (Int) async throws -> VariantScores,
    done: (Int) -> Void = { _ in }
  ) async throws -> [VariantScores] {
    let width = threads ?? ProcessInfo.processInfo.activeProcessorCount
    return try await withThrowingTaskGroup(of: (Int, VariantScores).self) { group in
      var next = 0
      func start() {
        guard next < count else { return }
        let variant = next
        next += 1
        group.addTask { (variant, try await body(variant)) }
      }
      for _ in 0..<width { start() }
      var scores = [VariantScores?](repeating: nil, count: count)
      var finished = 0
      for try await (variant, score) in group {
        scores[variant] = score
        finished += 1
        done(finished)
        start()
      }
      return scores.map { $0! }
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
    return try await each(settings.count) { variant in
      let (source, scenario) = try read(settings[variant])
      let prepared = try await PreparedScenario(try source.compiled(scenario), tasks: 1)
      return VariantScores(try PartSet(found[variant]!).result(prepared), criteria: criteria)
    }
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
