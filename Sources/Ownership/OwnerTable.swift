/// The assignments of an ownership model, by segment and motion.
///
/// A lookup tries the segment's own row, then its tier's, then the row for all segments. Within a
/// row it tries the motion, then the entry for all other motions, then the motion that it follows:
/// `price-increase` and `organic-growth` follow `renewal`, `small-upsell` follows `big-upsell`. The
/// CSM owns `service` unless a row says otherwise. All rows of an overlaid table come before those
/// of its base.
///
/// ```swift
/// let owners = OwnerTable([
///   .all: [.all: Assignment(owner: .accountManager)],
///   .tier(.low): [.motion(.renewal): Assignment(owner: .renewalManager)],
/// ])
/// // The price increase follows the renewal: renewal-manager.
/// let owner = owners.assignment(segment: "smb", tier: .low, motion: .priceIncrease)?.owner
/// ```
public struct OwnerTable: Hashable, Sendable {
  public typealias Row = [MotionSelector: Assignment]

  /// Layers of rows; the first layer that answers wins.
  private var layers: [[SegmentSelector: Row]]

  public init(_ rows: [SegmentSelector: Row]) {
    layers = [rows]
  }

  /// This table with `base` as its fallback.
  public func overlaid(on base: OwnerTable) -> OwnerTable {
    var table = self
    table.layers += base.layers
    return table
  }

  /// The assignment of `motion` in a segment; nil if no entry or rule applies.
  public func assignment(segment: String, tier: Tier, motion: Motion) -> Assignment? {
    stated(segment: segment, tier: tier, motion: motion)
      ?? (motion == .service ? Assignment(owner: .csm) : nil)
  }

  /// The assignment of `motion` in a segment as the rows state it: nil where only the default of
  /// service would answer.
  public func stated(segment: String, tier: Tier, motion: Motion) -> Assignment? {
    for rows in layers {
      for selector in [SegmentSelector.named(segment), .tier(tier), .all] {
        guard let row = rows[selector] else { continue }
        if let own = row[.motion(motion)] { return own }
        if motion != .service, let rest = row[.all] { return rest }
        if let leader = motion.followed, let followed = row[.motion(leader)] { return followed }
      }
    }
    return nil
  }

  /// Every role that the table names.
  public var roles: Set<Role> {
    var roles: Set<Role> = []
    for assignment in layers.flatMap({ $0.values.flatMap(\.values) }) {
      roles.insert(assignment.owner)
      if let source = assignment.source { roles.insert(source) }
      roles.formUnion(assignment.credit.keys)
    }
    return roles
  }
}

extension Motion {
  /// The motion whose owner also owns this one by default.
  fileprivate var followed: Motion? {
    switch self {
    case .priceIncrease, .organicGrowth: .renewal
    case .smallUpsell: .bigUpsell
    default: nil
    }
  }
}

/// Who owns a motion in a segment, who finds its opportunities, and who gets credit.
public struct Assignment: Hashable, Sendable {
  /// The role that does the work and closes.
  public var owner: Role
  /// The role that finds opportunities and hands them to the owner as CSQLs.
  public var source: Role?
  /// The share of a deal credited to each role; an owner that is not listed gets 100%.
  ///
  /// Shares may add up to more than 1 (double crediting).
  public var credit: [Role: Double]

  public init(owner: Role, source: Role? = nil, credit: [Role: Double] = [:]) {
    self.owner = owner
    self.source = source
    self.credit = credit
  }

  /// The share of a deal credited to `role`: as stated, else 100% for the owner and 0 for others.
  public func creditShare(of role: Role) -> Double {
    credit[role] ?? (role == owner ? 1 : 0)
  }

  /// Every role with credit for a deal, the owner first.
  public var creditedRoles: [Role] {
    ([owner] + credit.keys.filter { $0 != owner }.sorted()).filter { creditShare(of: $0) > 0 }
  }
}

/// The segments to which a row of an owner table applies.
public enum SegmentSelector: Hashable, Sendable {
  case all
  /// The segments of a tier; presets use it to say "small" or "named".
  case tier(Tier)
  case named(String)
}

/// The motions to which an entry of an owner table applies.
public enum MotionSelector: Hashable, Sendable {
  /// Every revenue motion without an entry of its own; never ``Motion/service``.
  case all
  case motion(Motion)
}
