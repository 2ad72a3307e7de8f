import Model
import Ownership
import Units

/// Who serves, renews and sells in a segment under one stage of a model, and how that differs from
/// the status quo: resolved once, for everything that reads it.
///
/// Roles are *locals*: indices 0, 1, ... among the human roles that the segment's accounts deal
/// with. The product itself is ``nobody``.
struct Responsibility: Hashable, Sendable {
  static let nobody = -1

  /// A share of a deal's credit.
  struct Credit: Hashable, Sendable {
    var local: Int
    var share: Double
  }

  /// Who closes an opportunity, who finds it, and who is credited.
  struct Route: Hashable, Sendable {
    var assignment: Assignment
    /// The assignment under the status quo.
    var statusQuo: Assignment
    var owner: Int
    var source: Int?
    var credits: [Credit]
    /// Whose skill acts on the odds, and on the size of an increase: the owner's.
    var skill: Role
    var price: Role
    /// Whether a sourcing role finds opportunities.
    var isSourced: Bool

    init(
      _ assignment: Assignment, statusQuo: Assignment, owner: Int, source: Int?, credits: [Credit]
    ) {
      self.assignment = assignment
      self.statusQuo = statusQuo
      self.owner = owner
      self.source = source
      self.credits = credits
      skill = assignment.owner
      price = assignment.owner
      isSourced = assignment.source != nil
    }

    /// Whose talent and load affect finding, and who is credited with the lead.
    var finder: Int { source ?? owner }
    /// Whether a sourcing role found opportunities under the status quo.
    var wasSourced: Bool { statusQuo.source != nil }
  }

  /// The routes of a stream up to the line and above it.
  struct Routes: Hashable, Sendable {
    var small: Route
    var big: Route
  }

  /// The change of owners when the stage begins.
  struct Handover: Hashable, Sendable {
    /// Whether a different role serves, and renews.
    var service: Bool
    var renewal: Bool
    /// The first month of the horizon in which the change has no effect any more; 0 without a
    /// change.
    var endMonth: Int
  }

  /// The human roles that an account deals with.
  let locals: [Role]
  let service: Int
  let serviceRole: Role
  private(set) var renewal: Route
  private(set) var priceIncrease: Route
  /// By stream.
  private(set) var streams: [Routes]
  /// The line between small and big upsells.
  private(set) var line: UpsellLine
  private(set) var handover: Handover
  /// The features compared with the status quo.
  private var features: Features
  private let statusQuo: Features

  /// Features of a segment's ownership that effects depend on.
  private struct Features: Hashable, Sendable {
    /// Human roles in front of the customer beyond the first.
    var extraContacts: Int
    /// Whether someone other than the original account executive renews.
    var isTransferred: Bool
    /// Whether contracts that can renew automatically do.
    var isAutomatic: Bool
    /// Whether the owner of `service` also sells.
    var isAdvised: Bool
    /// Whether upsells meet friction.
    var hasFriction: Bool
  }

  /// Whether contracts that can renew automatically do.
  var renewsByItself: Bool { features.isAutomatic }
  /// Human roles in front of the customer beyond those under the status quo.
  var extraContacts: Int { features.extraContacts - statusQuo.extraContacts }
  /// Whether someone other than the original account executive renews.
  var transfer: Contrast { Contrast(features.isTransferred, statusQuo: statusQuo.isTransferred) }
  /// ``renewsByItself`` compared with the status quo.
  var automatic: Contrast { Contrast(features.isAutomatic, statusQuo: statusQuo.isAutomatic) }
  /// Whether the owner of `service` also sells.
  var advisor: Contrast { Contrast(features.isAdvised, statusQuo: statusQuo.isAdvised) }
  /// Whether upsells meet friction.
  var friction: Contrast { Contrast(features.hasFriction, statusQuo: statusQuo.hasFriction) }

  /// Who serves an account whose renewal someone else owns; only their load affects its odds.
  /// ``nobody`` if one person does both.
  var renewalSupport: Int { service == renewal.owner ? Self.nobody : service }

  /// The route of an opportunity of a stream.
  func route(_ stream: ExpansionStream, isBig: Bool) -> Route {
    let both = streams[stream.index]
    return isBig ? both.big : both.small
  }

