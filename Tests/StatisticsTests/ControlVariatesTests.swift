import Statistics
import Testing

@Suite struct ControlVariatesTests {
  /// Y = 5 + 3 A - 2 B + noise, all standard normal: the mean is 5 and the gain (9 + 4 + 1) / 1.
  private struct Sample {
    var controls: [[Double]]
    var column: [Double]

    init(_ stream: RandomStream, trials: Int) {
      func normal() -> Double { StandardNormal.quantile(stream.uniform()) }
      let (a, b) = ((0..<trials).map { _ in normal() }, (0..<trials).map { _ in normal() })
      controls = [a, b]
      column = (0..<trials).map { 5 + 3 * a[$0] - 2 * b[$0] + normal() }
    }
  }

  @Test func aLinearModel() throws {
    let sample = Sample(RandomStream(seed: 3), trials: 4000)
    let adjusted = try #require(ControlVariates(sample.controls).adjusted(sample.column))
    #expect(abs(adjusted.mean - 5) < 3.29 / 4000.0.squareRoot())
    #expect(abs(adjusted.standardError * 4000.0.squareRoot() - 1) < 0.04)
    #expect(abs(adjusted.gain - 14) < 1)
    let raw = Summary(sample.column)
    #expect(abs(raw.standardError / adjusted.standardError - adjusted.gain.squareRoot()) < 1e-9)
  }

  /// By hand: on the control (1, -1, 2, 0), of mean 1/2, the slope of (4, 1, 6, 1) is 9 / 5: the
  /// adjusted mean 3 - 1.8 / 2, the residuals 0.1, 0.7, 0.3, -1.1, and one degree of freedom less, which the slope's own error costs
  /// once more: 3 / 2 and 2 / 1 of the variance.
  @Test func oneControlByHand() throws {
    let adjusted = try #require(ControlVariates([[1, -1, 2, 0]]).adjusted([4, 1, 6, 1]))
    #expect(abs(adjusted.mean - 2.1) < 1e-14)
    #expect(abs(adjusted.standardError - (1.8 / 2 / 4 * 2).squareRoot()) < 1e-14)
    #expect(abs(adjusted.gain - 18.0 / 3 / (1.8 / 2 * 2)) < 1e-12)
  }

  /// Replicated: the adjusted means scatter around the truth as their standard errors predict.
  @Test func standardErrorsAreHonest() throws {
    let stream = RandomStream(seed: 5)
    var (means, variances) = ([Double](), [Double]())
    for _ in 0..<400 {
      let sample = Sample(stream, trials: 30)
      let adjusted = try #require(ControlVariates(sample.controls).adjusted(sample.column))
      means.append(adjusted.mean)
      variances.append(adjusted.standardError * adjusted.standardError)
    }
    let moments = Moments(means)
    #expect(abs(moments.mean - 5) < 3.29 * moments.standardError)
    let expected = Moments(variances).mean
    // A variance of 400 values is within 3.29 sqrt(2 / 399) of its expectation.
    #expect(abs(moments.variance / expected - 1) < 0.26)
    // The raw means scatter fourteen times as widely.
    #expect(moments.variance < 14.0 / 30 / 8)
  }

  /// Antithetic pairs offset each other, as strata do: 10 A cancels within a pair, and only noise
  /// of sd 0.1 and the control blur the mean. Coefficients must come from pairs for honest standard
  /// errors; from single trials they would be blurred by 10 A.
  @Test func antitheticTrialsAreOneObservation() throws {
    let stream = RandomStream(seed: 6)
    func normal() -> Double { StandardNormal.quantile(stream.uniform()) }
    let clusters = Clusters(size: 2, valueCount: 60)
    var (byPair, byTrial, variances) = ([Double](), [Double](), [Double]())
    for _ in 0..<400 {
      let control = (0..<60).map { _ in normal() }
      var column: [Double] = []
      for pair in 0..<30 {
        let a = 10 * normal()
        column += [control[2 * pair] + a, control[2 * pair + 1] - a].map { $0 + 0.1 * normal() }
      }
      let pairs = ControlVariates([control], design: SampleDesign(clusters), unitSize: 2)
      let adjusted = try #require(pairs.adjusted(column))
      byPair.append(adjusted.mean)
      variances.append(adjusted.standardError * adjusted.standardError)
      byTrial.append(
        try #require(ControlVariates([control], design: SampleDesign(clusters)).adjusted(column))
          .mean)
    }
    let scatter = Moments(byPair).variance
    #expect(abs(scatter / Moments(variances).mean - 1) < 0.26)
    #expect(Moments(byTrial).variance > 5 * scatter)
  }

  @Test func redundantControlAddsNothing() throws {
    let sample = Sample(RandomStream(seed: 9), trials: 500)
    let (a, b) = (sample.controls[0], sample.controls[1])
    let both = a.indices.map { 2 * a[$0] - 7 * b[$0] }
    let two = try #require(ControlVariates([a, b]).adjusted(sample.column))
    let zero = [Double](repeating: 0, count: 500)
    let more = try #require(ControlVariates([a, b, both, a, zero]).adjusted(sample.column))
    #expect(abs(more.mean - two.mean) < 1e-12)
    #expect(abs(more.standardError - two.standardError) < 1e-12)
  }

  @Test func noAdjustmentWithoutInformation() {
    let control = (0..<40).map { Double($0 % 5) - 2 }
    #expect(ControlVariates([control]).adjusted([Double](repeating: 7, count: 40)) == nil)
    let zero = [Double](repeating: 0, count: 40)
    #expect(ControlVariates([zero]).adjusted(control) == nil)
    // Three observations cannot estimate a slope and a scatter; a single cluster estimates nothing.
    let squares = control.map { $0 * $0 }
    let few = ControlVariates(
      [control], design: SampleDesign(Clusters(size: 16, valueCount: 40)), unitSize: 16)
    #expect(few.adjusted(squares) == nil)
    let single = ControlVariates(
      [control], design: SampleDesign(Clusters(size: 64, valueCount: 40)))
    #expect(single.adjusted(squares) == nil)
  }

  @Test func perfectControlLeavesNoError() throws {
    let control = (0..<40).map { Double($0 % 7) - 2 }
    let adjusted = try #require(ControlVariates([control]).adjusted(control.map { 3 + 2 * $0 }))
    #expect(abs(adjusted.mean - 3) < 1e-13)
    #expect(adjusted.standardError < 1e-13 && adjusted.gain > 1e20)
  }
}
