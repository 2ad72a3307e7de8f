public import Model
public import Ownership

/// A model with more people than are simulated: mostly a slip of a unit in what one of them can do.
public struct StaffingError: Error, Hashable, Sendable {
  public let model: String
  /// The role whose rule asks for too many; nil if all roles together are too many.
  public let role: Role?
  /// What it came to.
  public let heads: Double
  /// The rule that asks for them; nil for all roles together.
  public let rule: RoleProfile.Heads?

  init(model: String, excess: TooManyHeads) {
    self.model = model
    role = excess.role
    heads = excess.heads
    rule = excess.rule
  }

  init(model: String, total: Int) {
    self.model = model
    role = nil
    heads = Double(total)
    rule = nil
  }
}

/// The same, of one role in a model that is still to be named.
struct TooManyHeads: Error {
  let role: Role
  let heads: Double
  let rule: RoleProfile.Heads
}
