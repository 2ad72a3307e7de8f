/// Pay for each unit of credit: for each currency unit, each piece, or each time.
public enum Rate: Hashable, Sendable {
  /// `10%` of money credited is 0.10; `500` for each deal is 500.
  case perUnit(Double)
  /// A share of the yearly base for each unit, such as 8% of base for a goal met.
  case shareOfBase(Double)

  package var number: Double {
    switch self {
    case .perUnit(let rate): rate
    case .shareOfBase(let share): share
    }
  }
}

/// Pay for each unit of credit, at rates that depend on how much there is.
///
/// Nothing is paid for credit below the first bound. Bounds in money are as they stand, for the
/// window that is counted; bounds in attainment are shares of the window's quota.
public struct TieredRate: Hashable, Sendable {
  /// Which credit a rate pays.
  public enum Mode: String, CaseIterable, Hashable, Sendable {
    /// Each rate pays its own slice.
    case marginal
    /// The top rate reached pays everything.
    case retroactive
    /// The size of a deal picks the rate for that deal.
    case perDeal = "per-deal"
  }

  /// What the bounds are written in.
  public enum Bounds: String, Hashable, Sendable {
    case credit
    case attainment
  }

  /// Which credit a rate pays.
  public let mode: Mode
  /// What the knots' `from` is written in.
  public let bounds: Bounds
  /// Bounds and rates: pay for each unit of credit.
  public let scale: Scale

  /// Bounds and rates, rising in their bounds.
  public var knots: [Knot] { scale.knots }

  /// - Throws: What ``Scale/init(_:)`` refuses.
  public init(
    _ mode: Mode, _ knots: [Knot], bounds: Bounds = .credit
  ) throws(PlanProblems) {
    self.mode = mode
    self.bounds = bounds
    scale = try Scale(knots)
  }

  /// Whether pay depends on a quota.
  public var needsQuota: Bool { bounds == .attainment }
}
