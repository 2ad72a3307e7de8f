import Books
import Ownership
import Scenarios
import Statistics

/// A scenario made ready to run: everything that no draw changes.
public struct CompiledScenario: Sendable {
  public let scenario: Scenario
  let timeline: Timeline
  let book: CompiledBook
  let assumptions: AssumptionTable
  let outcomes: [OutcomeTable]
  let sizeTables: [QuantileTable]
  let drivers: [DriverTable]
  let effects: EffectTable
  let models: [CompiledModel]
  let intercepts: Intercepts
}
