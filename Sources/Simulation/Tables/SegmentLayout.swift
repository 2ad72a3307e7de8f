import Model
import Ownership

/// Who stands where in a segment under one stage of a model, as the account loop reads it.
///
/// Roles are *locals*: places 0, 1, ... among the human roles that the segment's accounts meet.
/// Nobody (the product itself) is ``nobody``.
struct SegmentLayout: Sendable {
  static let nobody = -1

  /// A share of a deal's credit.
  struct Credit: Hashable, Sendable {
    var local: Int
    var share: Double
  }

  /// Who closes, who finds, who is credited.
  struct Route: Hashable, Sendable {
    var assignment: Assignment
    var owner: Int
    var source: Int?
    var credits: [Credit]

    /// Whose talent and load move what is found, and who is credited with the lead.
    var finder: Int { source ?? owner }
  }

  /// The human roles that an account meets.
  let locals: [Role]
  let service: Int
  let serviceRole: Role
  let renewal: Route
  let priceIncrease: Route
  /// By stream: the routes of what is up to the line and of what is above it.
  let streams: [(small: Route, big: Route)]
  /// Human roles in front of the customer beyond the first.
  let extraContacts: Int
  /// Whether the owner of `service` also sells.
  let serviceSells: Bool

  /// - Parameter reachable: Whether a motion can happen at all in the segment.
  init(
    rules: OwnershipRules, segment: String, tier: Tier, isHuman: (Role) -> Bool,
    reachable: (Motion) -> Bool
  ) {
    func assignment(_ motion: Motion) -> Assignment {
      // A motion that nobody owns was refused when the scenario was read.
      rules.owners.assignment(segment: segment, tier: tier, motion: motion)!
    }
    var roles: [Role] = []
    func add(_ role: Role) {
      if isHuman(role), !roles.contains(role) { roles.append(role) }
    }
    let assignments = Dictionary(
      uniqueKeysWithValues: Motion.allCases.map { ($0, assignment($0)) })
    for motion in Motion.allCases where motion == .service || reachable(motion) {
      add(assignments[motion]!.owner)
      if let source = assignments[motion]!.source { add(source) }
    }
    extraContacts = max(0, roles.count - 1)
    for motion in Motion.revenue where reachable(motion) {
      assignments[motion]!.creditedRoles.forEach(add)
    }
    let locals = roles
    self.locals = locals
    func local(_ role: Role) -> Int { locals.firstIndex(of: role) ?? Self.nobody }
    func route(_ motion: Motion) -> Route {
      let assignment = assignments[motion]!
      return Route(
        assignment: assignment, owner: local(assignment.owner),
        source: assignment.source.map(local),
        credits: assignment.creditedRoles.compactMap { role in
          let place = local(role)
          return place == Self.nobody
            ? nil : Credit(local: place, share: assignment.creditShare(of: role))
        })
    }
    serviceRole = assignments[.service]!.owner
    service = local(serviceRole)
    renewal = route(.renewal)
    priceIncrease = route(.priceIncrease)
    streams = ExpansionStream.allCases.map { stream in
      (small: route(stream.motions.first!), big: route(stream.motions.last!))
    }
    let selling: [Motion] = [
      .smallUpsell, .bigUpsell, .crossSell, .crossStakeholder, .crossDivision,
    ]
    serviceSells = selling.contains {
      reachable($0) && assignments[$0]!.owner == assignments[.service]!.owner
    }
  }
}
