import Ownership
import Plans
import Units

/// A quantity counted for a seat, by bin of time, so that its plan can be paid.
///
/// *Book* flows concern the accounts that the seat serves, whoever did the work; *credit* flows are
/// the seat's share of its own work.
enum Flow: Int, CaseIterable, Sendable {
  // Of the book.
  /// ARR of the cohort, in the first bin of the fiscal year.
  case start
  case startAccounts
  /// ARR up for renewal.
  case due
  /// The net change of ARR by contracts: price increases and escalators less churn and contraction.
  /// With yearly bins it includes sales, which cannot be told apart then.
  case change
  /// Loss below the ARR of the year's start, account by account: what GRR counts.
  case grossLoss
  /// Accounts with no ARR left.
  case lostAccounts
  /// ARR that sales added.
  case expansion
  // Of the seat's own credit.
  case renewed
  case priceIncrease
  case organicGrowth
  case smallUpsell
  case bigUpsell
  case crossSell
  case crossStakeholder
  case crossDivision
  case sourced
  case sourcedARR
  case accepted
  case acceptedARR
  case won
  case wonARR
  /// Credit for deals of the same fiscal year whose pay a churn takes back.
  case clawedBack
  /// Credit for deals of an earlier fiscal year whose pay a churn takes back.
  case clawedBackLater
  /// Credit for deals that a churn removes.
  case removed

  static let book: [Flow] = [
    .start, .startAccounts, .due, .change, .grossLoss, .lostAccounts, .expansion,
  ]

  /// The flow that credits a sale of a motion; nil for service.
  init?(credit motion: Motion) {
    switch motion {
    case .renewal: self = .renewed
    case .priceIncrease: self = .priceIncrease
    case .organicGrowth: self = .organicGrowth
    case .smallUpsell: self = .smallUpsell
    case .bigUpsell: self = .bigUpsell
    case .crossSell: self = .crossSell
    case .crossStakeholder: self = .crossStakeholder
    case .crossDivision: self = .crossDivision
    case .service: return nil
    }
  }

  /// The flows that a metric sums or is computed from; nil if the metric is not simulated.
  static func needed(by metric: Metric) -> Set<Flow>? {
    var flows: Set<Flow> = []
    for term in metric.terms {
      guard let needed = needed(by: term.kind, counts: metric.counts) else { return nil }
      flows.formUnion(needed)
    }
    return flows
  }

  /// The motions whose sales are expansion bookings. Organic growth needs no sale, so it counts
  /// only if a plan names it.
  static let bookings: [Motion] = [
    .smallUpsell, .bigUpsell, .crossSell, .crossStakeholder, .crossDivision,
  ]

  /// Credit for deals, which a clawback may take back.
  static let deals = bookings.compactMap(Flow.init(credit:))

  private static func needed(
    by kind: MeasureKind, counts: (Motion?) -> Bool
  ) -> Set<Flow>? {
    if let ratio = CohortRatio(kind) { return Set(ratio.flows) }
    return kind == .mbo ? [] : credited(kind, counts: counts).map(Set.init)
  }

  /// The flows that sum to a credited metric; nil for ratios and metrics that are not simulated.
  static func credited(_ kind: MeasureKind, counts: (Motion?) -> Bool) -> [Flow]? {
    switch kind {
    case .renewedARR: [.renewed]
    case .priceIncrease: [.priceIncrease]
    case .expansionBookings, .bookings:
      (bookings + (counts(nil) ? [] : [.organicGrowth])).filter(counts).compactMap(
        Flow.init(credit:))
    case .grossNewARR:
      (bookings + [.priceIncrease, .organicGrowth]).filter(counts).compactMap(Flow.init(credit:))
    case .csqlsSourced: [.sourced]
    case .csqlARRSourced: [.sourcedARR]
    case .csqlsAccepted: [.accepted]
    case .csqlARRAccepted: [.acceptedARR]
    case .csqlsWon: [.won]
    case .csqlARRWon: [.wonARR]
    default: nil
    }
  }
}

/// A ratio of what a cohort has kept.
enum CohortRatio: BitwiseCopyable, Sendable {
  case grr, nrr, logoRetention

  /// Nil if the kind is not a ratio of a cohort.
  init?(_ kind: MeasureKind) {
    switch kind {
    case .grr: self = .grr
    case .nrr: self = .nrr
    case .logoRetention: self = .logoRetention
    default: return nil
    }
  }

  /// The flows that make up the ratio: what the cohort began with, then what it lost; for NRR, what
  /// contracts changed and what sales added.
  var flows: [Flow] {
    switch self {
    case .grr: [.start, .grossLoss]
    case .logoRetention: [.startAccounts, .lostAccounts]
    case .nrr: [.start, .change, .expansion]
    }
  }
}

extension Clawback {
  /// The flow of the credit that it takes back of deals in the year of the churn, or before.
  func lostFlow(isLater: Bool) -> Flow {
    recovery == .credit ? .removed : isLater ? .clawedBackLater : .clawedBack
  }

  /// The share of a deal's credit lost after this many whole months: all of it if the credit itself
  /// is removed.
  func lostCredit(afterMonths elapsed: Int) -> Double {
    recovery == .credit ? 1 : share(afterMonths: elapsed)
  }
}

extension Plan {
  /// The clawback where it acts on the only event that a simulation has.
  var clawbackOnChurn: Clawback? { clawback?.event == "churn" ? clawback : nil }

  /// The most credit that one deal of a motion can earn, before it is shared: the loosest cap of
  /// the measures that count it.
  func dealCap(of motion: Motion) -> Double {
    guard let flow = Flow(credit: motion) else { return .infinity }
    return measures.filter { measure in
      measure.metrics.contains { Flow.needed(by: $0)?.contains(flow) ?? false }
    }.map { $0.dealCap?.amount ?? .infinity }.max() ?? .infinity
  }
}

/// Retention of a cohort from its flows so far, sixteen trials at once.
///
/// Each flow is divided by its exposure so far, so that the figure in March is an estimate for the
/// year: renewals by the share of the year's due ARR, expansion by the elapsed time. Exact at the
/// year's end.
struct RetentionSoFar: BitwiseCopyable {
  typealias Kind = CohortRatio

  let kind: Kind
  /// The share of the year's due ARR that has come due.
  let dueShare: Double
  /// The share of the year that has passed.
  let timeShare: Double

  /// Whether enough has come due for a ratio based on due ARR.
  var isKnown: Bool { kind == .nrr || dueShare > 0 }

  /// The ratio; meaningless if the cohort is empty or ``isKnown`` is false.
  ///
  /// - Parameters:
  ///   - start: What the cohort began with.
  ///   - sum: The total since the year's start of the flow at an index of ``CohortRatio/flows``.
  @inline(__always)
  func ratio(start: MoneyLanes, sum: (Int) -> MoneyLanes) -> MoneyLanes {
    guard kind == .nrr else {
      // Sums of losses and recoveries round; a share of what was there lies in 0...1.
      let kept = 1 - sum(1) / (start * dueShare)
      return dueShare == 1 ? kept.clamped(lowerBound: .zero, upperBound: .one) : kept
    }
    // If nothing is due all year, only escalators remain.
    let contracts = sum(1) * (1 / (dueShare > 0 ? dueShare : 1))
    return 1 + (contracts + sum(2) * (1 / timeShare)) / start
  }
}
