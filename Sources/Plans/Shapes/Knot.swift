/// A point of a scale: from here on, this is paid.
public struct Knot: Hashable, Sendable {
  /// The lower bound, which belongs to the knot: an attainment, or an amount of credit.
  public let from: Double
  /// A multiple of target incentive, or a rate; the shape says which.
  public let pays: Double

  public init(from: Double, pays: Double) {
    self.from = from
    self.pays = pays
  }
}

/// A straight line from a knot to the next one, or for good.
package struct Stretch: Hashable, Sendable {
  package let knot: Knot
  /// What is paid more for each unit above the knot's bound; 0 where the line is flat.
  package let slope: Double
}
