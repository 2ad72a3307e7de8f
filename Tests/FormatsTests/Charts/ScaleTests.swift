import Testing

@testable import Formats

@Suite struct ScaleTests {
  @Test func mapsNumbersLinearly() {
    let scale = LinearScale(-2...6, from: 100, to: 500)
    #expect(scale(-2) == 100 && scale(6) == 500 && scale(0) == 200)
    #expect(scale(8) == 600)
    let upward = LinearScale(0...1, from: 80, to: 0)
    #expect(upward(0.25) == 60)
  }

  @Test(arguments: [
    (1.0, 5, 0.2), (7, 5, 1), (8, 5, 2), (0.034, 5, 0.005), (4_300_000, 4, 1_000_000),
    (95, 10, 10),
  ])
  func stepsAreRound(width: Double, count: Int, step: Double) {
    #expect(abs(LinearScale.niceStep(width: width, count: count) / step - 1) < 1e-12)
  }

  @Test(arguments: [
    ([-2.13, 5.01], -3.0...6.0), ([0, 1], 0...1), ([0.843, 1.081], 0.8...1.1),
    ([-1, .infinity, .nan, 3], -1...3),
  ])
  func domainsHaveRoundEnds(values: [Double], domain: ClosedRange<Double>) {
    let found = LinearScale.niceDomain(covering: values)
    #expect(abs(found.lowerBound - domain.lowerBound) < 1e-12)
    #expect(abs(found.upperBound - domain.upperBound) < 1e-12)
  }

  @Test(arguments: [[], [0], [7, 7], [-3e9, -3e9], [1e-12, 1e-12], [.nan]])
  func domainsAlwaysHaveWidth(values: [Double]) {
    let domain = LinearScale.niceDomain(covering: values)
    #expect(domain.upperBound > domain.lowerBound)
    for value in values where value.isFinite { #expect(domain.contains(value)) }
    #expect(LinearScale.ticks(in: domain, count: 5).count >= 2)
  }

  @Test func ticksAreMultiplesOfTheStepWithinTheDomain() {
    let ticks = LinearScale.ticks(in: -3...2.5, count: 5)
    #expect(ticks == [-3, -2, -1, 0, 1, 2])
    let shares = LinearScale.ticks(in: 0.8...1.1, count: 3)
    #expect(zip(shares, [0.8, 0.9, 1, 1.1]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(shares.count == 4)
  }

  @Test func categoriesHaveBandsOfWidthOne() {
    let bands = BandScale(count: 3)
    #expect(bands.domain == -0.5...2.5)
    #expect(bands.stretch(1, share: 0.5) == 0.75...1.25)
    let axis = Axis.categories(["a", "b", "c"])
    #expect(axis.ticks(count: 1).map(\.label) == ["a", "b", "c"])
    #expect(axis.ticks(count: 1).map(\.value) == [0, 1, 2])
  }
}
