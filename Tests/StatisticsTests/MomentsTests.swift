import CGSL
import Statistics
import Testing

@Suite struct MomentsTests {
  /// The published mean attainment of six people, 1.03.
  ///
  /// - Reference: profpipeline.com, quota attainment.
  @Test func meanAttainmentByHand() {
    let mean = Moments([1.8, 1.6, 1.4, 0.55, 0.45, 0.4]).mean
    #expect((mean - 6.2 / 6).magnitude < 1e-15)
    #expect((mean * 100).rounded() == 103)
  }

  /// NIST's Statistical Reference Datasets for univariate statistics, made by their definition,
  /// with as many digits of the standard deviation as double precision can give.
  static let numericalAccuracy:
    [(name: String, values: [Double], mean: Double, sd: Double, digits: Double)] = {
      func alternating(_ first: Double, _ a: Double, _ b: Double) -> [Double] {
        [first] + (0..<1000).map { $0.isMultiple(of: 2) ? a : b }
      }
      return [
        ("NumAcc1", [10_000_001, 10_000_003, 10_000_002], 10_000_002, 1, 15),
        ("NumAcc2", alternating(1.2, 1.1, 1.3), 1.2, 0.1, 14),
        ("NumAcc3", alternating(1_000_000.2, 1_000_000.1, 1_000_000.3), 1_000_000.2, 0.1, 9),
        ("NumAcc4", alternating(10_000_000.2, 10_000_000.1, 10_000_000.3), 10_000_000.2, 0.1, 8),
      ]
    }()

  @Test(arguments: 0..<4)
  func referenceDatasets(index: Int) {
    let data = Self.numericalAccuracy[index]
    let moments = Moments(data.values)
    #expect(abs(moments.mean / data.mean - 1) < 1e-14)
    #expect(abs(moments.standardDeviation / data.sd - 1) <= pow(10, -data.digits), "\(data.name)")
  }

  @Test func agreesWithGSL() {
    let stream = RandomStream(seed: 7)
    let values = (0..<5000).map { _ in 100 + StandardNormal.quantile(stream.uniform()) }
    let moments = Moments(values)
    #expect(abs(moments.mean / gsl_stats_mean(values, 1, 5000) - 1) < 1e-14)
    #expect(abs(moments.standardDeviation / gsl_stats_sd(values, 1, 5000) - 1) < 1e-12)
    #expect(
      abs(moments.standardError * 5000.0.squareRoot() / moments.standardDeviation - 1) < 1e-15)
  }

  @Test(arguments: [0, 1, 2, 500, 999, 1000])
  func mergedMomentsMatchTheWhole(cut: Int) {
    let values = (0..<1000).map { Double($0 * $0 % 97) }
    var merged = Moments(Array(values[..<cut]))
    merged.merge(Moments(Array(values[cut...])))
    let whole = Moments(values)
    #expect(merged.count == whole.count)
    #expect(abs(merged.mean - whole.mean) < 1e-12)
    #expect(abs(merged.variance / whole.variance - 1) < 1e-12)
  }

  /// Integers add up exactly, so missing the last few values would show.
  @Test(arguments: 1...33)
  func everyLengthCountsEveryValue(count: Int) {
    let values = (1...count).map(Double.init)
    let moments = Moments(values)
    let n = Double(count)
    #expect(moments.count == count && moments.mean == (n + 1) / 2)
    #expect(abs(moments.sumOfSquaredDeviations - n * (n * n - 1) / 12) < 1e-12 * n * n * n)
  }

  @Test func tooSmallSamplesHaveInfiniteError() {
    #expect(Moments().mean == 0 && Moments().variance == 0)
    #expect(Moments().standardError == .infinity)
    #expect(Moments([3]).mean == 3 && Moments([3]).standardError == .infinity)
    #expect(Moments([3, 3]).standardError == 0)
  }
}
