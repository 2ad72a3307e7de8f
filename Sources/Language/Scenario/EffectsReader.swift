import Formats
import Model
import Ownership

/// Reads how a different owner changes what happens.
struct EffectsReader {
  /// The cursor of `effects`.
  let cursor: Cursor
  let roles: [String]

  func effects() -> Effects {
    Effects(
      skill: skill(), price: price(), trustedAdvisor: cursor["trusted-advisor"].uncertain(),
      extraContact: cursor["extra-contact"].uncertain(),
      relationshipTransfer: cursor["relationship-transfer"].uncertain(),
      overload: cursor["overload"].uncertain(), sourcing: cursor["sourcing"].uncertain(),
      productFlag: cursor["product-flag"].uncertain(),
      autoRenewalOdds: cursor["auto-renewal"]["odds"].uncertain(),
      autoRenewalHours: cursor["auto-renewal"]["hours"].uncertain(),
      frictionUpsell: cursor["friction"]["upsell"].uncertain(),
      handoverOdds: cursor["handover"]["odds"].uncertain(),
      handoverHours: cursor["handover"]["hours"].uncertain(),
      handoverMonths: cursor["handover"]["for"].months()?.value ?? 0,
      newLogoHour: cursor["new-logo-hour"].uncertain())
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

extension Driver.Target {
  /// Everything whose odds may be moved, in the order of the language.
  static let all: [Driver.Target] =
    [.renewal, .priceIncrease] + ExpansionStream.allCases.filter(\.hasFunnel).map { .stream($0) }

  /// The motion's name in the language.
  var name: String {
    switch self {
    case .renewal: Motion.renewal.rawValue
    case .priceIncrease: Motion.priceIncrease.rawValue
    case .stream(let stream): stream.rawValue
    }
  }
}

extension Cursor {
  /// Of the places that do not fit together, the first that the user wrote.
  static func blamed(_ places: [Cursor]) -> Cursor {
    places.first { $0.entry?.origin == .yours } ?? places[0]
  }

  /// An error about the key that leads here, which names something that does not exist.
  func reportUnknownKey(_ noun: String, _ name: String, among known: [String]) {
    let nearest = Suggestion.nearest(to: name, among: known)
    report(
      .statement("unknown \(noun)"),
      hint: nearest.map { "did you mean `\($0)`?" }
        ?? (known.count <= 12 ? "known here: \(known.joined(separator: ", "))" : nil))
  }
}
