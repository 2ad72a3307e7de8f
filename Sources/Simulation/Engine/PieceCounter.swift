import Synchronization

/// Hands out the pieces of a piece of work, each once.
final class PieceCounter: Sendable {
  private let next = Atomic<Int>(0)

  /// The next piece; nil when all were handed out.
  func take(below count: Int) -> Int? {
    let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return piece < count ? piece : nil
  }
}
