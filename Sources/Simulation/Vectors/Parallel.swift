import Foundation
import Synchronization

/// Runs independent pieces of work on several tasks, with results in the order of the pieces.
enum Parallel {
  static var allCores: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The results of `body` for 0..<`count`, in order, on all cores: for work too short to cancel.
  ///
  /// The caller works too, and waits for those alone that have begun to help: it may itself be on one
  /// of the few threads that helpers need. Who has begun is on a thread of its own, and waits at most
  /// for those that began after it to help with its own pieces; so maps within maps end.
  ///
  /// - Parameter threads: The most that work at once, the caller included.
  static func map<Result: Sendable>(
    count: Int, threads: Int = allCores, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    [Result](unsafeUninitializedCapacity: count) { results, initialized in
      // Each piece writes only its own element.
      nonisolated(unsafe) let first = results.baseAddress
      withoutActuallyEscaping(body) { body in
        let shared = SharedPieces(count: count) { (first! + $0).initialize(to: body($0)) }
        for _ in 1..<max(1, min(count, threads)) {
          DispatchQueue.global().async { shared.help() }
        }
        shared.finish()
      }
      initialized = count
    }
  }

  /// The results of `body` for 0..<`count`, in order.
  ///
  /// - Parameters:
  ///   - tasks: How many pieces run at once; never changes a result.
  ///   - context: Creates a task's working memory; called once per task.
  ///   - body: Depends only on the piece; an error it throws ends the run.
  ///   - finished: Called with each finished piece, in any order.
  /// - Throws: `CancellationError`, between two pieces; errors of `body`.
  static func map<Context, Result: Sendable>(
    count: Int, tasks: Int, context: @escaping @Sendable () -> Context,
    body: @escaping @Sendable (Context, Int) throws -> Result,
    finished: (@Sendable (Int) -> Void)? = nil
  ) async throws -> [Result] {
    let tasks = max(1, min(tasks, count))
    let next = PieceCounter()
    return try await withThrowingTaskGroup(of: [(Int, Result)].self) { group in
      for _ in 0..<tasks {
        group.addTask {
          let memory = context()
          var results: [(Int, Result)] = []
          while let piece = next.take(below: count) {
            try Task.checkCancellation()
            results.append((piece, try body(memory, piece)))
            finished?(piece)
          }
          return results
        }
      }
      var ordered = [Result?](repeating: nil, count: count)
      for try await results in group {
        for (piece, result) in results { ordered[piece] = result }
      }
      return ordered.compactMap { $0 }
    }
  }
}

/// Hands out each piece of work once.
final class PieceCounter: Sendable {
  private let next = Atomic<Int>(0)

  /// The next piece; nil when none is left.
  func take(below count: Int) -> Int? {
    let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return piece < count ? piece : nil
  }
}

/// Pieces of work that a caller does with whoever comes to help.
private final class SharedPieces: Sendable {
  private struct State {
    /// Nil once the caller is done: who comes later finds nothing.
    var body: (@Sendable (Int) -> Void)?
    var helpers = 0
  }

  private let count: Int
  private let next = PieceCounter()
  private let state: Mutex<State>
  private let left = DispatchSemaphore(value: 0)

  init(count: Int, body: @escaping @Sendable (Int) -> Void) {
    self.count = count
    state = Mutex(State(body: body))
  }

  func help() {
    // Nobody holds the body once this is told: it is the caller's, who goes on.
    if work(asHelper: true) { left.signal() }
  }

  /// Does what nobody else does, and waits for the helpers.
  func finish() {
    _ = work(asHelper: false)
    let helpers = state.withLock { state in
      state.body = nil
      return state.helpers
    }
    for _ in 0..<helpers { left.wait() }
  }

  /// Does pieces while there are any; false if it was too late to begin.
  private func work(asHelper isHelper: Bool) -> Bool {
    let body = state.withLock { state in
      if isHelper, state.body != nil { state.helpers += 1 }
      return state.body
    }
    guard let body else { return false }
    while let piece = next.take(below: count) { body(piece) }
    return true
  }
}
