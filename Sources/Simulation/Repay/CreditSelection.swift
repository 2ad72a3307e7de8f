public import Ownership

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
