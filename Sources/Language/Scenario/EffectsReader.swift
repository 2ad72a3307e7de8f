import Formats
import Model
import Ownership

/// Reads the effects of different owners.
struct EffectsReader {
  /// The cursor of `effects`.
  let cursor: Cursor
  let roles: [String]

  func effects() -> Effects {
    Effects(skill: skill(), price: price(), numbers: cursor.values())
  }

  private func skill() -> [Role: [Effects.SkillTarget: Assumption]] {
    var skill: [Role: [Effects.SkillTarget: Assumption]] = [:]
    for name in cursor["skill"].names {
      let row = cursor["skill"].named(name)
      guard isKnown(name, row) else { continue }
      for target in Driver.Target.all where row.named(target.name).exists {
        skill[Role(name), default: [:]][target] = row.named(target.name).uncertain()
      }
    }
    return skill
  }

  private func price() -> [Role: Assumption] {
    var price: [Role: Assumption] = [:]
    for name in cursor["price"].names {
      let value = cursor["price"].named(name)
      if isKnown(name, value) { price[Role(name)] = value.uncertain() }
    }
    return price
  }

  private func isKnown(_ role: String, _ cursor: Cursor) -> Bool {
    if roles.contains(role) { return true }
    cursor.reportUnknownKey("role", role, among: roles)
    return false
  }
}
