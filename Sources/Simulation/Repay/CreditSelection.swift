public import Ownership
import Plans

/// Whose credits a run keeps.
public struct CreditSelection: Hashable, Sendable {
  /// The place of the model in the scenario.
  public let model: Int
  public let role: Role
  /// The name of the measure that terms change; nil for the plan's leading one, which also stands
  /// where a later stage pays by a plan without it.
  public let measure: String?

  public init(model: Int, role: Role, measure: String? = nil) {
    self.model = model
    self.role = role
    self.measure = measure
  }
}

extension CompiledScenario {
  /// The memory that a run which keeps these credits takes for each trial, in bytes.
  ///
  /// - Precondition: The model has the role.
  public func bytesPerTrial(keeping selection: CreditSelection) -> Int {
    let place = RolePlace(self, selection)
    let flows = place.kept.reduce(0) { $0 + $1.count } * MemoryLayout<Double>.size
    let perPeriod = MemoryLayout<Double>.size + MemoryLayout<Float>.size
    return (0..<timeline.years).reduce(flows) { sum, year in
      let periods = place.plan(self, year: year)?.period.perYear ?? 0
      return sum + place.seats.count * (MemoryLayout<Double>.size + periods * perPeriod)
    }
  }
}
