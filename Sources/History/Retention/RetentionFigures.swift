/// The accounts at the start of a year, and what is left of them: a closed cohort.
///
/// Customers who come within the year are not of it, and one who leaves and returns is new.
public struct CohortFigures: Hashable, Sendable {
  public internal(set) var accounts = 0
  /// ARR in currency at the start.
  public internal(set) var start = 0.0
  /// ARR in currency at the end, of those who never left.
  public internal(set) var end = 0.0
  /// Summed account by account: the lesser of start and end.
  public internal(set) var kept = 0.0
  public internal(set) var keptAccounts = 0
  /// What contraction and churn took within the year, not below what was expanded before; nil where
  /// only year ends are seen.
  public internal(set) var losses: Double?

  init(countsLosses: Bool) { losses = countsLosses ? 0 : nil }

  /// An account of the cohort at the end of the year.
  ///
  /// - Parameters:
  ///   - end: 0 if it left, even if it came back.
  ///   - lost: What contraction and churn took, in currency; not negative.
  mutating func add(start: Double, end: Double, lost: Double?) {
    accounts += 1
    self.start += start
    self.end += end
    kept += min(start, end)
    if end > 0 { keptAccounts += 1 }
    if let lost { losses = (losses ?? 0) + lost }
  }

  /// Net revenue retention: end over start.
  public var nrr: Double? { ratio(end, start) }
  /// Gross revenue retention, account by account: the lesser of start and end, over start.
  public var grr: Double? { ratio(kept, start) }
  /// Gross revenue retention as an ARR walk has it: start less contraction and churn, over start.
  public var grrByMovements: Double? { losses.flatMap { ratio(start - $0, start) } }
  /// Accounts kept over accounts at the start.
  public var logoRetention: Double? { ratio(Double(keptAccounts), Double(accounts)) }
}

/// From the ARR at the start of a year to that at its end, in currency; losses are negative.
public struct ARRWalk: Hashable, Sendable {
  public internal(set) var start = 0.0
  public internal(set) var new = 0.0
  public internal(set) var reactivation = 0.0
  public internal(set) var expansion = 0.0
  public internal(set) var contraction = 0.0
  public internal(set) var churn = 0.0

  public init() {}

  public var end: Double { start + new + reactivation + expansion + contraction + churn }

  mutating func add(_ kind: Movement.Kind, _ amount: Double) {
    switch kind {
    case .opening: start += amount
    case .new: new += amount
    case .reactivation: reactivation += amount
    case .expansion: expansion += amount
    case .contraction: contraction += amount
    case .churn: churn += amount
    }
  }
}

/// Contracts that came up within a year, on the ARR of the day they came up.
public struct DueFigures: Hashable, Sendable {
  public internal(set) var events = 0
  /// ARR in currency.
  public internal(set) var arr = 0.0
  public internal(set) var renewedEvents = 0
  /// Of the renewed, what they came up with.
  public internal(set) var renewedBefore = 0.0
  /// Of the renewed, the lesser of what they came up with and what they renewed for; nil where the
  /// file does not tell the latter.
  public internal(set) var renewedCapped: Double? = 0
  /// Of the renewed, what they renewed for.
  public internal(set) var renewedAfter: Double? = 0

  init() {}

  mutating func add(_ renewal: Renewal) {
    guard renewal.outcome != .open else { return }
    events += 1
    arr += renewal.before
    guard renewal.outcome == .renewed else { return }
    renewedEvents += 1
    renewedBefore += renewal.before
    if let after = renewal.after {
      renewedCapped = renewedCapped.map { $0 + min(renewal.before, after) }
      renewedAfter = renewedAfter.map { $0 + after }
    } else {
      (renewedCapped, renewedAfter) = (nil, nil)
    }
  }

  public var rateOfEvents: Double? { ratio(Double(renewedEvents), Double(events)) }
  public var rateOfARR: Double? { ratio(renewedBefore, arr) }
  public var rateCapped: Double? { renewedCapped.flatMap { ratio($0, arr) } }
  public var rateWithIncrease: Double? { renewedAfter.flatMap { ratio($0, arr) } }
}

/// Accounts that came up within a year, on the ARR they had when the year opened: what expanded or
/// shrank before they came up is not in it.
public struct OpeningDueFigures: Hashable, Sendable {
  public internal(set) var accounts = 0
  public internal(set) var arr = 0.0
  public internal(set) var lostAccounts = 0
  public internal(set) var keptARR = 0.0

  init() {}

  mutating func add(opening: Double, closing: Double) {
    accounts += 1
    arr += opening
    if closing > 0 { keptARR += opening } else { lostAccounts += 1 }
  }

  public var rateOfAccounts: Double? { ratio(Double(accounts - lostAccounts), Double(accounts)) }
  public var rateOfARR: Double? { ratio(keptARR, arr) }
}

/// A quotient; nil where there is nothing to divide by.
func ratio(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }

/// What a file tells of a year, for the whole book or a segment; what it cannot tell is nil.
public struct RetentionFigures: Hashable, Sendable {
  public internal(set) var cohort: CohortFigures?
  public internal(set) var walk: ARRWalk?
  /// The walk of year ends, within which movements net out; where ``walk`` is nil.
  public internal(set) var netWalk: ARRWalk?
  public internal(set) var due: DueFigures?
  public internal(set) var openingDue: OpeningDueFigures?

  init() {}
}

/// Retention of a calendar year.
public struct YearRetention: Hashable, Sendable {
  public let year: Int
  public let whole: RetentionFigures
  /// By name; empty where the file has no segments.
  public let segments: [(name: String, figures: RetentionFigures)]

  public static func == (a: YearRetention, b: YearRetention) -> Bool {
    a.year == b.year && a.whole == b.whole
      && a.segments.map(\.name) == b.segments.map(\.name)
      && a.segments.map(\.figures) == b.segments.map(\.figures)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(year)
    hasher.combine(whole)
  }
}