  /// - Parameters:
  ///   - segment: The index of the segment in the book.
  ///   - firstYear: The fiscal year with which the stage begins.
  ///   - statusQuo: The segment's responsibility under the baseline's first stage; nil for that one
  ///     itself.
  ///   - before: The segment's responsibility in the previous stage; nil if nothing changes hands.
  init(
    _ rules: OwnershipRules, _ scenario: Scenario, segment index: Int, firstYear: Int,
    statusQuo: Responsibility?, before: Responsibility?
  ) {
    let segment = scenario.book.segments[index]
    let assignments = Dictionary(
      uniqueKeysWithValues: Motion.allCases.map { motion in
        // Reading the scenario refused motions that nobody owns.
        (
          motion,
          rules.owners.assignment(segment: segment.name, tier: segment.tier, motion: motion)!
        )
      })
    func reachable(_ motion: Motion) -> Bool {
      Self.isReachable(motion, in: scenario.outcomes[index], line: rules.line)
    }
    var roles: [Role] = []
    func add(_ role: Role) {
      if scenario.roles[role]?.isHuman ?? true, !roles.contains(role) { roles.append(role) }
    }
    for motion in Motion.allCases where motion == .service || reachable(motion) {
      add(assignments[motion]!.owner)
      if let source = assignments[motion]!.source { add(source) }
    }
    let contacts = roles.count
    for motion in Motion.revenue where reachable(motion) {
      assignments[motion]!.creditedRoles.forEach(add)
    }
    let locals = roles
    func local(_ role: Role) -> Int { locals.firstIndex(of: role) ?? Self.nobody }
    func route(_ motion: Motion, statusQuo: Route?) -> Route {
      let assignment = assignments[motion]!
      return Route(
        assignment, statusQuo: statusQuo?.assignment ?? assignment,
        owner: local(assignment.owner), source: assignment.source.map(local),
        credits: assignment.creditedRoles.compactMap { role in
          let index = local(role)
          return index == Self.nobody
            ? nil : Credit(local: index, share: assignment.creditShare(of: role))
        })
    }
    self.locals = locals
    serviceRole = assignments[.service]!.owner
    service = local(serviceRole)
    renewal = route(.renewal, statusQuo: statusQuo?.renewal)
    priceIncrease = route(.priceIncrease, statusQuo: statusQuo?.priceIncrease)
    streams = ExpansionStream.allCases.map { stream in
      let before = statusQuo?.streams[stream.index]
      return Routes(
        small: route(stream.motions.first!, statusQuo: before?.small),
        big: route(stream.motions.last!, statusQuo: before?.big))
    }
    line = rules.line
    var handover = Handover(service: false, renewal: false, endMonth: 0)
    if let before {
      handover.service = serviceRole != before.serviceRole
      handover.renewal = renewal.assignment.owner != before.renewal.assignment.owner
      if handover.service || handover.renewal {
        handover.endMonth = firstYear * 12 + scenario.effects.handoverMonths
      }
    }
    self.handover = handover
    let sold = ExpansionStream.allCases.filter(\.hasFunnel).flatMap(\.motions)
    let features = Features(
      extraContacts: max(0, contacts - 1),
      isTransferred: ![.accountExecutive, .newLogoSeller].contains(renewal.assignment.owner),
      isAutomatic: rules.autoRenewal,
      isAdvised: sold.contains {
        reachable($0) && assignments[$0]!.owner == assignments[.service]!.owner
      },
      hasFriction: rules.friction)
    self.features = features
    self.statusQuo = statusQuo?.features ?? features
  }

  /// What a cause changes, as `other` has it.
  mutating func take(_ cause: Cause, from other: Responsibility) {
    switch cause {
    case .sourcing:
      for stream in streams.indices {
        streams[stream].small.isSourced = other.streams[stream].small.isSourced
        streams[stream].big.isSourced = other.streams[stream].big.isSourced
      }
    case .skill:
      renewal.skill = other.renewal.skill
      priceIncrease.skill = other.priceIncrease.skill
      for stream in streams.indices {
        streams[stream].small.skill = other.streams[stream].small.skill
        streams[stream].big.skill = other.streams[stream].big.skill
      }
      // Where one role sells both, the line tells nothing but whose skill would act.
      let upsell = streams[ExpansionStream.upsell.index]
      if upsell.small.assignment == upsell.big.assignment { line = other.line }
    case .price: priceIncrease.price = other.priceIncrease.price
    case .extraContacts: features.extraContacts = other.features.extraContacts
    case .trustedAdvisor: features.isAdvised = other.features.isAdvised
    case .relationshipTransfer: features.isTransferred = other.features.isTransferred
    case .friction: features.hasFriction = other.features.hasFriction
    case .autoRenewal: features.isAutomatic = other.features.isAutomatic
    case .handover: handover = other.handover
    case .people, .overload, .vacancyAndRamp, .plan: break
    }
  }

  /// Whether a motion can happen at all in a segment.
  private static func isReachable(
    _ motion: Motion, in outcomes: SegmentOutcomes, line: UpsellLine
  ) -> Bool {
    switch motion {
    case .renewal, .service: return true
    case .priceIncrease: return outcomes.priceIncrease.chance.mean > 0
    default: break
    }
    guard let stream = motion.stream, (outcomes.expansion[stream]?.perYear.mean ?? 0) > 0
    else { return false }
    switch motion {
    case .smallUpsell: return line.hasSmall
    case .bigUpsell: return line.hasBig
    default: return true
    }
  }
}

/// How a stage of a model compares with the status quo in one feature.
///
/// The stated rates are those of the status quo and contain its effects. So an effect multiplies
/// odds if the feature is new, and divides them if it is gone.
enum Contrast: Int32, Sendable {
  case gone = -1
  case unchanged = 0
  case new = 1

  init(_ now: Bool, statusQuo: Bool) {
    self = now == statusQuo ? .unchanged : now ? .new : .gone
  }

  /// Odds under an effect.
  @inline(__always)
  func apply<Number: BinaryFloatingPoint>(_ effect: Number, to odds: Number) -> Number {
    switch self {
    case .new: odds * effect
    case .gone: odds / effect
    case .unchanged: odds
    }
  }
}
