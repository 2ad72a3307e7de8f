public import Model

/// A resident run that answers one change after another: the newest wins.
///
/// ```swift
/// let engine = try await Engine(scenario, trials: 1024)
/// let changed = try reading.setting("roles.csm.ote", to: "120k").scenario!
/// let answer = try await engine.update(to: changed)
/// print(answer.work, answer.result.models.map(\.name))
/// ```
///
/// See ``KeptRun`` for what a change does again, and the memory that it takes.
public actor Engine {
  private let tasks: Int?
  private var latest: KeptRun
  private var running: Task<KeptRun, any Error>?

  /// Simulates a scenario, and keeps what was played.
  ///
  /// - Parameters:
  ///   - trials: At least 1; nil: the scenario's number.
  ///   - memory: The most bytes that worlds may take.
  ///   - tasks: The number of threads; never changes a result.
  /// - Throws: ``StaffingError``; as ``KeptRun``.
  public init(
    _ scenario: Scenario, trials: Int? = nil, memory: Int = KeptRun.usualMemory,
    tasks: Int? = nil
  ) async throws {
    self.tasks = tasks
    latest = try await KeptRun(
      PreparedScenario(CompiledScenario(scenario), tasks: tasks), trials: trials, memory: memory,
      tasks: tasks)
  }

  /// The run that answered last.
  public var run: KeptRun { latest }

  /// The run of a changed scenario. An update that still runs is cancelled: it ends between two
  /// worlds, and its caller is told so.
  ///
  /// - Parameter trials: At least 1; nil: the scenario's number. A run grows without playing again
  ///   what it has.
  /// - Throws: `CancellationError` if a newer update came; ``StaffingError``; as ``KeptRun``.
  public func update(to scenario: Scenario, trials: Int? = nil) async throws -> KeptRun {
    running?.cancel()
    let update = Task { [latest, tasks] in
      try await latest.changed(to: scenario, trials: trials, tasks: tasks)
    }
    running = update
    let run = try await withTaskCancellationHandler {
      try await update.value
    } onCancel: {
      update.cancel()
    }
    guard running == update else { throw CancellationError() }
    running = nil
    latest = run
    return run
  }
}
