import Foundation
import Testing

@testable import Simulation

@Suite struct BlockStoreTests {
  /// In memory, in a file, or half of each: the same bytes.
  @Test func theBudgetChangesNothing() async throws {
    let fixture = try await BlockFixture(trials: 700)
    defer { fixture.remove() }
    let columns = fixture.prepared.blockLayout.columnCount
    func result(budget: Int) async throws -> ([[UInt64]], [[RoleYear: RoleOutcome]]?) {
      let store = BlockStore(columnCount: columns, budget: budget)
      let run = BlockRun(
        fixture.prepared, trials: fixture.trials, store: store, tasks: 2, progress: nil)
      try await run.simulate(run.blocks)
      let blocks = store.blocks(run.blocks)
      return (
        (0..<columns).map { blocks.sum([$0]).map(\.bitPattern) },
        blocks.outcomes(fixture.prepared.blockLayout)
      )
    }
    let memory = try await result(budget: .max)
    let size = 2 * 8 * 128 * columns
    for budget in [0, size] {
      let other = try await result(budget: budget)
      #expect(other.0 == memory.0 && other.1 == memory.1)
    }
  }

  /// What never varies within a block takes one word, and comes back as it was.
  @Test func aColumnThatDoesNotVaryIsStoredOnce() async throws {
    let fixture = try await BlockFixture(trials: 160)
    defer { fixture.remove() }
    let result = try await Simulator.run(fixture.prepared, trials: 160, tasks: 1)
    let start = result.models[0].column(.walk(.startAccounts, year: 0))
    #expect(start == [Double](repeating: 6, count: 160))
    var varying = 0
    for model in result.models {
      for column in model.layout.columns where Set(model.column(column)[..<128]).count > 1 {
        varying += 1
      }
    }
    let columns = fixture.prepared.blockLayout.columnCount
    #expect((columns / 4..<columns).contains(varying))
    let store = BlockStore(columnCount: columns)
    let run = BlockRun(fixture.prepared, trials: 160, store: store, tasks: 1, progress: nil)
    try await run.simulate(0..<1)
    let prefix = try #require(
      BlockRecord.Prefix(store.blocks(0..<1).blocks[0].words, columnCount: columns))
    #expect(prefix.valueCount == columns + varying * 127)
  }

  @Test func theWalkOfTheBookIsThatOfItsSegments() async throws {
    let fixture = try await BlockFixture(trials: 48)
    defer { fixture.remove() }
    let model = try await Simulator.run(fixture.prepared, trials: 48).models[1]
    for item in WalkItem.allCases {
      var total = [Double](repeating: 0, count: 48)
      for segment in 0..<3 {
        let part = model.column(.segmentWalk(item, segment: segment, year: 1))
        for trial in total.indices { total[trial] += part[trial] }
      }
      #expect(model.column(.walk(item, year: 1)) == total)
    }
    #expect(model.column(.walk(.churn, year: 9)) == [Double](repeating: 0, count: 48))
  }
}
