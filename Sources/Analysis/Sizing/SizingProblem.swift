public import Ownership

/// Why a plan cannot be sized.
public enum SizingProblem: Error, Hashable, Sendable {
  /// The model does not use the role; those that are paid by a plan are `known`.
  case unusedRole(Role, model: String, known: [Role])
  /// No plan pays the role, such as the product itself.
  case noPlan(Role, model: String, known: [Role])
  /// The plan's pay depends on no quota.
  case noQuota(plan: String)
  /// The plan has no such measure with a quota; those it has are `known`.
  case unknownMeasure(String, plan: String, known: [String])
  /// The measure is always at quota here, such as agreed objectives.
  case notSimulated(measure: String)
  /// So many people have no credit at all that no quota gives the chance.
  case outOfReach(chance: Double, measure: String)
  /// The credits of so many trials do not fit into memory; at most `most` trials do.
  case tooManyTrials(Int, most: Int)
}
