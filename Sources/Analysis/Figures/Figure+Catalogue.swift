public import Model
public import Ownership
import Simulation

/// The catalogue.
///
/// Retention is that of a closed cohort: new customers are not simulated. Only ``Figure/value``
/// discounts money. A trial whose cohort is empty has no retention: NaN, which estimates leave out and
/// count. Any other division by 0 gives 0.
extension Figure {
  /// Every figure, in the order of reports.
  public static let all: [Figure] =
    [
      nrr, grr, logoRetention, cumulativeNRR, cumulativeGRR, cumulativeLogoRetention, endingARR,
    ]
    + Motion.expansion.map { expansion($0) }
    + [heads, cost] + RoleProfile.CostLine.allCases.map { costLine($0) }
    + [
      costAtTarget, payout, payoutPerTI, payAboveTarget, ccos, creditedCCOS, distraction, margin,
      value,
    ]

  /// The figures that segments also have.
  public static let ofSegments: [Figure] = all.filter(\.isOfSegments)

  // MARK: - Retention

  public static let nrr = Figure(
    "nrr", .ratio, .yearEnd, "net revenue retention of the cohort at the year's start"
  ) { $0.closing.retained(of: $0.walk(.start)) }

  public static let grr = Figure(
    "grr", .ratio, .yearEnd, "gross revenue retention: ARR kept of what each account had"
  ) { $0.left(after: .grossLoss).retained(of: $0.walk(.start)) }

  public static let logoRetention = Figure(
    "logo-retention", .ratio, .yearEnd,
    "accounts of which any ARR is left over accounts at the start"
  ) { $0.accountsLeft.retained(of: $0.walk(.startAccounts)) }

  public static let cumulativeNRR = Figure(
    "cumulative-nrr", .ratio, .yearEnd, "nrr of the first year's cohort, to the year's end"
  ) { $0.closing.retained(of: $0.walk(.start, year: 0)) }

  public static let cumulativeGRR = Figure(
    "cumulative-grr", .ratio, .yearEnd, "grr of the first year's cohort, to the year's end"
  ) {
    $0.left(after: .cumulativeLoss, of: 0).retained(of: $0.walk(.start, year: 0))
  }

  public static let cumulativeLogoRetention = Figure(
    "cumulative-logo-retention", .ratio, .yearEnd,
    "logo-retention of the first year's cohort, to the year's end"
  ) {
    $0.accountsLeft.retained(of: $0.walk(.startAccounts, year: 0))
  }

  public static let endingARR = Figure("ending-arr", .money, .yearEnd, "ARR at the end") {
    $0.closing
  }

  // MARK: - Expansion

  /// The ARR added by a motion. The contractual escalator belongs to no motion.
  ///
  /// - Precondition: One of ``Motion/expansion``.
  public static func expansion(_ motion: Motion) -> Figure {
    let line = WalkItem(motion)!
    return Figure(motion.rawValue, .money, .flow, "ARR added by \(motion.rawValue)") {
      $0.added(by: [line])
    }
  }

  // MARK: - People and pay

  public static let heads = Figure(
    "heads", .count, .book, lowerIsBetter: true, "people, the mean over time"
  ) { $0.heads }

  public static let cost = Figure(
    "cost", .money, .book, lowerIsBetter: true, isYearly: true,
    "of people, with hiring and severance"
  ) { $0.cost { _ in true } }

  /// The part of ``cost`` booked to a cost line.
  public static func costLine(_ line: RoleProfile.CostLine) -> Figure {
    Figure(
      "cost-\(line.rawValue)", .money, .book, lowerIsBetter: true, isYearly: true,
      "the part of cost that is booked in \(line.rawValue)"
    ) { $0.cost { $0 == line } }
  }

  public static let costAtTarget = Figure(
    "cost-at-target", .money, .book, lowerIsBetter: true, isYearly: true,
    "cost if everybody were paid exactly target"
  ) { $0.costAtTarget }

  public static let payout = Figure(
    "payout", .money, .book, lowerIsBetter: true, isYearly: true, "variable pay"
  ) {
    $0.payout
  }

  public static let payoutPerTI = Figure(
    "payout-per-ti", .ratio, .book, lowerIsBetter: true, "variable pay over target incentive"
  ) { $0.payout.over($0.targetIncentive) }

  /// Pay beyond what was planned; negative if less was paid.
  public static let payAboveTarget = Figure(
    "pay-above-target", .money, .book, lowerIsBetter: true, isYearly: true,
    "variable pay less target incentive; its cvar is the risk of a model's pay"
  ) { $0.payout.less($0.targetIncentive) }

  /// Compensation cost of sales.
  public static let ccos = Figure(
    "ccos", .ratio, .book, lowerIsBetter: true, "variable pay over the ARR that all motions added"
  ) { $0.payout.over($0.added(by: Motion.expansion.compactMap { WalkItem($0) })) }

  /// The product's own sales credit nobody, and organic growth is not sold.
  public static let creditedCCOS = Figure(
    "ccos-credited", .ratio, .book, lowerIsBetter: true,
    "variable pay over the ARR added by motions that credit a person"
  ) { $0.payout.over($0.credited) }

  // MARK: - Value

  public static let distraction = Figure(
    "distraction", .money, .book, lowerIsBetter: true,
    "margin forgone by hours that new customers would have had"
  ) { $0.overYears { .distraction(year: $0) } }

  public static let margin = Figure("margin", .money, .book, "gross margin on ARR through time") {
    $0.overYears { .margin(year: $0) }
  }

  public static let value = Figure(
    "value", .money, .book,
    "discounted margin less people and distraction; over the horizon with the terminal multiple"
  ) { $0.value }
}
