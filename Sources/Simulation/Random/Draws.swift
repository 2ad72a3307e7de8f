import Model

/// The random numbers of a run: every draw by its key and trial.
struct Draws: Sendable {
  let seed: UInt64
  let philox: Philox
  /// Whether the market's shock of the first year is drawn by strata.
  let strata: Bool

  init(seed: UInt64, strata: Bool = false) {
    self.seed = seed
    philox = Philox(seed: seed)
    self.strata = strata
  }

  /// The seed of every pilot, whatever the run's: what is set before the luck is a function of the
  /// scenario alone.
  static let pilotSeed: UInt64 = 0x5049_4C4F_5421_0001

  func words(_ key: DrawKey, trial: Int) -> SIMD4<UInt32> {
    philox.words(at: SIMD4(UInt32(truncatingIfNeeded: trial), key.word1, key.word2, 0))
  }

  /// Four uniforms of single precision in (0, 1), as the account loop draws them.
  func uniforms(_ key: DrawKey, trial: Int) -> SIMD4<Float> {
    Uniform.single(words(key, trial: trial))
  }

  /// ``uniform(_:trial:)`` for sixteen neighbouring trials.
  func uniforms(_ key: DrawKey, firstTrial: Int, into uniforms: LaneBuffer<MoneyLanes>) {
    for lane in 0..<laneCount {
      let counter = UInt32(truncatingIfNeeded: firstTrial + lane)
      uniforms.scalars[lane] = Uniform.double(
        philox.words(at: SIMD4(counter, key.word1, key.word2, 0))[0])
    }
  }

  /// One 32-bit uniform in (0, 1), for draws made once per trial whose tails matter.
  func uniform(_ key: DrawKey, trial: Int) -> Double {
    Uniform.double(words(key, trial: trial)[0])
  }

  /// The same for sixteen neighbouring trials, stratified if requested.
  func marketUniforms(_ key: DrawKey, firstTrial: Int) -> [Double] {
    let trials = firstTrial..<firstTrial + laneCount
    return strata
      ? Strata.uniforms(self, key, trials, size: Sampling.stratum)
      : trials.map { uniform(key, trial: $0) }
  }

  /// The uniform of a world's assumption: each deck has one in each of as many strata as worlds.
  func dealtUniform(_ key: DrawKey, world: Int) -> Double {
    Strata.uniforms(self, key, world..<world + 1, size: Sampling.deck)[0]
  }
}

/// Uniform numbers from random words.
enum Uniform {
  /// (k + 1/2) / 2^23 from the top 23 bits: exact in single precision, never 0 or 1.
  @inline(__always)
  static func single(_ words: SIMD4<UInt32>) -> SIMD4<Float> {
    (SIMD4<Float>(words &>> 9) + 0.5) * 0x1p-23
  }

  @inline(__always)
  static func single(_ word: UInt32) -> Float {
    (Float(Int32(truncatingIfNeeded: word >> 9)) + 0.5) * 0x1p-23
  }

  @inline(__always)
  static func double(_ word: UInt32) -> Double { (Double(word) + 0.5) * 0x1p-32 }
}

/// Stratified uniforms: each of the equally likely strata of a block of draws gets exactly one.
///
/// Draws take strata in the order of their random words, a permutation of the block that depends on
/// the key; a second word is the position within the stratum. So each number is uniform and a
/// function of its own counter alone, and a run is a prefix of any longer one. Blocks are
/// independent; so are the permutations of different keys, which makes worlds dealt by decks a
/// Latin hypercube.
///
/// - Reference: McKay, Beckman and Conover, "A Comparison of Three Methods for Selecting Values of
///   Input Variables", Technometrics 21, 1979; Glasserman, "Monte Carlo Methods in Financial
///   Engineering", 2003, section 4.3.
enum Strata {
  /// The uniforms of neighbouring trials, or worlds.
  ///
  /// - Parameters:
  ///   - counters: Within one block.
  ///   - size: Draws of a block.
  static func uniforms(
    _ draws: Draws, _ key: DrawKey, _ counters: Range<Int>, size: Int
  ) -> [Double] {
    let first = counters.lowerBound / size * size
    let words = (first..<first + size).map { draws.words(key, trial: $0) }
    return counters.map { counter in
      let own = words[counter - first]
      // Ties go in the order of counters.
      let stratum = words.indices.count {
        (words[$0][1], $0) < (own[1], counter - first)
      }
      return (Double(stratum) + Uniform.double(own[0])) / Double(size)
    }
  }
}
