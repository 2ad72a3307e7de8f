/// Identifies a draw of an entity: the counter words that do not depend on the trial.
///
/// | word | holds |
/// |---|---|
/// | 0 | the trial, or the world |
/// | 1 | low 32 bits of the entity's 48-bit hash |
/// | 2 | its high 16 bits; below them purpose (4 bits), year (4), ordinal (6), replica (2) |
/// | 3 | 0 |
struct DrawKey: Hashable, Sendable {
  /// The number of fiscal years that fit the counter.
  static let yearLimit = 16
  /// The number of events per stream, account and year that fit the counter.
  static let ordinalLimit = 64

  let word1: UInt32
  let word2: UInt32

  init(entity: UInt64, purpose: Purpose, year: Int = 0, ordinal: Int = 0, replica: Int = 0) {
    assert(year < Self.yearLimit && ordinal < Self.ordinalLimit && replica < 4)
    word1 = UInt32(truncatingIfNeeded: entity)
    let low = purpose.rawValue << 12 | UInt16(year) << 8 | UInt16(ordinal) << 2 | UInt16(replica)
    word2 = UInt32(truncatingIfNeeded: entity >> 32) << 16 | UInt32(low)
  }

  /// The key of a later event of the same stream, account and year.
  func at(ordinal: Int) -> DrawKey {
    DrawKey(word1: word1, word2: word2 & ~(0b111111 << 2) | UInt32(ordinal) << 2)
  }

  private init(word1: UInt32, word2: UInt32) {
    self.word1 = word1
    self.word2 = word2
  }
}

/// The purpose of a draw: part of its counter, so that no two uses share luck.
///
/// Raw values are append-only: changing one changes every result (a *value-breaking* change).
enum Purpose: UInt16 {
  /// An uncertain input; the trial's word holds the world.
  case assumption = 0
  case market = 1
  case segment = 2
  /// How long a person stays.
  case tenure = 3
  case talent = 4
  /// The renewal of an account in a year: whether it renews, how its ARR changes, by how much.
  case renewal = 5
  /// How many opportunities of each stream arrive at an account in a year: four words for four
  /// streams, see ``Arrivals``.
  case arrivals = 6
  case organicGrowth = 7
  case upsell = 8
  case crossSell = 9
  case crossStakeholder = 10
  case crossDivision = 11
}
