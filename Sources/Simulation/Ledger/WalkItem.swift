public import Ownership

/// A line of the walk from a year's opening ARR to its closing ARR, and what retention counts.
public enum WalkItem: Int, CaseIterable, Sendable {
  /// ARR of the cohort: the accounts at the start of the year.
  case start
  case startAccounts
  /// Accounts with no ARR left, by churn or by contraction.
  case lostAccounts
  /// Loss below the start, account by account: start - grossLoss = GRR x start.
  case grossLoss
  /// Loss below the ARR of the first year's start, account by account, as of the end of the year:
  /// what the first cohort's GRR counts.
  case cumulativeLoss
  case churn
  case contraction
  case priceIncrease
  case escalator
  case organicGrowth
  case smallUpsell
  case bigUpsell
  case crossSell
  case crossStakeholder
  case crossDivision

  /// The items that lead from opening to closing ARR.
  public static let changes: [WalkItem] = allCases.filter { $0.rawValue >= WalkItem.churn.rawValue }

  /// The sign with which the item changes ARR.
  public var sign: Double { self == .churn || self == .contraction ? -1 : 1 }

  /// The line of the walk that a motion adds to; nil for renewal and service.
  public init?(_ motion: Motion) {
    switch motion {
    case .priceIncrease: self = .priceIncrease
    case .organicGrowth: self = .organicGrowth
    case .smallUpsell: self = .smallUpsell
    case .bigUpsell: self = .bigUpsell
    case .crossSell: self = .crossSell
    case .crossStakeholder: self = .crossStakeholder
    case .crossDivision: self = .crossDivision
    case .renewal, .service: return nil
    }
  }
}
