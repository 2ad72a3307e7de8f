/// A map whose keys are names: segments, roles, motions, plans.
public struct NamedMap: Sendable {
  /// The only wildcard of the language: what holds for every name without an entry of its own.
  public static let wildcard = "all"

  /// The most entries that one map may have.
  public static let largestCount = 10_000

  /// In the singular, for messages: `segment`.
  public let noun: String
  /// The names that exist, or nil where the user makes them.
  public let names: [Form.Choice]?
  public let entry: Form
  /// Whether ``wildcard`` may be written.
  public let allowsAll: Bool
  /// False where the user's map replaces the default as a whole.
  public let isMerged: Bool

  public init(
    of noun: String, _ entry: Form, names: [Form.Choice]? = nil, allowsAll: Bool = false,
    isMerged: Bool = true
  ) {
    self.noun = noun
    self.entry = entry
    self.names = names
    self.allowsAll = allowsAll
    self.isMerged = isMerged
  }
}
