/// The share of target incentive earned at an attainment, flat from each knot to the next.
///
/// Zero below the first knot. As a modifier it is a factor, and may fall.
public struct Steps: Hashable, Sendable {
  /// Attainments and multiples.
  public let scale: Scale

  /// Attainments and multiples, rising in attainment.
  public var knots: [Knot] { scale.knots }

  var stretches: [Stretch] { knots.map { Stretch(flat: $0) } }

  /// - Throws: What ``Scale/init(_:)`` refuses.
  public init(_ knots: [Knot]) throws(PlanProblems) {
    scale = try Scale(knots)
  }
}
