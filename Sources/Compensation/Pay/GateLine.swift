/// How a gate stood.
public struct GateLine: Hashable, Sendable {
  /// What does not pay where the gate does not hold.
  public enum Guards: String, Hashable, Sendable {
    case measure
    /// What the measure pays above its target.
    case accelerator
    case plan
  }

  public let guards: Guards
  public let name: String
  public let of: Metric.Scope
  /// The actual: a ratio, an amount, or an attainment where ``isOnAttainment``.
  public let actual: Double
  /// What it had to reach, in the same unit.
  public let atLeast: Double
  public let isRatio: Bool
  public let isOnAttainment: Bool

  public var isHeld: Bool { reaches(actual, atLeast) }
}
