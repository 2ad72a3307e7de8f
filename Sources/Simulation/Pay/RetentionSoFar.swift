import Compensation

/// Retention of a cohort from its flows so far, sixteen trials at once.
///
/// Each flow is divided by the share of its exposure so far, so that a figure of March speaks of
/// the year: renewals by the share of the year's due ARR, expansion by the time gone. Exact at the
/// year's end.
struct RetentionSoFar {
  /// The share of the year's due ARR that has come due.
  var dueShare: Double
  /// The share of the year that has gone.
  var timeShare: Double
  /// A flow from the year's start until now.
  var sum: (Flow) -> MoneyLanes

  /// The ratio; where the cohort is empty, not a number. Nil where nothing has come due and the
  /// ratio stands on what is due.
  func ratio(_ kind: MeasureKind) -> MoneyLanes? {
    switch kind {
    case .grr where dueShare > 0:
      return 1 - sum(.grossLoss) / sum(.start) / dueShare
    case .logoRetention where dueShare > 0:
      return 1 - sum(.lostAccounts) / sum(.startAccounts) / dueShare
    case .nrr:
      let start = sum(.start)
      // Where nothing is due all year, escalators remain.
      let renewals = (sum(.uplift) - sum(.loss)) / start / (dueShare > 0 ? dueShare : 1)
      return 1 + renewals + sum(.expansion) / start / timeShare
    default:
      return nil
    }
  }
}
