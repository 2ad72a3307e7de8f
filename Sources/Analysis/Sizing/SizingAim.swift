public import Ownership
public import Units

/// What a plan is sized for.
public struct SizingAim: Hashable, Sendable {
  /// The index of the model in the scenario.
  public let model: Int
  public let role: Role
  /// The measure whose quota is sought; nil for the plan's leading one.
  public let measure: String?
  /// The share of people, over trials and years, at or above quota; in (0, 1).
  public let chance: Double
  /// What all people of the model may cost in a year; nil where cost is no constraint.
  public let budget: Money?
  /// The least chance that a year stays within ``budget``; in (0, 1).
  public let confidence: Double

  /// - Precondition: A chance and a confidence in (0, 1).
  public init(
    model: Int, role: Role, measure: String? = nil, chance: Double, budget: Money? = nil,
    confidence: Double = 0.9
  ) {
    precondition(chance > 0 && chance < 1 && confidence > 0 && confidence < 1)
    self.model = model
    self.role = role
    self.measure = measure
    self.chance = chance
    self.budget = budget
    self.confidence = confidence
  }
}
