import Units

/// What a measure's shape implies, at a glance.
public struct MeasureProfile: Hashable, Sendable {
  /// A stretch between two knots.
  public struct Slope: Hashable, Sendable {
    /// Where it begins: an attainment, or an amount of credit.
    public let from: Double
    /// Nil if it never ends.
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

extension MeasureProfile {
  init(_ measure: Measure, _ index: Int, onTargetEarnings: Money?) {
    let slopes = Self.slopes(of: measure.shape)
    let cap: Double? = if case .share(let cap) = measure.cap { cap } else { nil }
    let quota = measure.metric.quota
    self.measure = index
    name = measure.name
    threshold = Self.threshold(of: measure.shape)
    self.slopes = slopes
    self.cap = Self.cap(of: measure.shape, at: cap)
    let attainments = (measure.shape.stretches ?? []).map(\.knot)
    points =
      quota.map { quota in
        attainments.map {
          Point(
            credited: $0.from * quota.number, attainment: Attainment($0.from), multiple: $0.pays)
        }
      } ?? []
    quotaToOTE = onTargetEarnings.flatMap { earnings in
      guard case .money(let money) = quota, earnings > .zero else { return nil }
      return money / earnings
    }
  }

  private static func slopes(of shape: PayShape) -> [Slope] {
    let knots = shape.knots
    return knots.indices.map { index in
      // A tier's rate is what each unit of credit brings.
      let slope = shape.stretches?[index].slope ?? knots[index].pays
      let next = index + 1 < knots.count ? knots[index + 1].from : nil
      return Slope(from: knots[index].from, to: next, slope: slope)
    }
  }

  /// The last knot before pay rises above 0.
  private static func threshold(of shape: PayShape) -> Double? {
    let knots = shape.knots
    guard let first = knots.firstIndex(where: { $0.pays > 0 }) else { return nil }
    if first > 0, let before = shape.stretches?[first - 1], before.slope > 0 {
      return before.knot.from
    }
    return knots[first].from
  }

  /// Where a shape, cut at a multiple, stops growing.
  private static func cap(of shape: PayShape, at multiple: Double?) -> Double? {
    guard case .curve(let curve) = shape else { return shape.stretches?.last?.knot.from }
    let knots = curve.knots
    let last = knots[knots.count - 1]
    guard let multiple, multiple < last.pays || curve.uncapped else {
      return curve.uncapped ? nil : last.from
    }
    if let reached = knots.firstIndex(where: { $0.pays >= multiple }) {
      guard reached > 0 else { return knots[0].from }
      return knots[reached - 1].from
        + (multiple - knots[reached - 1].pays) / curve.slope(after: reached - 1)
    }
    let slope = curve.slope(after: knots.count - 1)
    return slope > 0 ? last.from + (multiple - last.pays) / slope : nil
  }
}
