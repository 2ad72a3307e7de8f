import Statistics
import Testing

/// The largest distance between a sample's distribution function and a theoretical one.
///
/// - Reference: Kolmogorov, 1933.
private func kolmogorovSmirnov(_ sample: [Double], _ law: Distribution) -> Double {
  let n = Double(sample.count)
  return sample.sorted().enumerated().map { index, x in
    let p = law.cumulative(x)
    return max(p - Double(index) / n, Double(index + 1) / n - p)
  }.max() ?? 0
}

@Suite struct RandomStreamTests {
  /// A change here changes every synthetic book.
  @Test func valuesAreStable() {
    let stream = RandomStream(seed: 2026)
    let known = [0.4888195402454585, 0.9832085040397942, 0.18923692521639168]
    #expect(known == known.map { _ in stream.uniform() })
  }

  @Test func theSameSeedGivesTheSameNumbers() {
    let (a, b) = (RandomStream(seed: 42), RandomStream(seed: 42))
    for _ in 0..<1000 { #expect(a.uniform() == b.uniform()) }
  }

  @Test func seedUsesBothHalves() {
    let first = [0, 1, 1 << 32, 1 << 63].map { RandomStream(seed: $0).uniform() }
    #expect(Set(first).count == 4)
  }

  @Test(arguments: everyFamily)
  func drawsFollowTheLaw(law: Distribution) throws {
    let stream = RandomStream(seed: 1)
    let sample = (0..<4000).map { _ in stream.draw(from: law) }
    // The critical value at alpha = .001 is 1.949 / sqrt(n).
    let critical = 1.949 / 4000.0.squareRoot()
    #expect(kolmogorovSmirnov(sample, law) < critical)
    // A shift by a quarter of a deviation must be detected.
    let shifted = sample.map { $0 + law.standardDeviation / 4 }
    #expect(kolmogorovSmirnov(shifted, law) > critical)
  }
}
