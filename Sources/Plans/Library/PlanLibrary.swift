public import Ownership

/// Plans to start from: one for each role, and those that the sources describe.
///
/// Quotas in money are left to the person or to the simulation's quota rule; ratios carry theirs.
public enum PlanLibrary {
  /// The default plan of each role, named like the role; ``Role/digital`` is nobody and has none.
  public static let roles: [LibraryPlan] = [
    csm, pooledCSM, renewalManager, accountManager, accountExecutive, newLogoSeller, leader, cco,
  ]

  /// The plans that the sources describe, by names of their own.
  public static let described: [LibraryPlan] = [
    individualQuota, groupNetRetention, heavyNetRetention, qualifiedLeads, leaderForGRR,
  ]

  /// Every plan of the library.
  public static let all = roles + described

  /// The plan of a name; nil where the library has none.
  public static func plan(named name: String) -> LibraryPlan? {
    all.first { $0.name == name }
  }

  /// The default plan of a role; nil where the library has none.
  public static func plan(for role: Role) -> LibraryPlan? {
    roles.first { $0.role == role }
  }

  /// A library plan is written here, so one that is refused is a mistake of this file.
  static func entry(
    _ role: Role, base: Double, _ purpose: String, source: String,
    _ plan: () throws -> Plan
  ) -> LibraryPlan {
    do {
      return LibraryPlan(
        plan: try plan(), role: role, payMix: try PayMix(base: base), purpose: purpose,
        source: source)
    } catch {
      preconditionFailure("library plan of \(role): \(error)")
    }
  }

  static func curve(
    _ knots: KeyValuePairs<Double, Double>, uncapped: Bool = false
  ) throws -> PayShape {
    .curve(
      try PayoutCurve(knots.map { Knot(from: $0.key, pays: $0.value) }, uncapped: uncapped))
  }

  static func steps(_ knots: KeyValuePairs<Double, Double>) throws -> PayShape {
    .steps(try Steps(knots.map { Knot(from: $0.key, pays: $0.value) }))
  }
}

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
