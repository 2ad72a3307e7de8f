/// A condition that a model has to meet to be approved, as a scenario states it: `cost: "<= 6.2m
/// with 80%"`.
///
/// What a subject may be, the catalogue of figures says: see `Criterion` in `Analysis`.
public struct Approval: Hashable, Sendable {
  /// A figure such as `cost`, a percentile of one such as `payout-p90`, or `share-at-quota`.
  public let subject: String
  /// Whose share; nil for a figure.
  public let role: String?
  /// Whether the figure is at most ``bound``, else at least.
  public let isMost: Bool
  public let bound: Double
  /// Whether ``bound`` is written in percent.
  public let isPercent: Bool
  /// The least chance, in 0...1; nil where none is stated.
  public let chance: Double?
  /// As it is written behind the subject: `<= 6.2m with 80%`.
  public let text: String

  public init(
    subject: String, role: String? = nil, isMost: Bool, bound: Double, isPercent: Bool = false,
    chance: Double? = nil, text: String
  ) {
    self.subject = subject
    self.role = role
    self.isMost = isMost
    self.bound = bound
    self.isPercent = isPercent
    self.chance = chance
    self.text = text
  }

  /// `share-at-quota.csm >= 60%`
  public var description: String {
    ([subject] + [role].compactMap(\.self)).joined(separator: ".") + " " + text
  }
}
