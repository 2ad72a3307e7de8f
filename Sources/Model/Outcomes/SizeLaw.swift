public import Statistics

/// The law of an event's size, as a share of the account's ARR: luck, drawn for every event.
///
/// The law's mean may itself be uncertain; it is then drawn once per world and scales the law.
public struct SizeLaw: Hashable, Sendable {
  /// The law of luck; where ``scale`` is set, its mean is 1.
  public let distribution: Distribution
  /// The uncertain mean that multiplies the law; nil where the law is known.
  public internal(set) var scale: Assumption?

  public init(distribution: Distribution, scale: Assumption? = nil) {
    self.distribution = distribution
    self.scale = scale
  }

  /// The expected size over luck and assumptions.
  public var mean: Double { distribution.mean * (scale?.mean ?? 1) }
}
