import Testing

@testable import Simulation

@Suite struct ParallelTests {
  @Test func resultsAreInOrder() {
    for count in [0, 1, 2, 7, 1000] {
      #expect(Parallel.map(count: count) { $0 * $0 } == (0..<count).map { $0 * $0 })
    }
  }

  /// Every thread of the pool may ask for help at once: none waits for helpers that cannot begin.
  @Test(.timeLimit(.minutes(1))) func callersOnEveryThreadEnd() async {
    let total = await withTaskGroup(of: Int.self) { group in
      for task in 0..<64 {
        group.addTask {
          (0..<50).reduce(0) { sum, round in
            sum + Parallel.map(count: 8) { $0 + task + round }.reduce(0, +)
          }
        }
      }
      return await group.reduce(0, +)
    }
    let expected = (0..<64).reduce(0) { sum, task in
      sum + (0..<50).reduce(0) { $0 + 28 + 8 * (task + $1) }
    }
    #expect(total == expected)
  }
}
