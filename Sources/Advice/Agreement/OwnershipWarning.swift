public import Ownership

/// What the sources warn of in any division of the work, advised or not.
public enum OwnershipWarning: String, CaseIterable, Hashable, Sendable {
  case twoFaces = "two-faces"
  case advisorSells = "advisor-sells"
  case distraction
  case manyContacts = "many-contacts"
  case orphan
  case frictionWithoutClause = "friction-without-clause"

  /// A sentence without a full stop.
  public var text: String {
    switch self {
    case .twoFaces:
      "a renewal manager and an account manager face the same customers, which disorients them"
    case .advisorSells:
      "whoever serves also sells, which can cost trust; the sources disagree, and the sign is an"
        + " assumption"
    case .distraction:
      "sellers own existing customers past the early stage, a distraction from new ones"
    case .manyContacts: "three or more people face the same customers"
    case .orphan:
      "a renewal manager renews, and nobody with a commercial profile grows the accounts"
    case .frictionWithoutClause:
      "contracts without auto-renewal: one source tells of a company that gains by it, another wants"
        + " the clause in every draft"
    }
  }

  /// The label of the source, or of those that disagree.
  public var source: String {
    switch self {
    case .twoFaces, .distraction, .orphan: Framework.cure.source
    case .advisorSells:
      "\(Framework.valueCapture.source) and \(Framework.cure.source), against"
        + " \(Framework.maturity.source)"
    case .manyContacts: "\(Framework.twoVectors.source), \(Framework.valueCapture.source)"
    case .frictionWithoutClause:
      "\(Framework.effortRules.source) against \(Framework.cure.source)"
    }
  }

  /// What no table holds.
  public static let culture =
    "culture, brand and the skills of the people in place often swing the decision; no rule holds them"

  /// What is to be said of the owners in a segment.
  ///
  /// - Parameters:
  ///   - owners: By motion; motions that nobody owns are left out.
  ///   - stage: The company's; nil if it is not known.
  ///   - renewsByClause: False if contracts are deliberately renewed by hand.
  public static func warnings(
    _ owners: [Motion: Role], stage: String?, renewsByClause: Bool = true
  ) -> [OwnershipWarning] {
    let roles = Set(owners.values)
    let selling: [Motion] = .growth
    let sellers: Set<Role> = [.accountExecutive, .newLogoSeller]
    var found: [OwnershipWarning] = []
    if isTwoFaced(roles) { found.append(.twoFaces) }
    if let server = owners[.service], selling.contains(where: { owners[$0] == server }) {
      found.append(.advisorSells)
    }
    if let stage, stage != "early", !roles.isDisjoint(with: sellers) { found.append(.distraction) }
    if roles.subtracting([.digital]).count >= 3 { found.append(.manyContacts) }
    let commercial = sellers.union([.accountManager])
    if owners[.renewal] == .renewalManager,
      !selling.contains(where: { owners[$0].map(commercial.contains) ?? false })
    {
      found.append(.orphan)
    }
    if !renewsByClause { found.append(.frictionWithoutClause) }
    return found
  }

  /// Whether a renewal manager and an account manager are among the owners in one segment.
  public static func isTwoFaced(_ owners: Set<Role>) -> Bool {
    owners.isSuperset(of: [.renewalManager, .accountManager])
  }
}
