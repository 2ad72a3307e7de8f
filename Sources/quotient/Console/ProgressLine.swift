import Foundation

/// A progress line in the terminal, shown once a run takes noticeable time.
struct ProgressLine: Sendable {
  let isShown: Bool
  private let start = ContinuousClock.now
  private static let patience = Duration.milliseconds(700)

  init(isShown: Bool) {
    self.isShown = isShown
  }

  func show(_ done: Int, of count: Int) {
    guard isShown, ContinuousClock.now - start > Self.patience else { return }
    StandardError.writeInPlace("Simulated \(done * 100 / count)%")
  }

  func clear() {
    if isShown { StandardError.writeInPlace("") }
  }
}
