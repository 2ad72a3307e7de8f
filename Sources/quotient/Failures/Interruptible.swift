import Formats
import Foundation
import Synchronization

/// Work that an interrupt (control-C) or SIGTERM cancels, so that it can roll back what is half
/// done. Work that does not notice for ``patience``, such as reading and preparing, ends with the
/// process, and so does all work at a second signal.
enum Interruptible {
  private static let patience = DispatchTimeInterval.milliseconds(500)

  /// - Throws: What the work throws, or a ``Failure`` with the signal's status if a signal
  ///   cancelled it.
  static func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
    let task = Task { try await work() }
    let caught = Mutex(ExitStatus.interrupted)
    let isOver = Mutex(false)
    // Uses its own queue, because the global ones have no thread to spare while every core
    // simulates.
    let queue = DispatchQueue(label: "interrupt")
    let sources = [(SIGINT, ExitStatus.interrupted), (SIGTERM, .terminated)].map { number, status in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if task.isCancelled { end(with: status) }
        caught.withLock { $0 = status }
        task.cancel()
        queue.asyncAfter(deadline: .now() + patience) {
          isOver.withLock { if !$0 { end(with: status) } }
        }
      }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    let result = await task.result
    isOver.withLock { $0 = true }
    do {
      try result.get()
    } catch {
      guard let failure = Failure(error), failure.status == .interrupted else { throw error }
      throw Failure(caught.withLock { $0 }, failure.message)
    }
  }

  /// Ends the process without waiting for its work, and leaves no draft of it behind.
  private static func end(with status: ExitStatus) -> Never {
    StandardError.write(Failure.interruption)
    Leftovers.removeAll()
    _exit(status.rawValue)
  }
}
