import Plans
import Units

/// What a person in a role is offered in a world, a year: base and target incentive.
struct PayOffer: Hashable, Sendable, BitwiseCopyable {
  let base: Double
  let targetIncentive: Double

  /// - Parameters:
  ///   - onTarget: On-target earnings.
  ///   - baseShare: The part of them that is base.
  ///   - targetIncentive: The plan's own, where it has one, stands instead of the rest.
  init(onTarget: Double, baseShare: Double, targetIncentive: Amount?) {
    base = onTarget * baseShare
    self.targetIncentive =
      targetIncentive?.money(of: Money(base)).amount ?? onTarget * (1 - baseShare)
  }

  /// The same on-target earnings, divided otherwise.
  init(_ other: PayOffer, baseShare: Double) {
    let onTarget = other.base + other.targetIncentive
    base = onTarget * baseShare
    targetIncentive = onTarget * (1 - baseShare)
  }
}
