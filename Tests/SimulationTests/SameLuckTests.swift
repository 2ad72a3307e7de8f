import Model
import Ownership
import Statistics
import TestSupport
import Testing
import Units

@testable import Simulation

/// What must not change a draw, an event or a pay.
@Suite struct SameLuckTests {
  private func run(
    _ test: TestScenario, trials: Int = 160, tasks: Int = 2
  ) async throws -> SimulationResult {
    try await Simulator.run(test.scenario(), trials: trials, tasks: tasks)
  }

  private func expectSame(_ a: ModelResult, _ b: ModelResult, trials: Int? = nil) {
    #expect(a.layout.columns == b.layout.columns)
    for column in a.layout.columns {
      let (x, y) = (a.column(column), b.column(column))
      let count = trials ?? x.count
      if x.prefix(count).map(\.bitPattern) != y.prefix(count).map(\.bitPattern) {
        Issue.record("\(column) of \(a.name) differs")
        return
      }
    }
  }

  @Test func resultsDoNotDependOnTasks() async throws {
    let test = try TestScenario.rich(accounts: 9)
    let one = try await run(test, trials: 2100, tasks: 1)
    for tasks in [2, 7] {
      let other = try await run(test, trials: 2100, tasks: tasks)
      for (a, b) in zip(one.models, other.models) {
        expectSame(a, b)
        #expect(a.roleOutcomes == b.roleOutcomes)
      }
    }
  }

  @Test func runIsAPrefixOfALongerOne() async throws {
    let test = try TestScenario.rich(accounts: 9)
    let long = try await run(test, trials: 80)
    let short = try await run(test, trials: 37)
    for (a, b) in zip(short.models, long.models) { expectSame(a, b, trials: 37) }
  }

  @Test func addedModelLeavesOthersUnchanged() async throws {
    var test = try TestScenario.rich()
    let few = try await run(test)
    test.models.append(Preset.named("strategic-sellers")!.model)
    let more = try await run(test)
    for (a, b) in zip(few.models, more.models) { expectSame(a, b) }
  }

  @Test func renamedBaselineDoesNotDiffer() async throws {
    var test = try TestScenario.rich()
    var copy = test.models[0]
    copy.name = "copy"
    test.models.append(copy)
    let result = try await run(test)
    expectSame(result.models[0], result.models.last!)
  }

  /// Heads are fixed, so that another account changes nobody's load.
  @Test func addedAccountLeavesOthersUnchanged() async throws {
    var test = try TestScenario.rich(accounts: 12)
    test.odds["overload"] = TestScenario.certain("overload", 1)
    test.talentSD = TestScenario.certain("talent", 0)
    test.drivers = []
    let segments = test.segments.count
    let twelve = try await run(test)
    var more = test
    more.accounts.append(
      (id: "new", arr: 5000, segment: 0, term: 12, renewal: "2026-03-03"))
    more.autoRenewal?.append(true)
    more.salesCycle?.append(nil)
    more.persons[.csm]?.append(nil)
    more.attributes = [:]
    test.attributes = [:]
    let thirteen = try await run(more)
    for (a, b) in zip(twelve.models, thirteen.models) {
      for year in 0..<3 {
        for segment in 1..<segments {
          for item in WalkItem.allCases {
            let column = TrialColumn.segmentWalk(item, segment: segment, year: year)
            #expect(a.column(column) == b.column(column))
          }
        }
      }
    }
  }

  /// At a line of 0 every upsell is big, at an infinite one every upsell is small.
  @Test(arguments: [(0.0, "account-executive"), (Double.infinity, "csm")])
  func lineAtItsLimitIsThePurePreset(line: Double, owner: String) async throws {
    var test = try TestScenario.rich()
    let split = OwnerTable([
      .all: [
        .all: Assignment(owner: .csm), .motion(.bigUpsell): Assignment(owner: .accountExecutive),
      ]
    ])
    let pure = OwnerTable([
      .all: [
        .all: Assignment(owner: .csm), .motion(.bigUpsell): Assignment(owner: Role(owner)),
        .motion(.smallUpsell): Assignment(owner: Role(owner)),
      ]
    ])
    test.models = [
      OwnershipModel(
        name: "split", rules: OwnershipRules(owners: split, line: .amount(Money(line)))),
      OwnershipModel(
        name: "pure", rules: OwnershipRules(owners: pure, line: .amount(Money(line)))),
    ]
    let result = try await run(test)
    expectSame(result.models[0], result.models[1])
  }

  /// Moving the line changes who sells and is paid, not whether an opportunity is won.
  @Test func lineDoesNotDecideWhatIsWon() async throws {
    var test = try TestScenario.rich()
    test.skill = [:]
    test.talentSD = TestScenario.certain("talent", 0)
    test.odds["overload"] = TestScenario.certain("overload", 1)
    let owners = OwnerTable([
      .all: [
        .all: Assignment(owner: .csm), .motion(.bigUpsell): Assignment(owner: .accountExecutive),
      ]
    ])
    test.models = [5_000.0, 50_000].map { line in
      OwnershipModel(
        name: "line \(line)", rules: OwnershipRules(owners: owners, line: .amount(Money(line))))
    }
    let result = try await run(test)
    func upsell(_ model: ModelResult) -> [Double] {
      model.sum([.walk(.smallUpsell, year: 0), .walk(.bigUpsell, year: 0)])
    }
    for (a, b) in zip(upsell(result.models[0]), upsell(result.models[1])) {
      #expect(abs(a - b) <= 1e-9 * max(1, a))
    }
    #expect(
      result.models[0].column(.walk(.bigUpsell, year: 0))
        != result.models[1].column(.walk(.bigUpsell, year: 0)))
  }
}
