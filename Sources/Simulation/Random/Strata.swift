import Model

/// Uniforms of which each of the equally likely strata of a block of trials has exactly one.
///
/// Trials take strata in the order of their random words, which is a permutation of the block that
/// the key decides; a second word is the place within the stratum. So each trial's uniform is
/// uniform, is a function of the trial alone, and a run is the prefix of any longer one.
///
/// - Reference: McKay, Beckman and Conover, "A Comparison of Three Methods for Selecting Values of
///   Input Variables", Technometrics 21, 1979; Glasserman, "Monte Carlo Methods in Financial
///   Engineering", 2003, section 4.3.
enum Strata {
  /// The uniforms of sixteen neighbouring trials.
  static func uniforms(_ draws: Draws, _ key: DrawKey, firstTrial: Int) -> [Double] {
    let size = Sampling.stratum
    let first = firstTrial / size * size
    let words = (first..<first + size).map { draws.words(key, trial: $0) }
    return (firstTrial..<firstTrial + laneCount).map { trial in
      let own = words[trial - first]
      // Equal words are taken in the order of trials.
      let stratum = words.indices.count {
        (words[$0][1], $0) < (own[1], trial - first)
      }
      return (Double(stratum) + Uniform.double(own[0])) / Double(size)
    }
  }
}
