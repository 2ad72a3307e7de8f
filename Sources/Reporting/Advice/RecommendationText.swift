import Advice
import Formats
import Model
import Ownership

/// A recommendation in words.
enum RecommendationText {
  /// Short names of roles, for cells.
  private static let abbreviations: [Role: String] = [
    .csm: "CSM", .pooledCSM: "pool", .renewalManager: "RM", .accountManager: "AM",
    .accountExecutive: "AE", .newLogoSeller: "NLS", .digital: "digital",
  ]

  /// `CSM`; the role's own name if it is none of the sources'.
  static func short(_ role: Role) -> String { abbreviations[role] ?? role.rawValue }

  /// `AE < CSM` where the CSM finds for the account executive, `+` where others are allowed too;
  /// `-` silent, `?` open.
  static func cell(_ advice: Recommendation) -> String {
    switch advice.owner {
    case .silent: "-"
    case .open: "?"
    case .role(let role):
      short(role) + (advice.source.map { " < " + short($0) } ?? "")
        + (advice.alternatives.isEmpty ? "" : " +")
    }
  }

  /// `AE account-executive, CSM csm`: the short names among some roles.
  static func legend(_ roles: some Sequence<Role>) -> String {
    Set(roles).sorted().filter { abbreviations[$0] != nil && $0 != .digital }
      .map { "\(short($0)) \($0)" }.joined(separator: ", ")
  }

  /// `renewal-hours 2.96 hours, negotiation little`: the facts that decided, with their values.
  static func facts(of advice: Recommendation, _ sheet: FactSheet, origins: Bool = false) -> String
  {
    advice.read.compactMap { fact in
      sheet[fact].map {
        "\(fact.name) \(FactText.value($0.value, of: fact))" + (origins ? " (\($0.origin))" : "")
      }
    }.joined(separator: ", ")
  }

  /// `renewal-hours under 4 hours (2 hours away): csm`, `products 2 (1 away): renewal-manager`.
  static func flip(_ flip: Flip) -> String {
    let away =
      flip.distance.flatMap { $0 > 0 ? " (\(FactText.number($0, of: flip.fact)) away)" : nil } ?? ""
    return "\(flip.fact.name) \(target(of: flip))\(away): \(flip.owner.word)"
  }

  /// `under 4 hours`, `2`, `false`: where the fact would have to lie.
  static func target(of flip: Flip) -> String {
    func number(_ number: Double) -> String { FactText.number(number, of: flip.fact) }
    return switch flip.target {
    case .under(let edge): "under \(number(edge))"
    case .atMost(let edge): "\(number(edge)) or less"
    case .over(let edge): "over \(number(edge))"
    case .atLeast(let edge): "\(number(edge)) or more"
    case .value(.motions): flip.change
    case .value(let value): FactText.value(value, of: flip.fact)
    }
  }
}
