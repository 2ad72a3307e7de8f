public import Ownership

/// What the sources warn of in any division of the work, advised or not.
public enum OwnershipWarning: String, CaseIterable, Hashable, Sendable {
  case twoFaces = "two-faces"
  case csmOutright = "csm-outright"
  case advisorRenews = "advisor-renews"
  case advisorSells = "advisor-sells"
  case distraction
  case splitContracts = "split-contracts"
  case manyContacts = "many-contacts"
  case orphan
  case frictionWithoutClause = "friction-without-clause"

  /// A sentence without a full stop.
  public var text: String {
    switch self {
    case .twoFaces:
      "a renewal manager and an account manager face the same customers, which disorients them"
    case .csmOutright:
      "CSMs own both renewals and growth past the early stage, which one source says they never should"
    case .advisorRenews:
      "whoever serves also renews, a transaction that can muddy what an advisor is there for; the"
        + " sources disagree"
    case .advisorSells:
      "whoever serves also sells, which can cost trust; the sources disagree, and the sign is an"
        + " assumption"
    case .distraction:
      "sellers own existing customers past the early stage, a distraction from new ones"
    case .splitContracts:
      "renewal and upsell contracts are with different people, where most customers want one"
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
    case .twoFaces, .csmOutright, .distraction, .orphan: Framework.cure.source
    case .advisorRenews:
      "\(Framework.valueCapture.source) (disputed there) and \(Framework.cure.source), against"
        + " \(Framework.effortRules.source)"
    case .advisorSells:
      "\(Framework.valueCapture.source) and \(Framework.cure.source), against"
        + " \(Framework.maturity.source)"
    case .splitContracts: Framework.twoVectors.source
    case .manyContacts: Framework.valueCapture.source
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
  ///   - undecided: Motions of which it is not said who owns them, or whether anybody does.
  ///   - stage: The company's; nil if it is not known.
  ///   - renewsByClause: False if contracts are deliberately renewed by hand.
  public static func warnings(
    _ owners: [Motion: Role], undecided: Set<Motion> = [], stage: String?,
    renewsByClause: Bool = true
  ) -> [OwnershipWarning] {
    let roles = Set(owners.values)
    let people = roles.subtracting([.digital])
    let sellers: Set<Role> = [.accountExecutive, .newLogoSeller]
    let isPastEarly = stage.map { $0 != "early" } ?? false
    func owns(_ role: Role, anyOf motions: [Motion]) -> Bool {
      motions.contains { owners[$0] == role }
    }
    var found: [OwnershipWarning] = []
    if isTwoFaced(roles) { found.append(.twoFaces) }
    if isPastEarly, let renewer = owners[.renewal], [.csm, .pooledCSM].contains(renewer),
      owns(renewer, anyOf: .growth)
    {
      found.append(.csmOutright)
    }
    if let server = owners[.service], people.contains(server) {
      if owns(server, anyOf: .contract) { found.append(.advisorRenews) }
      if owns(server, anyOf: .growth) { found.append(.advisorSells) }
    }
    if isPastEarly, !roles.isDisjoint(with: sellers) { found.append(.distraction) }
    if let renewer = owners[.renewal], people.contains(renewer),
      [Motion].upsell.contains(where: {
        owners[$0].map { $0 != renewer && $0 != .digital } ?? false
      })
    {
      found.append(.splitContracts)
    }
    if people.count >= 3 { found.append(.manyContacts) }
    let commercial = sellers.union([.accountManager])
    if owners[.renewal] == .renewalManager, undecided.isDisjoint(with: [Motion].growth),
      !commercial.contains(where: { owns($0, anyOf: .growth) })
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
