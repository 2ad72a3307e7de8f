/// The name of a role that can own or source a motion, such as `csm`.
///
/// Scenarios may add their own; the static members are the roles that presets use.
public struct Role: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public init(_ name: String) {
    self.init(rawValue: name)
  }

  /// Customer Success Manager.
  public static let csm = Role("csm")
  /// Renewals representative.
  public static let renewalManager = Role("renewal-manager")
  public static let accountManager = Role("account-manager")
  public static let accountExecutive = Role("account-executive")
  /// An account executive whose day job is new customers.
  public static let newLogoSeller = Role("new-logo-seller")
  /// One-to-many, low touch.
  public static let pooledCSM = Role("pooled-csm")
  /// The product itself, not a person.
  public static let digital = Role("digital")
  public static let csLeader = Role("cs-leader")
  public static let cco = Role("cco")

  public static func < (a: Role, b: Role) -> Bool { a.rawValue < b.rawValue }
}

extension Role: CustomStringConvertible {
  public var description: String { rawValue }
}
