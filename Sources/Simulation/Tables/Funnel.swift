/// The funnel from opportunity to sale: found, accepted, won.
///
/// One uniform decides all three: it must be below the chance to be found, then below the chance to
/// be found and accepted, then within the winning share of that. So an opportunity has the same
/// luck under every model, even if it gets further in one.
enum Funnel {
  /// The chance to be found, by whoever looks for opportunities or by anyone else.
  ///
  /// - Parameters:
  ///   - missedByOthers: The chance that everyone and everything else misses it.
  ///   - odds: The odds that whoever looks for opportunities finds it.
  @inline(__always)
  static func found<Number: OddsNumber>(
    missedByOthers: Number.Single, odds: Number
  ) -> Number {
    1 - missedByOthers / (1 + odds)
  }

  /// ``found(missedByOthers:odds:)`` for a chance.
  static func found(missedByOthers: Double, chance: Double) -> Double {
    1 - (1 - chance) * missedByOthers
  }

  /// The chance that the owner alone finds an opportunity, given the stated chance that anyone
  /// does; 0 if others already find that many.
  static func ownChance(found: Double, missedByOthers: Double) -> Double {
    missedByOthers > 0 ? max(0, 1 - (1 - found) / missedByOthers) : 0
  }

  /// The odds that an accepted opportunity is won.
  ///
  /// - Parameters:
  ///   - drivers: The factor of the account's drivers on odds.
  ///   - owner: The factor of the owner's talent and load on odds.
  @inline(__always)
  static func wonOdds<Number: OddsNumber>(
    _ odds: Number.Single, drivers: Number.Single, owner: Number
  ) -> Number {
    owner * (odds * drivers)
  }

  /// Whether an accepted opportunity is won: u (1 + o) < b o, b being the chance to get as far.
  @inline(__always)
  static func wins(luck: Float, accepted: Float, odds: Float) -> Bool {
    odds == .infinity ? luck < accepted : luck * (1 + odds) < accepted * odds
  }
}
