import Ownership
import Plans
import Testing
import Units

@Suite struct PlanDiagnosisTests {
  typealias F = PayFixture

  static func plan(
    _ shape: PayShape, cap: Amount? = nil, metric: Metric? = nil
  ) throws -> Plan {
    try Plan(
      name: "plan", targetIncentive: .money(Money(20_000)), base: Money(80_000),
      measures: [
        Measure(
          metric ?? Metric(.bookings, quota: .money(Money(500_000))), shape: shape, weight: 1,
          cap: cap)
      ])
  }

  @Test func slopesCapAndLeverage() throws {
    let plan = try Self.plan(
      F.curve([0.75: 0.5, 1: 1, 1.5: 3], uncapped: true), cap: .share(2.5))
    let diagnosis = PlanDiagnosis(plan)
    #expect(diagnosis.profiles[0].slopes.map(\.slope) == [2, 4, 4])
    #expect(diagnosis.profiles[0].cap == 1.375)
    #expect(diagnosis.profiles[0].threshold == 0.75)
    #expect(diagnosis.profiles[0].quotaToOTE == 5)
    #expect(diagnosis.findings.map(\.kind) == [.cliff(at: 0.75, jump: 0.5)])
    #expect((diagnosis.leverage(at: Attainment(1.1)) - 1.4).magnitude < 1e-12)
    #expect(diagnosis.leverage(at: Attainment(2)) == 2.5)
  }

  @Test func aThresholdIsNoDeadZoneAndAFlatStretchIs() throws {
    let plan = try Self.plan(F.curve([0: 0, 0.8: 0, 1: 1, 1.1: 1, 1.5: 2]))
    let diagnosis = PlanDiagnosis(plan)
    #expect(diagnosis.findings.map(\.kind) == [.deadZone(from: 1, to: 1.1)])
    #expect(diagnosis.profiles[0].threshold == 0.8)
    #expect(diagnosis.profiles[0].cap == 1.5)
  }

  @Test func aRatiosCurveIsShownInItsOwnPoints() throws {
    let metric = try Metric(.grr, quota: .rate(0.9))
    let diagnosis = PlanDiagnosis(
      try Self.plan(F.curve([0.9: 0, 1: 1, 1.06: 1.8, 1.2: 2]), metric: metric))
    let points = diagnosis.profiles[0].points
    #expect(
      zip(points.map(\.credited), [0.81, 0.9, 0.954, 1.08]).allSatisfy { (a, b) -> Bool in
        (a - b).magnitude < 1e-12
      })
    #expect(points.map(\.multiple) == [0, 1, 1.8, 2])
    #expect(diagnosis.findings.map(\.kind) == [.outOfReach(at: 1.2)])
  }

  @Test func stepsAreCliffsWithDeadZonesBetween() throws {
    let diagnosis = PlanDiagnosis(try Self.plan(F.steps([1: 1, 1.25: 1.25])))
    #expect(
      diagnosis.findings.map(\.kind) == [
        .cliff(at: 1, jump: 1), .cliff(at: 1.25, jump: 0.25), .deadZone(from: 1, to: 1.25),
      ])
    #expect(
      diagnosis.findings[0].description
        == "measures[0].steps: cliff at 100%: pay jumps by 100%")
  }

  @Test func retroactiveTiersJumpByAllThatWasCredited() throws {
    let plan = try Plan(
      name: "tiers",
      measures: [
        Measure(
          Metric(.bookings), shape: F.tiers(.retroactive, [0: 0.25, 100_000: 0.5]))
      ])
    #expect(PlanDiagnosis(plan).findings.map(\.kind) == [.cliff(at: 100_000, jump: 25_000)])
  }

  @Test func moreThanThreeMeasuresAreTooMany() throws {
    let diagnosis = PlanDiagnosis(try WholeLanguageTests.plan())
    #expect(diagnosis.findings.map(\.kind).contains(.manyMeasures(5)))
  }

  @Test func everyRoleButTheProductHasAPlan() {
    for role in [
      Role.csm, .pooledCSM, .renewalManager, .accountManager, .accountExecutive, .newLogoSeller,
      .csLeader, .cco,
    ] {
      #expect(PlanLibrary.plan(for: role)?.name == role.rawValue)
    }
    #expect(PlanLibrary.plan(for: .digital) == nil)
  }

  @Test func libraryPlansAreNamedOnceAndClean() {
    let names = PlanLibrary.all.map(\.name)
    #expect(Set(names).count == names.count)
    for entry in PlanLibrary.all {
      let kinds = PlanDiagnosis(entry.plan).findings.filter { !$0.keyPath.hasPrefix("modifiers") }
      #expect(kinds.isEmpty, "\(entry.name): \(kinds)")
      #expect(!entry.source.isEmpty)
      #expect(PlanLibrary.plan(named: entry.name) == entry)
    }
  }

  /// 70-80% of on-target earnings are base where a CSM carries a quota of their own.
  @Test func theIndividualQuotaPlanHasTheMixItsSourceStates() throws {
    let entry = try #require(PlanLibrary.plan(named: "csm-individual-quota"))
    #expect((0.7...0.8).contains(entry.payMix.base))
    #expect(entry.payMix.targetIncentive(ofOTE: Money(100_000)) == Money(25_000))
  }
}
