/// How a measure turns what is credited into pay: exactly one of these.
///
/// The first two pay money for credit; the others pay a multiple of the measure's share of target
/// incentive and so need a weight.
public enum PayShape: Hashable, Sendable {
  case rate(Rate)
  case tiers(TieredRate)
  case curve(PayoutCurve)
  case steps(Steps)
  /// Of two metrics: rows, then columns.
  case matrix(PayoutMatrix)

  /// Whether it pays a multiple of target incentive.
  public var paysMultiple: Bool {
    switch self {
    case .rate, .tiers: false
    case .curve, .steps, .matrix: true
    }
  }

  /// Whether pay depends on attainment, and so on a quota.
  public var needsQuota: Bool {
    switch self {
    case .rate: false
    case .tiers(let tiers): tiers.needsQuota
    case .curve, .steps, .matrix: true
    }
  }

  /// What it pays over one attainment, as multiples of target incentive; nil for a shape that pays
  /// otherwise.
  ///
  /// Whatever is drawn, diagnosed or compiled of such a shape is made of this.
  package var stretches: [Stretch]? {
    switch self {
    case .curve(let curve): curve.stretches
    case .steps(let steps): steps.stretches
    case .rate, .tiers, .matrix: nil
    }
  }

  /// The key it stands under in a plan.
  public var key: String {
    switch self {
    case .rate: "rate"
    case .tiers(let tiers): tiers.mode.rawValue
    case .curve: "curve"
    case .steps: "steps"
    case .matrix: "matrix"
    }
  }
}
