import Foundation
import Synchronization

/// Runs independent pieces of work on several tasks, with results in the order of the pieces.
enum Parallel {
  static var allCores: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The results of `body` for 0..<`count`, in order, on all cores: for work too short to cancel.
  static func map<Result: Sendable>(count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    [Result](unsafeUninitializedCapacity: count) { results, initialized in
      // Each piece writes only its own element.
      nonisolated(unsafe) let first = results.baseAddress
      DispatchQueue.concurrentPerform(iterations: count) { piece in
        (first! + piece).initialize(to: body(piece))
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
