/// Four uniforms for each of sixteen neighbouring trials, all of one key.
final class LaneUniforms {
  private let values: LaneBuffer<Lanes>

  init() {
    values = LaneBuffer(repeating: .zero, count: 4)
  }

  /// The uniforms of word 0...3 of every trial.
  @inline(__always)
  subscript(word: Int) -> Lanes { values.base[word] }

  /// The uniforms of a word, trial by trial.
  @inline(__always)
  func scalars(_ word: Int) -> UnsafeMutablePointer<Float> { values.scalars + word * laneCount }

  /// Draws for the trials from `firstTrial` on.
  func draw(_ draws: Draws, _ key: DrawKey, firstTrial: Int) {
    let (key0, key1) = (draws.philox.key0, draws.philox.key1)
    // Word 3 of the counter is 0 and the trial is in word 0 alone: the first two rounds multiply
    // what depends on the trial by what does not, and half of their products are the key's.
    let first = UInt64(Philox.multiplier1) &* UInt64(key.word2)
    let c0 = UInt32(truncatingIfNeeded: first >> 32) ^ key.word1 ^ key0
    let c1 = UInt32(truncatingIfNeeded: first)
    let second = UInt64(Philox.multiplier0) &* UInt64(c0)
    let high = UInt32(truncatingIfNeeded: second >> 32) ^ (key1 &+ Philox.weyl1)
    let low = UInt32(truncatingIfNeeded: second)
    let trial = UInt32(truncatingIfNeeded: firstTrial)
    let out = values.scalars
    for lane in 0..<laneCount {
      let product = UInt64(Philox.multiplier0) &* UInt64(trial &+ UInt32(lane))
      let c2 = UInt32(truncatingIfNeeded: product >> 32) ^ key1
      let next = UInt64(Philox.multiplier1) &* UInt64(c2)
      var x0 = UInt32(truncatingIfNeeded: next >> 32) ^ c1 ^ (key0 &+ Philox.weyl0)
      var x1 = UInt32(truncatingIfNeeded: next)
      var x2 = high ^ UInt32(truncatingIfNeeded: product)
      var x3 = low
      var k0 = key0 &+ 2 &* Philox.weyl0
      var k1 = key1 &+ 2 &* Philox.weyl1
      for _ in 2..<10 {
        let p0 = UInt64(Philox.multiplier0) &* UInt64(x0)
        let p1 = UInt64(Philox.multiplier1) &* UInt64(x2)
        x0 = UInt32(truncatingIfNeeded: p1 >> 32) ^ x1 ^ k0
        x1 = UInt32(truncatingIfNeeded: p1)
        x2 = UInt32(truncatingIfNeeded: p0 >> 32) ^ x3 ^ k1
        x3 = UInt32(truncatingIfNeeded: p0)
        k0 = k0 &+ Philox.weyl0
        k1 = k1 &+ Philox.weyl1
      }
      out[lane] = Uniform.single(x0)
      out[laneCount + lane] = Uniform.single(x1)
      out[2 * laneCount + lane] = Uniform.single(x2)
      out[3 * laneCount + lane] = Uniform.single(x3)
    }
  }
}
