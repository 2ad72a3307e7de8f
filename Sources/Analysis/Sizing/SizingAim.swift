public import Ownership
public import Units

/// The aim of a sizing.
public struct SizingAim: Hashable, Sendable {
  /// The index of the model in the scenario.
  public let model: Int
  public let role: Role
  /// The measure whose quota is sought; nil for the plan's leading measure.
  public let measure: String?
  /// The share of people, over trials and years, at or above quota; in (0, 1).
  public let chance: Double
  /// The most that all the model's people may cost in a year; nil for no limit.
  public let budget: Money?
  /// The least chance that a year stays within ``budget``; in (0, 1).
  public let confidence: Double

  /// - Precondition: `chance` and `confidence` are in (0, 1).
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

/// Why a plan cannot be sized.
public enum SizingProblem: Error, Hashable, Sendable {
  /// The model does not use the role; `known` are the roles paid by a plan.
  case unusedRole(Role, model: String, known: [Role])
  /// No plan pays the role, such as the product itself.
  case noPlan(Role, model: String, known: [Role])
  /// The plan's pay depends on no quota.
  case noQuota(plan: String)
  /// The plan has no such measure with a quota; `known` are those it has.
  case unknownMeasure(String, plan: String, known: [String])
  /// The measure is always at quota here, such as agreed objectives.
  case notSimulated(measure: String)
  /// Too many people have no credit at all for any quota to give the chance.
  case outOfReach(chance: Double, measure: String)
  /// The credits of this many trials do not fit into memory; at most `most` do.
  case tooManyTrials(Int, most: Int)
}
