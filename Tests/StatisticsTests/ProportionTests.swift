import Statistics
import Testing

@Suite struct ProportionTests {
  @Test func shareAndItsError() {
    let share = Proportion([true, false, false, false])
    #expect(share.value == 0.25)
    // sqrt(4 / 3 x (.75^2 + 3 x .25^2)) / 4.
    #expect(share.standardError == 0.25)
  }

  /// Trials of a world that go together tell no more than one.
  @Test func worldsAreCountedOnce() {
    let alone = Proportion([true, false])
    let twice = Proportion([true, true, false, false], clusterSize: 2)
    #expect(twice.value == 0.5 && twice.standardError == alone.standardError)
    #expect(Proportion([true]).standardError == .infinity)
  }
}
