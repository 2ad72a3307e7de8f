public import Model
public import Ownership

/// A figure by which ownership models are compared.
///
/// Retention is of a closed cohort: new customers are not simulated. Money is not discounted but
/// for ``value``.
public enum ModelMetric: Hashable, Sendable {
  /// Net revenue retention of the cohort at the start of a fiscal year.
  case nrr
  /// Gross revenue retention: ARR kept of what each account had, at most 1.
  case grr
  /// Accounts kept over accounts at the start.
  case logoRetention
  /// ``nrr`` of the first year's cohort, to the end of a year.
  case cumulativeNRR
  /// ``grr`` of the first year's cohort, to the end of a year.
  case cumulativeGRR
  /// ``logoRetention`` of the first year's cohort, to the end of a year.
  case cumulativeLogoRetention
  /// ARR at the end.
  case endingARR
  /// ARR added by a motion. The contractual escalator belongs to no motion.
  case expansion(Motion)
  /// People, the mean over time.
  case heads
  /// What the people cost, with hiring and severance, without ``distraction``.
  case cost
  /// The part of ``cost`` that is booked in a class.
  case costLine(RoleProfile.CostLine)
  /// What the people would cost if each were paid exactly the target incentive.
  case costAtTarget
  /// Variable pay.
  case payout
  /// ``payout`` over target incentive; 0 where there is no target.
  case payoutPerTI
  /// ``payout`` less target incentive: what pay costs beyond what was planned; below 0 where less
  /// was paid. The mean of its worst 5% is the risk of a model's pay.
  case payAboveTarget
  /// Compensation cost of sales: ``payout`` over the ARR that all motions added; 0 where none was.
  case ccos
  /// ``ccos`` over what was sold by motions that credit a person; organic growth is sold by nobody.
  case creditedCCOS
  /// Margin forgone by hours that new customers would have had.
  case distraction
  /// Gross margin on ARR through time.
  case margin
  /// Discounted margin less people and distraction; over the horizon with the terminal multiple.
  case value

  /// The motions that add ARR.
  public static let expansionMotions: [Motion] = Motion.revenue.filter { $0 != .renewal }

  /// Every metric, in the order of reports.
  public static let all: [ModelMetric] =
    [
      .nrr, .grr, .logoRetention, .cumulativeNRR, .cumulativeGRR, .cumulativeLogoRetention,
      .endingARR,
    ]
    + expansionMotions.map { .expansion($0) }
    + [.heads, .cost] + RoleProfile.CostLine.allCases.map { .costLine($0) }
    + [
      .costAtTarget, .payout, .payoutPerTI, .payAboveTarget, .ccos, .creditedCCOS, .distraction,
      .margin, .value,
    ]

  /// The metrics that a segment has too; money spent on people is not divided among segments.
  public static let ofSegments: [ModelMetric] = all.filter {
    if case .expansion = $0 { true } else { $0.isOfLastYear }
  }

  /// Whether the figure of the horizon is that of its last fiscal year.
  var isOfLastYear: Bool {
    switch self {
    case .nrr, .grr, .logoRetention, .cumulativeNRR, .cumulativeGRR, .cumulativeLogoRetention,
      .endingARR:
      true
    default: false
    }
  }

  /// The name in CSV columns and JSON keys.
  public var name: String {
    switch self {
    case .nrr: "nrr"
    case .grr: "grr"
    case .logoRetention: "logo-retention"
    case .cumulativeNRR: "cumulative-nrr"
    case .cumulativeGRR: "cumulative-grr"
    case .cumulativeLogoRetention: "cumulative-logo-retention"
    case .endingARR: "ending-arr"
    case .expansion(let motion): motion.rawValue
    case .heads: "heads"
    case .cost: "cost"
    case .costLine(let line): "cost-\(line.rawValue)"
    case .costAtTarget: "cost-at-target"
    case .payout: "payout"
    case .payoutPerTI: "payout-per-ti"
    case .payAboveTarget: "pay-above-target"
    case .ccos: "ccos"
    case .creditedCCOS: "ccos-credited"
    case .distraction: "distraction"
    case .margin: "margin"
    case .value: "value"
    }
  }

  /// True where less is better: what is spent.
  public var lowerIsBetter: Bool {
    switch self {
    case .heads, .cost, .costLine, .costAtTarget, .payout, .payoutPerTI, .payAboveTarget, .ccos,
      .creditedCCOS, .distraction:
      true
    default: false
    }
  }

  /// What the metric is counted in.
  public enum Unit: Sendable {
    case money
    /// A share or a multiple; 1 is 100%.
    case ratio
    case count
  }

  public var unit: Unit {
    switch self {
    case .nrr, .grr, .logoRetention, .cumulativeNRR, .cumulativeGRR, .cumulativeLogoRetention,
      .payoutPerTI, .ccos,
      .creditedCCOS:
      .ratio
    case .heads: .count
    default: .money
    }
  }
}
