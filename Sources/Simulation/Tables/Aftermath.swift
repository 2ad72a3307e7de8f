import CAccountLoop
import Model

/// What a change of ARR at a renewal makes of the odds of the next renewal.
///
/// The next renewal is that of the next fiscal year in which a term of the account ends. What
/// happened before the horizon is in the stated rates.
enum Aftermath {
  /// The increase of which ``EffectInputs/afterIncrease`` states the effect.
  static let statedIncrease = 0.1

  /// How much the odds of leaving grow per unit of an increase, given the odds of renewal after an
  /// increase of ``statedIncrease``.
  static func growthOfLeaving(odds: Double) -> Double { (1 / odds - 1) / statedIncrease }

  /// The factor on the odds of renewal after an increase by a share of ARR.
  static func ofIncrease(_ share: Float, _ effects: AccountLoopEffects) -> Float {
    1 / (1 + effects.increase * share)
  }
}

extension Effects {
  /// Whether a change at a renewal moves the odds of the next in any world.
  var hasAftermath: Bool {
    [self.afterIncrease, self.afterContraction].contains { !($0.isCertain && $0.mean == 1) }
  }
}
