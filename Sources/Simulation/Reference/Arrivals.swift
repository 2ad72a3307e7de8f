import Model

/// How many opportunities of each stream arrive at an account in a year.
///
/// Each stream takes one random word of the account and year. Philox gives four words a block, so
/// the block of ``Purpose/arrivals`` serves four streams, and the fifth takes the word that the
/// block of ``Purpose/renewal`` leaves over. No word is left: a further stream needs its own
/// purpose, here and in `draw_year` of the account loop.
enum Arrivals {
  /// The uniform of a stream.
  ///
  /// - Parameters:
  ///   - arrivals: The uniforms of ``Purpose/arrivals``.
  ///   - renewal: Those of ``Purpose/renewal``: renewal, change of ARR, its size, and this.
  static func uniform(
    _ stream: ExpansionStream, arrivals: SIMD4<Float>, renewal: SIMD4<Float>
  ) -> Float {
    switch stream {
    case .organicGrowth: arrivals[0]
    case .upsell: arrivals[1]
    case .crossSell: arrivals[2]
    case .crossStakeholder: arrivals[3]
    case .crossDivision: renewal[3]
    }
  }

  /// A Poisson number by inversion of a uniform; at most ``DrawKey/ordinalLimit``.
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
