/// Who owns what at one time: the owner table and the settings that come with it.
public struct OwnershipRules: Hashable, Sendable {
  public var owners: OwnerTable
  /// The size above which an upsell is big.
  public var line: UpsellLine
  /// False where contracts are deliberately renewed by hand.
  public var autoRenewal: Bool
  /// True where renewals are made a negotiation on purpose, to open an upsell.
  public var friction: Bool
  /// Role to plan; a role that is not named is paid by the plan of its own name.
  public var pay: [Role: String]

  public init(
    owners: OwnerTable, line: UpsellLine = .standard, autoRenewal: Bool = true,
    friction: Bool = false, pay: [Role: String] = [:]
  ) {
    self.owners = owners
    self.line = line
    self.autoRenewal = autoRenewal
    self.friction = friction
    self.pay = pay
  }

  /// The name of the plan that pays a role: the one under `pay`, else the role's own.
  public func planName(of role: Role) -> String { pay[role] ?? role.rawValue }
}
