/// A count with its noun: `1 event`, `2 events`, `1 person`, `3 people`.
public struct Counted: Hashable, Sendable, CustomStringConvertible {
  public let count: Int
  private let one: String
  private let many: String

  /// - Parameters:
  ///   - one: The singular.
  ///   - many: The plural; `one` with an `s` if nil.
  public init(_ count: Int, _ one: String, _ many: String? = nil) {
    self.count = count
    self.one = one
    self.many = many ?? one + "s"
  }

  /// The noun alone, for a number that is formatted separately.
  public var noun: String { count == 1 ? one : many }

  public var description: String { "\(count) \(noun)" }
}
