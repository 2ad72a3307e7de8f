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
