import Foundation
import Synchronization

/// Work that an interrupt (control-C) or SIGTERM cancels, so that it can roll back what is half
/// done. A second signal ends the process at once.
enum Interruptible {
  /// - Throws: What the work throws, or a ``Failure`` with the signal's status if a signal
  ///   cancelled it.
  static func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
    let task = Task { try await work() }
    let caught = Mutex(ExitStatus.interrupted)
    // Uses its own queue, because the global ones have no thread to spare while every core
    // simulates.
    let queue = DispatchQueue(label: "interrupt")
    let sources = [(SIGINT, ExitStatus.interrupted), (SIGTERM, .terminated)].map { number, status in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if task.isCancelled { _exit(status.rawValue) }
        caught.withLock { $0 = status }
        task.cancel()
      }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    do {
      try await task.value
    } catch {
      guard let failure = Failure(error), failure.status == .interrupted else { throw error }
      throw Failure(caught.withLock { $0 }, failure.message)
    }
  }
}
