import History
import Testing

@Suite struct BenchmarkTests {
  @Test(arguments: [
    (5_000.0, 1.00, 0.90), (12_000, 1.02, 0.90), (30_000, 1.03, 0.92), (99_999, 1.05, 0.93),
    (100_000, 1.07, 0.93), (1_000_000, 1.10, 0.93),
  ])
  func bySizeOfContracts(_ contract: Double, _ nrr: Double, _ grr: Double) {
    #expect(Benchmark.all(.nrr, contract: contract).map(\.value) == [nrr, 1.01])
    #expect(Benchmark.all(.grr, contract: contract).map(\.value) == [grr, 0.88])
  }

  @Test func threeYearsIsOldEnough() {
    let survey = Benchmark.all(.nrr, contract: 1)[0]
    #expect(survey.year == 2022)
    #expect(!survey.isStale(in: 2025))
    #expect(survey.isStale(in: 2026))
  }
}
