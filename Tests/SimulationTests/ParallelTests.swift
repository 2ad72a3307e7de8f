import Foundation
import Synchronization
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

  /// Maps within maps within maps end, however few threads help, while callers sit on every thread of
  /// the pool and on others besides.
  @Test(.timeLimit(.minutes(1)), arguments: [1, 2, 3, 16])
  func mapsWithinMapsEnd(threads: Int) async {
    @Sendable func nested(_ depth: Int, _ seed: Int) -> Int {
      guard depth > 0 else { return seed }
      return Parallel.map(count: 3, threads: threads) { nested(depth - 1, seed + $0) }
        .reduce(0, +)
    }
    let (callers, rounds) = (24, 50)
    @Sendable func sum(_ caller: Int) -> Int {
      (0..<rounds).reduce(0) { $0 + nested(4, caller + $1) }
    }
    let others = DispatchGroup()
    let found = Mutex(0)
    for caller in 0..<callers {
      Thread {
        let own = sum(caller)
        found.withLock { $0 += own }
        others.leave()
      }.start(entering: others)
    }
    let total = await withTaskGroup(of: Int.self) { group in
      for caller in 0..<callers { group.addTask { sum(caller) } }
      return await group.reduce(0, +)
    }
    await withCheckedContinuation { done in
      others.notify(queue: .global()) { done.resume() }
    }
    // 81 leaves, each of its seed and four steps of 0, 1 or 2, 1 on average.
    let expected = (0..<callers).reduce(0) { sum, caller in
      sum + (0..<rounds).reduce(0) { $0 + 81 * (caller + $1 + 4) }
    }
    #expect(total == expected)
    #expect(found.withLock { $0 } == expected)
  }
}

extension Thread {
  fileprivate func start(entering group: DispatchGroup) {
    group.enter()
    start()
  }
}
