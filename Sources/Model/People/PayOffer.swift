public import Plans
import Units

/// What a person in a role is offered for a year at an attainment of 100%: base and target
/// incentive.
public struct PayOffer: Hashable, Sendable, BitwiseCopyable {
  public let base: Double
  public let targetIncentive: Double

  public var onTarget: Double { base + targetIncentive }
  /// The part of ``onTarget`` that is base; 1 where nothing is offered.
  public var baseShare: Double { onTarget > 0 ? base / onTarget : 1 }

  /// - Parameters:
  ///   - onTarget: On-target earnings.
  ///   - baseShare: The part of them that is base.
  ///   - targetIncentive: The plan's own, where it has one, stands instead of the rest.
  public init(onTarget: Double, baseShare: Double, targetIncentive: Amount?) {
    self.init(
      base: onTarget * baseShare, otherwise: onTarget * (1 - baseShare),
      targetIncentive: targetIncentive)
  }

  /// - Parameter otherwise: The target incentive of a plan that has none of its own.
  public init(base: Double, otherwise: Double, targetIncentive: Amount?) {
    self.base = base
    self.targetIncentive = targetIncentive?.money(of: Money(base)).amount ?? otherwise
  }

  /// The same on-target earnings, divided otherwise.
  public init(_ other: PayOffer, baseShare: Double) {
    base = other.onTarget * baseShare
    targetIncentive = other.onTarget * (1 - baseShare)
  }
}

extension RoleProfile {
  /// What the role offers by a plan.
  ///
  /// - Parameter onTarget: On-target earnings of a world; nil: as the scenario states them.
  public func offer(paidBy plan: Plan?, onTarget: Double? = nil) -> PayOffer {
    PayOffer(
      onTarget: onTarget ?? self.ote.mean, baseShare: baseShare,
      targetIncentive: plan?.targetIncentive)
  }
}
