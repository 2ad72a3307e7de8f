public import Statistics

/// An input value of a scenario: a number, or a distribution if it is not known exactly.
///
/// An uncertain value is drawn once per world. Two assumptions with the same ``key`` share a draw,
/// so that whatever segments inherit from `all` moves together.
public struct Assumption: Hashable, Sendable {
  /// Who stated the value.
  public enum Origin: String, Hashable, Sendable {
    case yours
    /// Written by `init`, and not confirmed since.
    case template
    case `default`
  }

  /// The key where the value was stated, such as `outcomes.all.renewal.chance`; identifies its
  /// draw.
  public let key: String
  public let distribution: Distribution
  /// Where the value comes from, in the author's words; empty if not stated.
  public let source: String
  public let origin: Origin

  public init(
    key: String, distribution: Distribution, source: String = "", origin: Origin = .yours
  ) {
    self.key = key
    self.distribution = distribution
    self.source = source
    self.origin = origin
  }

  /// The stated value: the distribution's mean.
  public var mean: Double { distribution.mean }
  public var isCertain: Bool { distribution.isConstant }
}
