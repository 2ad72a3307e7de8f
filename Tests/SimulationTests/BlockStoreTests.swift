import Foundation
import Testing

@testable import Simulation

@Suite struct BlockStoreTests {
  /// In memory, in a file, or half of each, block by block or joined: the same bytes.
  @Test func storageDoesNotChangeResults() async throws {
    let fixture = try await BlockFixture(trials: 2200, accounts: 3)
    defer { fixture.remove() }
    let columns = fixture.prepared.blockLayout.columnCount
    func result(
      _ form: BlockStore.Form, budget: Int
    ) async throws -> ([[UInt64]], [ModelOutcomes]?) {
      let run = BlockRun(
        fixture.prepared, trials: fixture.trials, form: form, budget: budget, tasks: 2)
      try await run.simulate(run.blocks)
      let blocks = run.store.blocks(run.blocks)
      return (
        (0..<columns).map { blocks.sum([$0]).map(\.bitPattern) },
        blocks.outcomes(fixture.prepared.blockLayout)
      )
    }
    let expected = try await result(.single, budget: .max)
    func roles(_ form: BlockStore.Form, budget: Int) async throws -> [[[RoleYear: RoleOutcome]]] {
      let run = BlockRun(
        fixture.prepared, trials: fixture.trials, form: form, budget: budget, tasks: 2)
      try await run.simulate(run.blocks)
      var found: [[[RoleYear: RoleOutcome]]] = []
      run.store.blocks(run.blocks).forEachBlock(fixture.prepared.blockLayout) { found.append($0) }
      return found
    }
    // Block by block, even if joined in the file; together they give the whole.
    let single = try await roles(.single, budget: .max)
    #expect(single.count == 18)
    #expect(try await roles(.joined, budget: 0) == single)
    for (model, outcomes) in try #require(expected.1).enumerated() {
      for (key, outcome) in outcomes.roles {
        let parts = single.compactMap { $0[model][key]?.attainment }
        #expect(PayHistogram(sumOf: parts) == outcome.attainment)
      }
    }
    let half = 10 * TrialBlock.size * 8 * columns
    for form in [BlockStore.Form.single, .joined] {
      for budget in [0, half, .max] {
        let other = try await result(form, budget: budget)
        #expect(other.0 == expected.0 && other.1 == expected.1)
      }
    }
  }

  /// A column that does not vary within a block takes one word and reads back unchanged.
  @Test func constantColumnIsStoredOnce() async throws {
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
    let run = BlockRun(fixture.prepared, trials: 160, form: .single, tasks: 1)
    try await run.simulate(0..<1)
    let prefix = try #require(
      BlockRecord.Prefix(run.store.blocks(0..<1).blocks[0].words, columnCount: columns))
    #expect(prefix.valueCount == columns + varying * 127)
  }

  @Test func bookWalkSumsItsSegments() async throws {
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
