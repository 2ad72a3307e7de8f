import Formats
import Foundation
import Language
import Model
import Ownership
import Plans
import Statistics
import Testing
import Units

@Suite struct ScenarioReaderTests {
  @Test func minimalScenarioIsComplete() throws {
    let (reading, lines) = try ScenarioFixture.read("minimal.yaml")
    #expect(lines == [])
    let scenario = try #require(reading.scenario)
    #expect(scenario.name == "minimal" && scenario.years == 3)
    #expect(scenario.book.count == 400 && scenario.book.totalARR == Money(12_000_000))
    #expect(scenario.book.segments.map(\.name) == ["smb", "mid-market", "enterprise"])
    #expect(
      scenario.models.map(\.name) == ["upsell-renewal-split", "all-csm", "csql", "account-manager"])
    #expect(scenario.baseline == 0)
    #expect(scenario.roles[.digital]?.isHuman == false)
    #expect(scenario.roles[.csLeader]?.manages.contains(.csm) == true)
    #expect(reading.yourValues == 5 && reading.defaultValues > 150)
  }

  /// Three segments, the book that the type makes of what the defaults state.
  @Test func generatesBookFromDefaults() throws {
    let scenario = try #require(try ScenarioFixture.read("minimal.yaml").reading.scenario)
    let book = try SyntheticBook(
      accounts: 400, arr: Money(12_000_000), start: scenario.start, seed: 1,
      segments: [
        .init(
          "smb", tier: .low, share: 0.6, meanARR: 12_000, cv: 0.8,
          terms: Mix([(1, 0.2), (12, 0.75), (24, 0.05)]), autoRenewal: 0.8, salesCycle: 30),
        .init(
          "mid-market", tier: .mid, share: 0.3, meanARR: 50_000, cv: 0.7,
          terms: Mix([(12, 0.75), (24, 0.15), (36, 0.1)]), autoRenewal: 0.6, salesCycle: 75),
        .init(
          "enterprise", tier: .high, share: 0.1, meanARR: 210_000, cv: 0.9,
          terms: Mix([(12, 0.45), (24, 0.2), (36, 0.35)]), autoRenewal: 0.3, salesCycle: 150),
      ]
    ).book()
    #expect(scenario.book.arr == book.arr && scenario.book.term == book.term)
    #expect(scenario.book.renewalDay == book.renewalDay)
    #expect(scenario.book.salesCycle == book.salesCycle)
    #expect(scenario.book.autoRenewal == book.autoRenewal)
  }

  @Test func readsBookThroughMappedColumns() throws {
    let (reading, lines) = try ScenarioFixture.read("review.yaml")
    #expect(lines == [])
    #expect(reading.ignoredColumns == ["Region"])
    let book = try #require(reading.scenario).book
    #expect(book.ids == ["A1", "A2", "A3", "A4"])
    #expect(book.names == ["Acme, Inc.", "Beta", "Gamma", "Delta"])
    #expect(book.arr == [12_000, 6_000, 300_000, 360_000])
    #expect(book.segments.map(\.name) == ["small", "large"])
    #expect(book.segments.map(\.tier) == [.low, .high] && book.segment == [0, 0, 1, 1])
    #expect(book.term == [12, 1, 24, 12])
    #expect(book.autoRenewal == [true, false, true, false])
    // A column of persons says whose the accounts are, not how many people there are.
    #expect(book.persons == [:])
    #expect(
      reading.intake?.persons == [.init(role: "csm", persons: 2, unnamed: 1, fixesHeads: false)])
    #expect(book.attributes["health"] == .text(["green", "red", nil, "amber"]))
    #expect(book.attributes["seats"] == .number([10, 4, 120, nil]))
    #expect(book.renewalDay[0] == Day("2026-05-11") && book.renewalDay[3] == Day("2025-12-31"))
    let start = try #require(Day("2026-04-01"))
    #expect(
      book.renewalDay[2]
        == RenewalCalendar.spread(hash: EntityHash.of("A3"), term: 24, start: start))
  }

  @Test func outcomesKeepTheirKeys() throws {
    let scenario = try #require(try ScenarioFixture.read("review.yaml").reading.scenario)
    let (small, large) = (scenario.outcomes[0], scenario.outcomes[1])
    #expect(small.renewal.key == "outcomes.all.renewal.chance" && small.renewal.source == "CRM")
    #expect(small.renewal.distribution == (try .logitNormal(p10: 0.86, p90: 0.90)))
    #expect(large.renewal.key == "outcomes.large.renewal.chance")
    #expect(large.renewal.distribution == (try .pert(low: 0.9, mode: 0.94, high: 0.97)))
    #expect(small.contraction == large.contraction)
    #expect(small.contraction.size.distribution == (try .logitNormal(p10: 0.1, p90: 0.35)))
    let upsell = try #require(small.expansion[.upsell])
    #expect(upsell.observed == .wins && upsell.perYear.origin == .yours)
    #expect(upsell.found.origin == .default && !upsell.found.source.isEmpty)
    #expect(upsell.size.distribution == (try .logNormal(mean: 1, cv: 0.8)))
    #expect(upsell.size.scale?.key == "outcomes.all.upsell.size.lognormal.mean")
    #expect(upsell.size.scale?.distribution == (try .logNormal(p10: 0.12, p90: 0.18)))
    // The tier's defaults apply to segments of any name.
    #expect(scenario.hours[0].service.mean < scenario.hours[1].service.mean)
    #expect(scenario.hours[1].service.key == "hours.large.service")
  }

  @Test func readsDriversRolesAndEffects() throws {
    let scenario = try #require(try ScenarioFixture.read("review.yaml").reading.scenario)
    #expect(scenario.drivers.map(\.column) == ["health", "seats"])
    guard case .values(let ratios) = scenario.drivers[0].effect else {
      Issue.record("health is read by its values")
      return
    }
    #expect(ratios["red"]?.mean == 0.4 && ratios["green"]?.isCertain == false)
    let csm = try #require(scenario.roles[.csm])
    #expect(csm.ramp.distribution == (try .logNormal(p10: 2, p90: 4)))
    #expect(csm.heads == .accountsPerHead(5) && csm.costLine == .retention)
    #expect(csm.ote.distribution == (try .logNormal(p10: 100e3, p50: 115e3, p90: 130e3)))
    let partner = try #require(scenario.roles[Role("partner")])
    #expect(partner.costLine == .expansion && partner.heads == .fixed(2))
    #expect(partner.hours.key == "roles.all.hours" && partner.baseShare == 0.8)
    let skill = try #require(scenario.effects.skill[Role("partner")])
    #expect(skill[.renewal]?.mean == 0.8)
    #expect(skill[.stream(.upsell)] == skill[.priceIncrease])
    #expect(skill[.stream(.upsell)]?.key == "effects.skill.partner.all")
    #expect(scenario.effects.trustedAdvisor.source == "two seeds, disputed by a third")
    #expect(scenario.quotas.basis == .equal && scenario.quotas.stretch == 1.05)
    #expect(scenario.finance.budget == Money(1_500_000) && scenario.finance.targetNRR == 1.04)
    #expect(scenario.plans["csm-leads"]?.measures.count == 1)
    #expect(scenario.plans["csm"] == PlanLibrary.plan(for: .csm)?.plan)
  }

  @Test func readsModelsLikeOthersWithChanges() throws {
    let scenario = try #require(try ScenarioFixture.read("review.yaml").reading.scenario)
    #expect(scenario.models.map(\.name) == ["today", "csql", "ours", "csql-again", "staged"])
    func owner(_ model: Int, _ segment: String, _ motion: Motion, stage: Int = 0) -> Assignment? {
      scenario.models[model].stages[stage].rules.owners.assignment(
        segment: segment, tier: .low, motion: motion)
    }
    #expect(scenario.models[0].stages == Preset.named("upsell-renewal-split")?.model.stages)
    #expect(owner(2, "small", .smallUpsell)?.owner == .csm)
    #expect(owner(2, "small", .bigUpsell)?.owner == Role("partner"))
    #expect(owner(2, "large", .bigUpsell)?.owner == .accountManager)
    #expect(owner(2, "small", .renewal)?.owner == .accountManager)
    #expect(owner(2, "small", .service)?.owner == .csm)
    #expect(
      owner(2, "small", .crossSell)
        == Assignment(owner: .accountExecutive, source: .csm, credit: [.csm: 0.2]))
    let ours = scenario.models[2].stages[0].rules
    #expect(ours.line == .share(0.2) && !ours.autoRenewal && ours.friction)
    #expect(ours.pay == [.csm: "csm-leads", Role("partner"): "account-manager"])
    let staged = scenario.models[4]
    #expect(staged.stages.map(\.fromYear) == [1, 2])
    #expect(staged.stages[0].rules.line == .amount(Money(50_000)))
    #expect(staged.stages[1].rules == ours)
  }

  @Test func addsUnlistedBaseline() throws {
    let (reading, lines) = try ScenarioFixture.read(
      text: "book: {generate: {accounts: 9, arr: 1m}}\nbaseline: all-sales\nmodels: [csql]")
    #expect(lines == [])
    let scenario = try #require(reading.scenario)
    #expect(scenario.models.map(\.name) == ["all-sales", "csql"] && scenario.baseline == 0)
  }

  @Test func readsEveryPreset() throws {
    let names = Preset.all.map(\.name)
    let (reading, lines) = try ScenarioFixture.read(
      text: "book: {generate: {accounts: 90, arr: 3m}}\nbaseline: all-csm\nmodels: \(names)"
        .replacing("\"", with: ""))
    #expect(reading.scenario?.models.map(\.name) == names)
    #expect(lines.allSatisfy { $0.contains("two faces") })
  }

  @Test func sortsUndeclaredSegments() throws {
    let (reading, lines) = try ScenarioFixture.read(
      text: """
        book:
          file: book.csv
          columns: {account: Account ID, arr: Monthly fee, segment: Size}
        \(ScenarioFixture.models)
        """)
    #expect(lines == [])
    let book = try #require(reading.scenario?.book)
    #expect(book.segments.map(\.name) == ["L", "S", "XS"] && book.segment == [1, 2, 0, 0])
    #expect(book.term == [12, 12, 12, 12])
    #expect(reading.ignoredColumns.first == "Account" && reading.ignoredColumns.count == 8)
  }

  @Test func readsHundredThousandRowsQuickly() throws {
    let folder = FileManager.default.temporaryDirectory.path
    let file = "quotient-\(ProcessInfo.processInfo.processIdentifier).csv"
    defer { try? FileManager.default.removeItem(atPath: "\(folder)/\(file)") }
    var text = "account,arr,segment,renewal-date,term,auto-renewal,health\n"
    for row in 1...100_000 {
      text += "A\(row),\(row % 977 + 1)00,S\(row % 3),2026-0\(row % 9 + 1)-11,12,Yes,green\n"
    }
    try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
    let clock = ContinuousClock()
    var count = 0
    let time = try clock.measure {
      let (reading, _) = try ScenarioFixture.read(
        text: "book: {file: \(file)}\n" + ScenarioFixture.models, in: folder)
      count = reading.scenario?.book.count ?? 0
    }
    #expect(count == 100_000)
    // Without optimisation; a release build takes a tenth.
    #expect(time < .seconds(30))
  }

  @Test(.enabled(if: SampleFolderTests.folder != nil))
  func readsScenariosOutsideRepository() throws {
    let folder = try #require(SampleFolderTests.folder)
    for name in ["minimal", "mid-market"] {
      let diagnostics = Diagnostics()
      let reading = try ScenarioReader.read(contentsOf: "\(folder)/\(name).yaml", diagnostics)
      #expect(diagnostics.lines() == [])
      let scenario = try #require(reading.scenario)
      #expect(scenario.models.count >= 4)
    }
  }
}
