/// How many opportunities arrive in a year, from one uniform.
enum PoissonInversion {
  /// How many events a uniform means under a Poisson law, by inversion; at most
  /// ``DrawKey/ordinalLimit``.
  static func number(_ uniform: Float, mean: Double, none: Float) -> Int {
    var number = 0
    var chance = Double(none)
    var cumulative = chance
    while Double(uniform) >= cumulative, number < DrawKey.ordinalLimit {
      number += 1
      chance *= mean / Double(number)
      cumulative += chance
    }
    return number
  }
}
