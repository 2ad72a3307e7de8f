import Foundation

/// At which of a year's term ends an account leaves, from one uniform.
enum TermEnd {
  /// The index of the first term end that the account does not survive; `count` where it survives
  /// all.
  ///
  /// The chance to survive the year's first *k* of *n* term ends is the yearly chance to the power
  /// *k e / n*, *e* being how many yearly chances the year's term ends make.
  ///
  /// - Parameters:
  ///   - luck: In (0, 1).
  ///   - odds: Of the yearly chance.
  ///   - exponent: Yearly chances that the year's term ends make; 1 for a term of a year.
  ///   - count: Term ends of the year, at least 1.
  static func index(luck: Float, odds: Float, exponent: Float, count: Int32) -> Int32 {
    if exponent == 1, luck < (1 - luck) * odds { return count }
    if count == 1, exponent == 1 { return 0 }
    if odds == .infinity { return count }
    // The logarithm of the yearly chance, which is not 0 although the chance may round to 1.
    let logChance = -log1p(1 / Double(odds))
    let survived = log(Double(luck)) / logChance / Double(exponent) * Double(count)
    return min(count, max(0, Int32(min(survived, 1e6))))
  }
}

/// The last stage of the funnel.
enum Funnel {
  /// Whether an accepted opportunity is won: `u (1 + o) < b o`, b the chance to get as far.
  @inline(__always)
  static func wins(luck: Float, accepted: Float, odds: Float) -> Bool {
    odds == .infinity ? luck < accepted : luck * (1 + odds) < accepted * odds
  }
}
