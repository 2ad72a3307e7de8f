/// What another chance at quota would take, all else as in the answer.
public struct TradeOff: Sendable {
  public let chance: Double
  /// The mean over people and years, in the measure's own unit.
  public let quota: Double
  public let score: PlanScore
}
