/// Segment by motion, the assignments of an ownership model as stated, most specific first.
///
/// A lookup asks for a segment's own row, then its tier's, then the row of all segments; within a
/// row, for the motion, then for every motion not named, then for the motion that it follows:
/// `price-increase` and `organic-growth` follow `renewal`, `small-upsell` follows `big-upsell`.
/// A `service` that no row states is the CSM's. A table laid over another is asked first, whole.
public struct OwnerTable: Hashable, Sendable {
  public typealias Row = [MotionSelector: Assignment]

  /// Layers of rows; the first layer that answers wins.
  private var layers: [[SegmentSelector: Row]]

  public init(_ rows: [SegmentSelector: Row]) {
    layers = [rows]
  }

  /// This table's rows where they answer, else `base`'s.
  public func overlaid(on base: OwnerTable) -> OwnerTable {
    var table = self
    table.layers += base.layers
    return table
  }

  /// Who owns `motion` in a segment; nil where neither an entry nor a rule says so.
  public func assignment(segment: String, tier: Tier, motion: Motion) -> Assignment? {
    for rows in layers {
      for selector in [SegmentSelector.named(segment), .tier(tier), .all] {
        guard let row = rows[selector] else { continue }
        if let own = row[.motion(motion)] { return own }
        if motion != .service, let rest = row[.all] { return rest }
        if let leader = motion.followed, let followed = row[.motion(leader)] { return followed }
      }
    }
    return motion == .service ? Assignment(owner: .csm) : nil
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

  /// The segments that the table names, for the check that they exist.
  public var namedSegments: Set<String> {
    var names: Set<String> = []
    for selector in layers.flatMap(\.keys) {
      if case .named(let name) = selector { names.insert(name) }
    }
    return names
  }
}

extension Motion {
  /// The motion whose owner has this one too where nothing else is said.
  fileprivate var followed: Motion? {
    switch self {
    case .priceIncrease, .organicGrowth: .renewal
    case .smallUpsell: .bigUpsell
    default: nil
    }
  }
}
