/// What may change in a role's pay without anything else happening: plans do not change behaviour.
public struct PayTerms: Hashable, Sendable {
  /// Multiplies the quota of the measure that the credits were kept for.
  public var quotaFactor: Double
  /// The part of on-target earnings that is base, which themselves stay as they are; nil for as it
  /// stands.
  public var baseShare: Double?
  /// Multiplies what that measure's curve pays above target; of no effect on another shape.
  public var accelerator: Double

  /// - Precondition: A quota factor above 0, a base share within 0...1, an accelerator of at least 0.
  public init(quotaFactor: Double = 1, baseShare: Double? = nil, accelerator: Double = 1) {
    precondition(quotaFactor > 0 && accelerator >= 0 && (0...1).contains(baseShare ?? 0))
    self.quotaFactor = quotaFactor
    self.baseShare = baseShare
    self.accelerator = accelerator
  }

  /// As it was simulated.
  public static let unchanged = PayTerms()
}
