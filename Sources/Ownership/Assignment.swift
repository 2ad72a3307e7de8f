/// Who owns a motion in a segment, who finds its opportunities, and who is credited.
public struct Assignment: Hashable, Sendable {
  /// The role that does the work and closes.
  public var owner: Role
  /// The role that finds opportunities and hands them to the owner: a CSQL.
  public var source: Role?
  /// Share of a deal credited to a role other than the owner, or to the owner where it is not 100%.
  ///
  /// Shares may add up to more than 1: double crediting.
  public var credit: [Role: Double]

  public init(owner: Role, source: Role? = nil, credit: [Role: Double] = [:]) {
    self.owner = owner
    self.source = source
    self.credit = credit
  }

  /// The share of a deal credited to `role`: as stated, else 100% to the owner and nothing to others.
  public func creditShare(of role: Role) -> Double {
    credit[role] ?? (role == owner ? 1 : 0)
  }

  /// Every role that is credited with some part of a deal, the owner first.
  public var creditedRoles: [Role] {
    ([owner] + credit.keys.filter { $0 != owner }.sorted()).filter { creditShare(of: $0) > 0 }
  }
}
