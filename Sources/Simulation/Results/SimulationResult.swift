public import Scenarios

/// The outcome of a run: every model on the same luck.
public struct SimulationResult: Sendable {
  public let scenario: Scenario
  public let trials: Int
  public let seed: UInt64
  /// In the scenario's order.
  public let models: [ModelResult]
  /// Trials that share their assumptions: a world.
  public static let trialsPerWorld = laneCount
  /// Whether any assumption is uncertain, so that worlds differ.
  public let hasRanges: Bool
}
