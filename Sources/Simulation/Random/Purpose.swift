/// What a draw is for: part of its counter, so that no two uses share luck.
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
  /// How many opportunities of each stream arrive at an account in a year.
  case arrivals = 6
  case organicGrowth = 7
  case upsell = 8
  case crossSell = 9
  case crossStakeholder = 10
  case crossDivision = 11
}
