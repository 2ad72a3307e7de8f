public import Ownership

/// A plan to start from, with where its idea comes from.
public struct LibraryPlan: Hashable, Sendable {
  /// The plan itself.
  public let plan: Plan
  /// Whom it is for.
  public let role: Role
  /// How on-target earnings divide, where the role says nothing else.
  public let payMix: PayMix
  /// What it is for, in a sentence.
  public let purpose: String
  /// Which source describes it; the figures are a default where it gives none.
  public let source: String

  /// The plan's name.
  public var name: String { plan.name }
}
