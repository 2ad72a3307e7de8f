import Formats
import Foundation
import Language
import Model
import Ownership
import Simulation
import Testing

/// A run that is kept, changed: the same to the last bit as a run of the changed scenario.
@Suite struct KeptRunTests {
  /// Every key that a shipped scenario's resolved form has, each set to another value: what is settled
  /// from kept worlds is what a simulation of the changed scenario comes to.
  @Test(arguments: ["mid-market", "early-stage", "enterprise", "smb-product-led"])
  func everyKeySettlesToWhatItSimulates(name: String) async throws {
    let reading = try Self.reading(name)
    let base = Self.small(try #require(reading.scenario))
    let kept = try await KeptRun(PreparedScenario(CompiledScenario(base)), tasks: 1)
    var (settled, changed, missed) = (0, 0, [String]())
    for (key, value) in reading.keys {
      guard let other = Self.changed(reading, key: key, value: value, from: base) else { continue }
      changed += 1
      let compiled = try CompiledScenario(other, like: kept.prepared.plan)
      guard compiled.isPlayed(like: kept.prepared.plan) else {
        if Self.isMoney(key) { missed.append(key) }
        continue
      }
      settled += 1
      let fresh = try await Simulator.run(other, tasks: 1)
      let run = try await kept.changed(to: compiled, tasks: 1)
      #expect(run.work != .simulated)
      let difference = Self.difference(run.result, fresh)
      #expect(difference == nil, "\(key) \(value): \(difference ?? "")")
    }
    #expect(missed.isEmpty, "simulated for want of money: \(missed)")
    #expect(changed > 100 && settled > 30, "\(changed) keys changed, \(settled) settled")
  }

  /// Changes one after another, of all kinds, and more trials: each answer is a simulation's.
  @Test func changesFollowOneAnother() async throws {
    var reading = try Self.reading("mid-market")
    var kept = try await KeptRun(
      PreparedScenario(CompiledScenario(Self.small(try #require(reading.scenario)))), trials: 200)
    let changes: [(key: String, value: String, trials: Int, work: KeptRun.Work)] = [
      ("roles.csm.ote", "90k..130k", 200, .repaid),
      ("finance.discount-rate", "5%..15%", 200, .resummed),
      ("plans.account-manager.cap", "150%", 300, .repaid),
      ("effects.overload", "0.6", 300, .simulated),
      ("quotas.stretch", "110%", 300, .repaid),
      ("roles.csm.severance", "50%", 150, .resummed),
      ("roles.all.burden", "30%", 300, .resummed),
      ("models.csql.roles.csm.ote", "100k", 300, .repaid),
      ("models.csql.roles.csm.heads", "2", 300, .simulated),
      ("models.csql.roles.csm.tools", "9k", 300, .resummed),
      ("quotas.csm.stretch", "105%", 300, .repaid),
      ("approve.cost", "<= 6m", 300, .resummed),
    ]
    for change in changes {
      reading = try reading.setting(change.key, to: change.value)
      let scenario = Self.small(try #require(reading.scenario))
      kept = try await kept.changed(to: scenario, trials: change.trials)
      #expect(kept.work == change.work, "\(change.key)")
      let fresh = try await Simulator.run(scenario, trials: change.trials)
      let difference = Self.difference(kept.result, fresh)
      #expect(difference == nil, "\(change.key): \(difference ?? "")")
    }
  }

  /// Inputs that turn out otherwise stay so while pay changes; with others, everything is played.
  @Test func whatTurnsOutOtherwiseStays() async throws {
    let reading = try Self.reading("mid-market")
    let base = Self.small(try #require(reading.scenario))
    let other = Self.small(
      try #require(try reading.setting("roles.csm.ote", to: "100k").scenario))
    let outturns = [Outturn("hours.all.service", 40), Outturn("finance.discount-rate", 0.2)]
    func expectSettled(_ kept: KeptRun, _ scenario: Scenario, _ work: KeptRun.Work) async throws {
      let run = try await kept.changed(to: scenario)
      #expect(run.work == work)
      let difference = Self.difference(run.result, try await Simulator.run(scenario))
      #expect(difference == nil, "\(difference ?? "")")
    }
    let turned = try await KeptRun(
      PreparedScenario(CompiledScenario(try base.turning(outturns))))
    try await expectSettled(turned, try other.turning(outturns), .repaid)
    try await expectSettled(turned, other, .simulated)
    try await expectSettled(turned, try other.turning([outturns[0]]), .simulated)
    let plain = try await KeptRun(PreparedScenario(CompiledScenario(base)))
    try await expectSettled(plain, try other.turning(outturns), .simulated)
    let byHand = try await KeptRun(
      PreparedScenario(CompiledScenario(base)).turning([outturns[0]]))
    try await expectSettled(byHand, other, .simulated)
  }

  /// A scenario's run is not taken for that of one whose heads were stated beside it.
  @Test func statedHeadsAreNotTakenOver() async throws {
    let reading = try Self.reading("mid-market")
    let base = Self.small(try #require(reading.scenario))
    let model = try #require(base.models.firstIndex { $0.name == "account-manager" })
    let heads = try CompiledScenario(base).heads(ofModel: model).mapValues { $0 + 1 }
    let staffed = try CompiledScenario(base, staffed: (model, heads))
    #expect(try !CompiledScenario(base).isPlayed(like: staffed))
    #expect(
      try CompiledScenario(base, like: staffed).heads(ofModel: model)
        == CompiledScenario(base).heads(ofModel: model))
  }

  /// Where there is no room for worlds, they are played again, to the same bits.
  @Test func withoutRoomWorldsArePlayedAgain() async throws {
    let reading = try Self.reading("mid-market")
    let base = Self.small(try #require(reading.scenario))
    let prepared = try await PreparedScenario(CompiledScenario(base))
    let other = Self.small(
      try #require(try reading.setting("roles.csm.ote", to: "100k").scenario))
    let fresh = try await Simulator.run(other, trials: 300)
    for memory in [0, 3_000_000] {
      let kept = try await KeptRun(prepared, trials: 300, memory: memory)
      let run = try await kept.changed(to: other, trials: 300)
      #expect(Self.difference(run.result, fresh) == nil)
    }
  }

  /// The newest change wins, and an older one ends within 20 ms of a world's time.
  @Test func theNewestChangeWins() async throws {
    let reading = try Self.reading("mid-market")
    let base = Self.small(try #require(reading.scenario))
    let engine = try await Engine(base, trials: 64)
    func scenario(_ value: String) throws -> Scenario {
      Self.small(try #require(try reading.setting("effects.overload", to: value).scenario))
    }
    let (slow, quick) = (try scenario("0.5"), try scenario("0.7"))
    let old = Task { try await engine.update(to: slow, trials: 200_000) }
    try await Task.sleep(for: .milliseconds(300))
    let answer = try await engine.update(to: quick, trials: 64)
    await #expect(throws: CancellationError.self) { try await old.value }
    let fresh = try await Simulator.run(quick, trials: 64)
    #expect(Self.difference(answer.result, fresh) == nil)
    let latest = await engine.run
    #expect(Self.difference(latest.result, fresh) == nil)
  }

  // MARK: - Helpers

  private static func reading(_ name: String) throws -> ScenarioReading {
    try ScenarioReader.read(
      contentsOf: ScenarioFile.folder.appending(path: "\(name).yaml").path, Diagnostics())
  }

  /// Few accounts and trials, of all segments.
  private static func small(_ scenario: Scenario) -> Scenario {
    let book = scenario.book
    let step = max(1, book.count / 48)
    let rows = stride(from: 0, to: book.count, by: step)
    func every<Value>(_ column: [Value]) -> [Value] { rows.map { column[$0] } }
    var scenario = scenario
    guard
      let small = try? Book(
        ids: every(book.ids), names: every(book.names), arr: every(book.arr),
        segment: every(book.segment), term: every(book.term), renewalDay: every(book.renewalDay),
        autoRenewal: every(book.autoRenewal), salesCycle: every(book.salesCycle),
        persons: book.persons.mapValues(every),
        attributes: book.attributes.mapValues {
          switch $0 {
          case .text(let values): .text(every(values))
          case .number(let values): .number(every(values))
          }
        },
        segments: book.segments.map { .init($0.name, tier: $0.tier) })
    else { preconditionFailure("part of a book is a book") }
    scenario.book = small
    scenario.trials = 40
    return scenario
  }

  /// The scenario with another value of a key; nil if none is found that changes anything.
  private static func changed(
    _ reading: ScenarioReading, key: String, value: String, from base: Scenario
  ) -> Scenario? {
    guard !["trials", "seed", "quotient", "name", "currency"].contains(key),
      !key.hasPrefix("book.")
    else { return nil }
    for other in candidates(value) where other != value {
      guard let scenario = try? reading.setting(key, to: other).scenario else { continue }
      let changed = small(scenario)
      var same = changed
      same.settings = base.settings
      if same != base { return changed }
    }
    return nil
  }

  private static func candidates(_ value: String) -> [String] {
    var found: [String] = []
    if let number = value.firstMatch(of: /\d+(\.\d+)?/), let amount = Double(number.output.0) {
      for other in [amount * 0.9, amount + 1, amount * 1.1, amount - 1] {
        let text =
          other == other.rounded() ? "\(Int(other))" : String(format: "%.4g", other)
        found.append(value.replacingCharacters(in: number.range, with: text))
      }
    }
    return found + [
      "true", "false", "zero", "target", "redistribute", "expected", "equal", "year", "quarter",
      "each-period", "year-to-date", "dismissed", "to-new-logos", "team", "individual", "1000",
      "90%",
    ]
  }

  /// Whether a key is of what was played comes to in money alone.
  private static func isMoney(_ key: String) -> Bool {
    // A model states the same of a role or a plan of its own.
    let key = String(key.replacing(/models\.[^.]+\.(?=roles|plans)/, with: ""))
    return key.hasPrefix("finance.") || key.hasPrefix("approve.")
      || key.wholeMatch(
        of: /roles\..*\.(ote|pay-mix|burden|tools|hiring|severance|released|cost-line)/) != nil
      || key.wholeMatch(of: /quotas\..*/) != nil
      || key.wholeMatch(of: /plans\..*\.(weight|quota|cap|threshold|target-incentive)/) != nil
  }

  /// The first figure in which two results differ; nil if they are the same to the last bit.
  private static func difference(_ a: SimulationResult, _ b: SimulationResult) -> String? {
    guard a.trials == b.trials, a.models.count == b.models.count else { return "trials or models" }
    if a.hasRanges != b.hasRanges { return "ranges" }
    for (one, other) in zip(a.models, b.models) {
      guard one.layout.columns == other.layout.columns else { return "\(one.name): layout" }
      for column in one.layout.columns {
        let (x, y) = (one.column(column), other.column(column))
        if x.map(\.bitPattern) != y.map(\.bitPattern) { return "\(one.name): \(column)" }
      }
      if one.roleOutcomes != other.roleOutcomes { return "\(one.name): outcomes of roles" }
      if one.personOutcomes != other.personOutcomes { return "\(one.name): outcomes of people" }
      if one.quotas != other.quotas { return "\(one.name): quotas" }
      if one.measures != other.measures { return "\(one.name): measures" }
    }
    return nil
  }
}
