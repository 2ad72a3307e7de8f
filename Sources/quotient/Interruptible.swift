import Foundation

/// Work that an interrupt (control-C) cancels; a second interrupt ends the process at once.
enum Interruptible {
  static func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
    let task = Task { try await work() }
    signal(SIGINT, SIG_IGN)
    // A queue of its own: the global ones have no thread to spare while every core simulates.
    let queue = DispatchQueue(label: "interrupt")
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: queue)
    source.setEventHandler {
      if task.isCancelled { _exit(ExitStatus.interrupted.rawValue) }
      task.cancel()
    }
    source.resume()
    defer { source.cancel() }
    try await task.value
  }
}
