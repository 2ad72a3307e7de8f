import Formats
import Language
import Model
import Ownership
import Statistics
import Testing

@Suite struct ResolvedScenarioTests {
  /// The resolved text gives the same scenario: the same distributions under the same keys.
  @Test(arguments: ["minimal.yaml", "review.yaml"], [true, false])
  func readsBackToTheSameDraws(_ name: String, _ isAnnotated: Bool) throws {
    let first = try ScenarioFixture.read(name).reading
    let scenario = try #require(first.scenario)
    let text = try #require(first.resolvedText(isAnnotated: isAnnotated))
    let (second, lines) = try ScenarioFixture.read(text: text, name: name)
    #expect(lines == [], "\(text)")
    let again = try #require(second.scenario)
    #expect(again.name == scenario.name && again.seed == scenario.seed)
    #expect(again.book.ids == scenario.book.ids && again.book.arr == scenario.book.arr)
    #expect(again.book.segments == scenario.book.segments)
    #expect(again.outcomes.map(laws) == scenario.outcomes.map(laws))
    #expect(again.hours.map(laws) == scenario.hours.map(laws))
    #expect(laws(again.effects) == laws(scenario.effects))
    #expect(laws(again.shocks) == laws(scenario.shocks))
    #expect(laws(again.finance) == laws(scenario.finance))
    #expect(again.roles.mapValues(laws) == scenario.roles.mapValues(laws))
    #expect(again.drivers.map(laws) == scenario.drivers.map(laws))
    #expect(again.models == scenario.models && again.baseline == scenario.baseline)
    #expect(again.sampling == scenario.sampling)
    #expect(again.plans == scenario.plans && again.quotas == scenario.quotas)
    #expect(second.defaultValues == 0 && values(second) == values(first))
  }

  @Test func everyDefaultHasASource() throws {
    let reading = try ScenarioFixture.read("minimal.yaml").reading
    let document = try #require(reading.document)
    let defaults = ScenarioLanguage.table.values(in: document).filter { $0.origin == .default }
    let settings = [
      "quotient", "currency", "start", "horizon", "trials", "seed", "sampling.strata",
      "sampling.adjusted",
    ]
    for value in defaults where !settings.contains(value.path) {
      #expect(value.source != nil, "\(value.path)")
    }
  }

  @Test func disputedEffectsStraddleOne() throws {
    let scenario = try #require(try ScenarioFixture.read("minimal.yaml").reading.scenario)
    let advisor = scenario.effects.trustedAdvisor.distribution
    #expect(advisor.quantile(0.1) < 1 && advisor.quantile(0.9) > 1)
  }

  /// Every value with its path; the order of names does not matter.
  private func values(_ reading: ScenarioReading) -> [String: Entry] {
    let values = reading.document.map { ScenarioLanguage.table.values(in: $0) } ?? []
    return Dictionary(uniqueKeysWithValues: values.map { ($0.path, $0) })
  }

  /// Every value under its key, with everything that is not an assumption left in.
  private func laws(_ value: Any) -> [String] {
    var found: [String] = []
    func visit(_ value: Any, _ path: String) {
      if let assumption = value as? Assumption {
        found.append("\(path) \(assumption.key) \(assumption.distribution)")
        return
      }
      let children = Mirror(reflecting: value).children
      if children.isEmpty { found.append("\(path) \(value)") }
      for child in children { visit(child.value, path + "." + (child.label ?? "")) }
    }
    visit(value, "")
    return found.sorted()
  }
}
