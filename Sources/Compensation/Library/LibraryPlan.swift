public import Ownership

/// A plan to start from, with where its idea comes from.
public struct LibraryPlan: Hashable, Sendable {
  public let plan: Plan
  public let role: Role
  /// How on-target earnings divide, where the role says nothing else.
  public let payMix: PayMix
  /// What it is for, in a sentence.
  public let purpose: String
  /// Which source describes it; the figures are a default where it gives none.
  public let source: String

  public var name: String { plan.name }
}
