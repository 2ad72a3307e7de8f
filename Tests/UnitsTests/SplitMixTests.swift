import Testing
import Units

@Suite struct SplitMixTests {
  /// The first words of the reference implementation from this state.
  ///
  /// - Reference: Vigna, splitmix64.c, as quoted by Rosetta Code, "Pseudo-random numbers/Splitmix64".
  private static let published: [UInt64] = [
    6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
    4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
  ]

  @Test func wordsAreThePublishedOnes() {
    var random = SplitMix(state: 1_234_567)
    #expect(Self.published.map { _ in random.next() } == Self.published)
  }

  @Test func wordsByIndexAreTheSequence() {
    #expect(Self.published.indices.map { SplitMix.word(from: 1_234_567, at: $0) } == Self.published)
  }
}
