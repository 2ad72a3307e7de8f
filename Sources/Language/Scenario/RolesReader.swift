import Formats
import Model
import Ownership
import Units

/// Reads the roles and what they cost.
struct RolesReader {
  /// The cursor of `roles`.
  let cursor: Cursor

  /// What `heads` is where the book's persons fix it.
  static let byBook = "book"

  func profiles() -> [Role: RoleProfile] {
    let names = cursor.names
    var profiles: [Role: RoleProfile] = [:]
    for name in names { profiles[Role(name)] = profile(name, among: names) }
    return profiles
  }

  private func profile(_ name: String, among names: [String]) -> RoleProfile {
    let role = cursor.named(name)
    let type = role["type"].choice(RoleProfile.CSMType.self)?.value
    let isHuman = role["human"].boolean()?.value ?? true
    for input in RoleInputs.all where input.default == nil && isHuman && !role[input.key].exists {
      role.report(
        .statement("`\(input.key)` is missing"), hint: "add \(input.values.form.expectation)")
    }
    let numbers = role.values(of: RoleInputs.self)
    Self.checkAttrition(numbers.attrition, at: role)
    let manages = role["manages"].elements
    for led in manages {
      if let text = led.text()?.value {
        if !names.contains(text) {
          led.reportUnknown("role", among: names)
        } else if text == name {
          led.report(.statement("\(name) cannot lead itself"))
        }
      }
    }
    let sellsNewLogos = role["sells-new-logos"].boolean()?.value ?? false
    let released = Self.released(role, name: name, sellsNewLogos: sellsNewLogos)
    return RoleProfile(
      role: Role(name), isHuman: isHuman, type: type,
      costLine: costLine(role, type), numbers: numbers,
      baseShare: role["pay-mix"].payMix()?.value ?? 1, heads: Self.heads(role["heads"]),
      resize: role["resize"].choice(RoleProfile.Resizing.self)?.value ?? .yearly,
      released: released, span: role["span"].number()?.value,
      manages: manages.compactMap { $0.text().map { Role($0.value) } },
      sellsNewLogos: sellsNewLogos)
  }

  /// What a model states of a role otherwise.
  ///
  /// - Parameters:
  ///   - role: The cursor of the model's entry.
  ///   - key: Where it stands, in terms of the model's name: the same draws in any order of models.
  static func change(_ role: Cursor, of profile: RoleProfile, key: String) -> RoleChange {
    let numbers: InputValues<RoleInputs, Assumption?> = role.writtenValues().map { _, number in
      number.map {
        Assumption(
          key: key + $0.key.dropFirst(role.path.count), distribution: $0.distribution,
          source: $0.source, origin: $0.origin)
      }
    }
    if let attrition = numbers.attrition { checkAttrition(attrition, at: role) }
    return RoleChange(
      numbers: numbers, baseShare: role["pay-mix"].payMix()?.value,
      heads: role["heads"].exists ? heads(role["heads"]) : nil,
      resize: role["resize"].choice(RoleProfile.Resizing.self)?.value,
      released: released(
        role, name: profile.role.rawValue, sellsNewLogos: profile.sellsNewLogos),
      span: role["span"].number()?.value)
  }

  private static func checkAttrition(_ attrition: Assumption, at role: Cursor) {
    guard attrition.isCertain, attrition.mean == 1 else { return }
    role["attrition"].report(
      .found("100%", expected: "less than 100%"), hint: "somebody has to stay")
  }

  private static func released(
    _ role: Cursor, name: String, sellsNewLogos: Bool
  ) -> RoleProfile.Release? {
    let released = role["released"].choice(RoleProfile.Release.self)?.value
    if released == .toNewLogos, !sellsNewLogos {
      role["released"].report(
        .statement("\(name) does not sell to new customers"),
        hint: "write `sells-new-logos: true` if it does, else `released: dismissed`")
    }
    return released
  }

  /// As stated, else by the CSM's type; the more specific entry of the two wins.
  private func costLine(_ role: Cursor, _ type: RoleProfile.CSMType?) -> RoleProfile.CostLine {
    let first = role.layers.first { $0["cost-line"] != nil || $0["type"] != nil }
    if let type, first?["cost-line"] == nil { return type.costLine }
    return role["cost-line"].choice(RoleProfile.CostLine.self)?.value ?? .retention
  }

  private static func heads(_ cursor: Cursor) -> RoleProfile.Heads {
    if let count = cursor.count() { return .fixed(count.value) }
    if cursor.isMap {
      if let each = cursor["accounts-per-head"].number() { return .accountsPerHead(each.value) }
      if let each = cursor["arr-per-head"].money() { return .arrPerHead(each.value) }
    }
    return .capacity
  }
}
