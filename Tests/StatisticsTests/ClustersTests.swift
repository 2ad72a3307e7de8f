import Statistics
import Testing

@Suite struct ClustersTests {
  /// Decks of 16 worlds of two trials. A world's mean is a sum of three assumptions dealt by Latin
  /// hypercube, so that most of it cancels within a deck, and trials have noise.
  private func column(_ stream: RandomStream, trials: Int) -> [Double] {
    var column: [Double] = []
    while column.count < trials {
      var worlds = [Double](repeating: 0, count: 16)
      for _ in 0..<3 {
        var order = Array(0..<16)
        for last in (1..<16).reversed() {
          order.swapAt(last, Int(stream.uniform() * Double(last + 1)))
        }
        for (world, stratum) in order.enumerated() {
          worlds[world] += StandardNormal.quantile((Double(stratum) + stream.uniform()) / 16)
        }
      }
      column += worlds.flatMap { world in
        (0..<2).map { _ in world + 0.5 * StandardNormal.quantile(stream.uniform()) }
      }
    }
    return Array(column.prefix(trials))
  }

  /// Replicated: the error by decks is that of the scatter, also where the last deck has but one
  /// world, or eight; errors by world, as if nothing cancelled, are three times too large.
  @Test(arguments: [0, 2, 16, 31]) func decksTellTheScatter(left: Int) {
    let stream = RandomStream(seed: 40 + UInt64(left))
    let trials = 24 * 32 + left
    let runs = (0..<400).map { _ in column(stream, trials: trials) }
    let scatter = Moments(runs.map { Moments($0).mean }).variance
    func told(_ clusters: Clusters) -> Double {
      Moments(
        runs.map { run in
          let error = Summary(run, design: SampleDesign(clusters)).standardError
          return error * error
        }
      ).mean
    }
    // A variance of 400 values is within 3.29 sqrt(2 / 399) of its expectation.
    let ofDecks = told(Clusters(size: 32, parts: 16, valueCount: trials))
    #expect(abs(scatter / ofDecks - 1) < 0.24, "\(scatter) \(ofDecks)")
    #expect(told(Clusters(size: 2, valueCount: trials)) > 5 * scatter)
  }

  /// Without a short deck, parts change nothing.
  @Test func wholeDecksAreClusters() {
    let column = column(RandomStream(seed: 3), trials: 20 * 32)
    let (plain, decks) = (
      Clusters(size: 32, valueCount: column.count),
      Clusters(size: 32, parts: 16, valueCount: column.count)
    )
    let errors = [plain, decks].map { Summary(column, design: SampleDesign($0)).standardError }
    #expect(abs(errors[0] / errors[1] - 1) < 1e-12)
    #expect(decks.degreesOfFreedom == 19 && plain.degreesOfFreedom == 19)
    #expect(Clusters(size: 32, parts: 16, valueCount: 641).degreesOfFreedom == 19)
  }

  @Test func endsOfClusters() {
    let equal = Clusters(size: 3, valueCount: 7)
    #expect((0..<7).filter { equal.ends(at: $0) } == [2, 5, 6])
    let unequal = Clusters(bounds: [0, 1, 1, 4])
    #expect((0..<4).filter { unequal.ends(at: $0) } == [0, 3])
    #expect(equal.repeating(2).count == 3 && unequal.repeating(2).count == 3)
    #expect((0..<14).filter { equal.repeating(2).ends(at: $0) } == [5, 11, 13])
  }
}
