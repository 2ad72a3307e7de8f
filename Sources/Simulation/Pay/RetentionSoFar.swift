import Plans

/// Retention of a cohort from its flows so far, sixteen trials at once.
///
/// Each flow is divided by the share of its exposure so far, so that a figure of March speaks of
/// the year: renewals by the share of the year's due ARR, expansion by the time gone. Exact at the
/// year's end.
struct RetentionSoFar: BitwiseCopyable {
  enum Kind: BitwiseCopyable { case grr, nrr, logoRetention }

  let kind: Kind
  /// The share of the year's due ARR that has come due.
  let dueShare: Double
  /// The share of the year that has gone.
  let timeShare: Double

  /// The flows of which a ratio is made: what the cohort began with, then what it lost; for NRR what
  /// contracts changed and what sales added.
  static func flows(_ kind: Kind) -> [Flow] {
    switch kind {
    case .grr: [.start, .grossLoss]
    case .logoRetention: [.startAccounts, .lostAccounts]
    case .nrr: [.start, .change, .expansion]
    }
  }

  /// Whether enough has come due for a ratio that stands on what is due.
  var isKnown: Bool { kind == .nrr || dueShare > 0 }

  /// The ratio; of no meaning where the cohort is empty, or where it is not known.
  ///
  /// - Parameters:
  ///   - start: What the cohort began with.
  ///   - sum: The flow of a place in ``flows(_:)`` from the year's start until now.
  @inline(__always)
  func ratio(start: MoneyLanes, sum: (Int) -> MoneyLanes) -> MoneyLanes {
    guard kind == .nrr else { return 1 - sum(1) / (start * dueShare) }
    // Where nothing is due all year, escalators remain.
    let contracts = sum(1) * (1 / (dueShare > 0 ? dueShare : 1))
    return 1 + (contracts + sum(2) * (1 / timeShare)) / start
  }
}

extension RetentionSoFar.Kind {
  /// Nil for a kind that is no ratio of a cohort.
  init?(_ kind: MeasureKind) {
    switch kind {
    case .grr: self = .grr
    case .nrr: self = .nrr
    case .logoRetention: self = .logoRetention
    default: return nil
    }
  }
}
