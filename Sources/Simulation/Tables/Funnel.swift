/// What an opportunity passes on its way to a sale: it is found, accepted, and won.
///
/// One uniform decides all three. What lies below the chance to be found is found; of that, what
/// lies below the chance to be accepted too is accepted; and of that the odds to win take their
/// share from below. So an opportunity that gets further under one model than under another has
/// the same luck in both.
enum Funnel {
  /// The chance to be found: whoever looks for opportunities and everybody else may miss one.
  ///
  /// - Parameters:
  ///   - missedByOthers: The chance that everybody and everything else misses it.
  ///   - odds: That whoever looks for opportunities finds it.
  @inline(__always)
  static func found<Number: OddsNumber>(
    missedByOthers: Number.Single, odds: Number
  ) -> Number {
    1 - missedByOthers / (1 + odds)
  }

  /// ``found(missedByOthers:odds:)`` of a chance.
  static func found(missedByOthers: Double, chance: Double) -> Double {
    1 - (1 - chance) * missedByOthers
  }

  /// The chance with which the owner finds an opportunity alone, where it is found with a stated
  /// chance in all; 0 where others find as much, or all.
  static func ownChance(found: Double, missedByOthers: Double) -> Double {
    missedByOthers > 0 ? max(0, 1 - (1 - found) / missedByOthers) : 0
  }

  /// The odds that an accepted opportunity is won.
  ///
  /// - Parameters:
  ///   - drivers: What the account's drivers multiply odds by.
  ///   - owner: What the owner's talent and load multiply odds by.
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
