public import Ownership

/// How often two frameworks name the same owner.
///
/// Counted over revenue motions for which both name one; they agree where one's owner is the other's,
/// or one that the other allows as well. Disagreement stands beside agreement: it is no vote.
public struct Agreement: Sendable {
  public let first: Framework
  public let second: Framework
  public let agreeing: Int
  /// The cells for which both name an owner.
  public let both: Int

  /// The agreement of each pair of frameworks among some recommendations.
  public static func pairs(of recommendations: [Recommendation]) -> [Agreement] {
    var frameworks: [Framework] = []
    frameworks.add(recommendations.map(\.framework))
    return frameworks.indices.flatMap { first in
      frameworks.indices.dropFirst(first + 1).map { second in
        Agreement(frameworks[first], frameworks[second], recommendations)
      }
    }
  }

  private init(_ first: Framework, _ second: Framework, _ recommendations: [Recommendation]) {
    self.first = first
    self.second = second
    let others = Dictionary(
      uniqueKeysWithValues: recommendations.filter { $0.framework == second }.map { ($0.cell, $0) })
    let pairs = recommendations.filter { $0.framework == first && $0.motion != .service }
      .compactMap { own in others[own.cell].map { (own, $0) } }
      .filter { $0.role != nil && $1.role != nil }
    both = pairs.count
    agreeing = pairs.count { $0.agrees(with: $1) }
  }
}

/// A motion in a segment.
public struct OwnerCell: Hashable, Sendable {
  public let segment: String
  public let motion: Motion

  public init(segment: String, motion: Motion) {
    self.segment = segment
    self.motion = motion
  }
}

extension Recommendation {
  public var cell: OwnerCell { OwnerCell(segment: segment, motion: motion) }

  /// Whether the owner, or one that is allowed as well, is that role.
  public func allows(_ role: Role) -> Bool { self.role == role || alternatives.contains(role) }

  /// Whether one's owner is the other's, or one that the other allows as well; false where either
  /// names none.
  public func agrees(with other: Recommendation) -> Bool {
    guard let own = role, let theirs = other.role else { return false }
    return allows(theirs) || other.allows(own)
  }
}
