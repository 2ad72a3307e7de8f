public import Plans

/// How a gate stood.
public struct GateLine: Hashable, Sendable {
  /// What does not pay where the gate does not hold.
  public let guards: Gate.Guarded
  /// The metric's name.
  public let name: String
  /// Whose figure it asks for.
  public let of: Metric.Scope
  /// The actual: a ratio, an amount, or an attainment where ``isOnAttainment``.
  public let actual: Double
  /// What it had to reach, in the same unit.
  public let atLeast: Double
  /// Whether both figures are shares.
  public let isRatio: Bool
  /// Whether both are attainments of one of the plan's measures.
  public let isOnAttainment: Bool

  /// Whether the actual reaches the threshold, bound included.
  public internal(set) var isHeld = false
}
