import Advice
import Ownership
import Testing

@Suite struct OwnershipWarningTests {
  /// One owner of everything but some motions.
  private static func owners(_ all: Role, _ others: [Motion: Role] = [:]) -> [Motion: Role] {
    Dictionary(uniqueKeysWithValues: Motion.allCases.map { ($0, others[$0] ?? all) })
  }

  private static func warnings(
    _ owners: [Motion: Role], stage: String? = "growth"
  ) -> Set<OwnershipWarning> { Set(OwnershipWarning.warnings(owners, stage: stage)) }

  @Test func csmsWhoOwnAllAreWarnedOfPastTheEarlyStage() {
    let owners = Self.owners(.csm)
    #expect(Self.warnings(owners) == [.csmOutright, .advisorRenews, .advisorSells])
    #expect(Self.warnings(owners, stage: "early") == [.advisorRenews, .advisorSells])
    #expect(!Self.warnings(owners, stage: nil).contains(.csmOutright))
  }

  @Test func renewalsOfAdvisorsAreWarnedOf() {
    let renews = Self.owners(.accountManager, [.renewal: .csm, .service: .csm])
    #expect(Self.warnings(renews) == [.advisorRenews, .splitContracts])
    let price = Self.owners(.accountManager, [.priceIncrease: .csm, .service: .csm])
    #expect(Self.warnings(price) == [.advisorRenews])
    let stakeholder = Self.owners(.accountManager, [.crossStakeholder: .csm, .service: .csm])
    #expect(Self.warnings(stakeholder) == [.advisorSells])
  }

  /// A single person for renewal and upsell; three are too many before the customer.
  @Test func contactsAreCounted() {
    let split = Self.owners(.accountExecutive, [.renewal: .csm, .service: .csm])
    #expect(Self.warnings(split).contains(.splitContracts))
    #expect(!Self.warnings(split).contains(.manyContacts))
    let three = Self.owners(.accountManager, [.crossDivision: .accountExecutive, .service: .csm])
    #expect(Self.warnings(three).isSuperset(of: [.manyContacts, .distraction]))
    #expect(!Self.warnings(three).contains(.splitContracts))
    #expect(OwnershipWarning.splitContracts.source == Framework.named("two-vectors")!.source)
    let product = Self.owners(.digital, [.renewal: .csm, .service: .csm])
    #expect(!Self.warnings(product).contains(.splitContracts))
  }

  /// What a framework leaves open is not nobody's.
  @Test func silenceIsNotNobody() {
    let owners: [Motion: Role] = [.renewal: .renewalManager, .service: .csm]
    #expect(OwnershipWarning.warnings(owners, stage: "growth").contains(.orphan))
    let silent = OwnershipWarning.warnings(
      owners, undecided: [.smallUpsell, .bigUpsell, .crossSell], stage: "growth")
    #expect(!silent.contains(.orphan))
  }
}
