import Foundation
import Units

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

/// A progress line of long work, with how long the rest will take.
struct TimedProgress: Sendable {
  let isShown: Bool
  private let start = ContinuousClock.now

  init(isShown: Bool) {
    self.isShown = isShown
  }

  /// - Parameter work: What is done of `whole`, in any unit.
  func show(_ work: Double, of whole: Double) {
    guard isShown, work > 0, work < whole else { return }
    let left = Double((ContinuousClock.now - start).components.seconds) * (whole / work - 1)
    StandardError.writeInPlace(
      "Played \(Int(100 * work / whole))%, about \(Self.words(left)) to go")
  }

  func clear() {
    if isShown { StandardError.writeInPlace("") }
  }

  static func words(_ seconds: Double) -> String {
    seconds < 90
      ? Counted(Int(seconds.rounded(.up)), "second").description
      : Counted(Int((seconds / 60).rounded(.up)), "minute").description
  }
}
