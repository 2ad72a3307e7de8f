import Ownership
import Testing

@Suite struct OwnerTableTests {
  private func owner(_ table: OwnerTable, _ motion: Motion, _ segment: String = "any") -> Role? {
    table.assignment(segment: segment, tier: .mid, motion: motion)?.owner
  }

  @Test func mostSpecificRowWins() {
    let table = OwnerTable([
      .all: [.all: Assignment(owner: .csm)],
      .tier(.mid): [.motion(.crossSell): Assignment(owner: .accountManager)],
      .named("key"): [.all: Assignment(owner: .accountExecutive)],
    ])
    #expect(owner(table, .crossSell) == .accountManager)
    #expect(owner(table, .crossSell, "key") == .accountExecutive)
    #expect(table.assignment(segment: "x", tier: .low, motion: .crossSell)?.owner == .csm)
  }

  @Test func serviceDefaultsToCSM() {
    let sales = OwnerTable([.all: [.all: Assignment(owner: .accountExecutive)]])
    #expect(owner(sales, .service) == .csm)
    let said = OwnerTable([.all: [.motion(.service): Assignment(owner: .pooledCSM)]])
    #expect(owner(said, .service) == .pooledCSM)
  }

  @Test func unstatedMotionsFollowTheirLeader() {
    let table = OwnerTable([
      .all: [
        .motion(.renewal): Assignment(owner: .renewalManager),
        .motion(.bigUpsell): Assignment(owner: .accountExecutive, source: .csm),
      ]
    ])
    #expect(owner(table, .priceIncrease) == .renewalManager)
    #expect(owner(table, .organicGrowth) == .renewalManager)
    #expect(
      table.assignment(segment: "any", tier: .mid, motion: .smallUpsell)?.source == .csm)
    #expect(owner(table, .crossDivision) == nil)
  }

  /// Who changes a preset's renewal changes its price increase too.
  @Test func overlaidMotionBringsItsFollowers() throws {
    let preset = try #require(Preset.named("account-manager")).rules.owners
    let change = OwnerTable([.all: [.motion(.renewal): Assignment(owner: .csm)]])
    let table = change.overlaid(on: preset)
    #expect(owner(table, .renewal) == .csm)
    #expect(owner(table, .priceIncrease) == .csm)
    #expect(owner(table, .crossSell) == .accountManager)
  }

  /// Every preset owns every motion in every tier.
  @Test(arguments: Preset.all)
  func presetsAssignEveryMotion(preset: Preset) {
    for tier in Tier.allCases {
      for motion in Motion.allCases {
        #expect(
          preset.rules.owners.assignment(segment: "any", tier: tier, motion: motion) != nil,
          "\(preset.name), \(tier), \(motion)")
      }
    }
  }

  @Test func creditDefaultsToOwner() {
    let plain = Assignment(owner: .accountExecutive, source: .csm)
    #expect(plain.creditShare(of: .accountExecutive) == 1)
    #expect(plain.creditShare(of: .csm) == 0)
    let double = Assignment(
      owner: .accountExecutive, source: .csm, credit: [.csm: 0.5])
    #expect(double.creditedRoles == [.accountExecutive, .csm])
    #expect(double.creditShare(of: .csm) == 0.5)
  }

  @Test func aRoleIsPaidByThePlanOfItsOwnNameUnlessSaid() {
    let rules = OwnershipRules(owners: OwnerTable([:]), pay: [.csm: "renewal-heavy"])
    #expect(rules.planName(of: .csm) == "renewal-heavy")
    #expect(rules.planName(of: .accountManager) == "account-manager")
  }
}
