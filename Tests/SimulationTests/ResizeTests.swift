import Model
import Ownership
import TestSupport
import Testing
import Units

@testable import Simulation

/// When heads are sized, and who keeps which accounts.
@Suite struct ResizeTests {
  /// Sixty accounts of 50 hours, half of which leave each year: work for two people, one, half a one.
  private static func shrinking(_ resize: RoleProfile.Resizing) throws -> CompiledScenario {
    var test = TestScenario(accounts: 60)
    test.years = 3
    test.hours = 50
    test.renewal = TestScenario.certain("renewal", 0.5)
    test.profiles[.csm] = TestScenario.profile(.csm)
    test.profiles[.csm]?.resize = resize
    return try CompiledScenario(test.scenario())
  }

  private static func heads(_ compiled: CompiledScenario) -> [Int] {
    (0..<3).map { compiled.heads(ofModel: 0)[RoleYear(role: .csm, year: $0)]! }
  }

  @Test func headsFollowTheBookYearByYear() throws {
    #expect(Self.heads(try Self.shrinking(.yearly)) == [2, 1, 1])
    #expect(Self.heads(try Self.shrinking(.never)) == [2, 2, 2])
  }

  /// What one takes of accounts or ARR is taken of those expected to be left.
  @Test(arguments: [
    RoleProfile.Heads.accountsPerHead(20), .arrPerHead(Money(2_000_000)), .fixed(3),
  ])
  func everyRuleCountsWhatIsLeft(_ rule: RoleProfile.Heads) throws {
    var test = TestScenario(accounts: 60)
    test.years = 3
    test.renewal = TestScenario.certain("renewal", 0.5)
    test.profiles[.csm] = TestScenario.profile(.csm, heads: rule)
    let heads = Self.heads(try CompiledScenario(test.scenario()))
    #expect(heads == (rule == .fixed(3) ? [3, 3, 3] : [3, 2, 1]))
  }

  @Test func whoeverStaysKeepsTheirAccounts() throws {
    let stages = try Self.shrinking(.yearly).models[0].stages
    #expect(stages.map(\.years) == [0..<1, 1..<3])
    for (before, after) in zip(stages[0].seatOfAccount, stages[1].seatOfAccount) {
      #expect(after == 0 && (before == 0 || before == 1))
    }
  }

  /// Severance is paid for whom nobody needs any more, in the year in which they go.
  @Test func releasedPeopleCostSeverance() async throws {
    var test = TestScenario(accounts: 60)
    test.years = 3
    test.trials = 16
    test.hours = 50
    test.renewal = TestScenario.certain("renewal", 0.5)
    test.profiles[.csm] = TestScenario.profile(.csm, severance: 0.25)
    let model = try await Simulator.run(test.scenario()).models[0]
    let severance = (0..<3).map { model.column(.cost(.severance, role: .csm, year: $0))[0] }
    #expect(severance == [0, 20_000, 0])
  }

  /// A schedule that goes on with the same owners is that model, to the last bit.
  @Test func scheduleOfOneModelIsThatModel() async throws {
    var test = try TestScenario.rich(accounts: 24)
    let rules = Preset.named("csql")!.rules
    test.models = [
      test.models[0], OwnershipModel(name: "csql", rules: rules),
      OwnershipModel(
        name: "again", stages: (1...3).map { .init(fromYear: $0, rules: rules) }),
    ]
    let result = try await Simulator.run(test.scenario(), trials: 128)
    let (once, again) = (result.models[1], result.models[2])
    #expect(once.layout.columns == again.layout.columns && once.heads == again.heads)
    for column in once.layout.columns {
      #expect(once.column(column) == again.column(column), "\(column)")
    }
  }
}
