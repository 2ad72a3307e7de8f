/// What a measure's shape implies, at a glance.
public struct MeasureProfile: Hashable, Sendable {
  /// A stretch between two knots.
  public struct Slope: Hashable, Sendable {
    /// Where it begins: an attainment, or an amount of credit.
    public let from: Double
    /// Nil where it goes on for good.
    public let to: Double?
    /// Points of the measure's target for each point of attainment, or the rate of a slice.
    public let slope: Double
  }

  /// A knot in the figures people see: GRR 81% on a quota of 90% is attainment 90%.
  public struct Point: Hashable, Sendable {
    /// A ratio, or a yearly amount.
    public let credited: Double
    /// The knot's attainment.
    public let attainment: Attainment
    /// What it pays; 1 is target.
    public let multiple: Double
  }

  /// The measure's place in the plan.
  public let measure: Int
  /// The measure's name.
  public let name: String
  /// Where pay begins; nil where it never does.
  public let threshold: Double?
  /// Where pay stops growing; nil where it never does.
  public let cap: Double?
  /// One for each knot.
  public let slopes: [Slope]
  /// The knots as credited figures; empty without a quota in the plan.
  public let points: [Point]
  /// The yearly quota over on-target earnings; nil for a ratio, or where either is unknown.
  public let quotaToOTE: Double?
}
