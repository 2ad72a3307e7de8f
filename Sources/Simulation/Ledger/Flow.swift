import Ownership
import Plans
import Units

/// What is counted for a seat, by bin of time, so that its plan can be paid.
///
/// *Book* flows are about the accounts that the seat serves, whoever did the work; *credit* flows
/// are the seat's share of what it did itself.
enum Flow: Int, CaseIterable, Sendable {
  // Of the book.
  /// ARR of the cohort, in the first bin of the fiscal year.
  case start
  case startAccounts
  /// ARR up for renewal.
  case due
  /// ARR that contracts added less what they took away: price increases and escalators less churn
  /// and contraction. Where a bin is a year, sales too, as nobody can tell them apart.
  case change
  /// Loss below the ARR of the year's start, account by account: what GRR counts.
  case grossLoss
  /// Accounts of whose ARR nothing is left.
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
  /// Expansion credit that a churn takes back, of a deal in the same fiscal year.
  case clawedBack
  /// Expansion credit that a churn takes back, of a deal in an earlier fiscal year.
  case clawedBackLater

  static let book: [Flow] = [
    .start, .startAccounts, .due, .change, .grossLoss, .lostAccounts, .expansion,
  ]

  /// The flow that a motion's sale is credited to; nil for service.
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

  /// The flows that a metric adds up, or is computed from; nil for a metric that is not simulated.
  static func needed(by metric: Metric) -> Set<Flow>? {
    var flows: Set<Flow> = []
    for term in metric.terms {
      guard let needed = needed(by: term.kind, counts: metric.counts) else { return nil }
      flows.formUnion(needed)
    }
    return flows
  }

  /// The motions whose sales are expansion bookings; organic growth comes by itself and counts only
  /// where a plan names it.
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

  /// The flows whose sum is a metric of credit; nil for ratios and what is not simulated.
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

  /// Nil for a kind that is no ratio of a cohort.
  init?(_ kind: MeasureKind) {
    switch kind {
    case .grr: self = .grr
    case .nrr: self = .nrr
    case .logoRetention: self = .logoRetention
    default: return nil
    }
  }

  /// The flows of which the ratio is made: what the cohort began with, then what it lost; for NRR
  /// what contracts changed and what sales added.
  var flows: [Flow] {
    switch self {
    case .grr: [.start, .grossLoss]
    case .logoRetention: [.startAccounts, .lostAccounts]
    case .nrr: [.start, .change, .expansion]
    }
  }
}

extension Clawback {
  /// The share of a deal's credit that counts as lost after so many whole months: all of it where
  /// the credit itself is removed.
  func lostCredit(afterMonths elapsed: Int) -> Double {
    recovery == .credit ? 1 : share(afterMonths: elapsed)
  }
}

extension Plan {
  /// The most credit that one deal of a motion brings, before it is shared: the loosest cap of the
  /// measures that count it.
  func dealCap(of motion: Motion) -> Double {
    guard let flow = Flow(credit: motion) else { return .infinity }
    return measures.filter { measure in
      measure.metrics.contains { Flow.needed(by: $0)?.contains(flow) ?? false }
    }.map { $0.dealCap?.amount ?? .infinity }.max() ?? .infinity
  }
}

/// Retention of a cohort from its flows so far, sixteen trials at once.
///
/// Each flow is divided by the share of its exposure so far, so that a figure of March speaks of
/// the year: renewals by the share of the year's due ARR, expansion by the time gone. Exact at the
/// year's end.
struct RetentionSoFar: BitwiseCopyable {
  typealias Kind = CohortRatio

  let kind: Kind
  /// The share of the year's due ARR that has come due.
  let dueShare: Double
  /// The share of the year that has gone.
  let timeShare: Double

  /// Whether enough has come due for a ratio that stands on what is due.
  var isKnown: Bool { kind == .nrr || dueShare > 0 }

  /// The ratio; of no meaning where the cohort is empty, or where it is not known.
  ///
  /// - Parameters:
  ///   - start: What the cohort began with.
  ///   - sum: The flow of a place in ``CohortRatio/flows`` from the year's start until now.
  @inline(__always)
  func ratio(start: MoneyLanes, sum: (Int) -> MoneyLanes) -> MoneyLanes {
    guard kind == .nrr else { return 1 - sum(1) / (start * dueShare) }
    // Where nothing is due all year, escalators remain.
    let contracts = sum(1) * (1 / (dueShare > 0 ? dueShare : 1))
    return 1 + (contracts + sum(2) * (1 / timeShare)) / start
  }
}
