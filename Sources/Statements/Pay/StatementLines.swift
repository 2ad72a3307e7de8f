public import Plans
public import Units

/// One measure of a statement: from credit to pay.
public struct MeasureLine: Hashable, Sendable {
  /// A credit behind the line and its part of the line's pay.
  public struct Deal: Hashable, Sendable {
    /// The credit as the measure counts it.
    public let credit: CountedCredit
    let exactPay: DoubleDouble
    /// Its part of the line's pay; zero for a matrix, whose pay is no one credit's.
    public var pay: Money { Money(exactPay.high) }
  }

  /// The measure's place in the plan.
  public let measure: Int
  /// The measure's name.
  public let name: String
  /// The share of target incentive; nil where the shape pays money.
  public let weight: Double?
  /// The days that were counted: the measure's period, or the year to date.
  public let window: DaySpan
  /// One; for a matrix rows, then columns.
  public let figures: [MetricFigure]
  /// The multiple of its share of target incentive, after the cap; nil where the shape pays money.
  public let multiple: Double?
  /// The target incentive that falls into the window.
  public let target: Money
  /// What the shape makes of the figures: a multiple, or money before a pool is divided.
  public let shaped: Double
  /// The most that the line pays, in the unit of its shape; nil for no cap.
  public let limit: Double?
  /// What the shape gives before the cap and the gates.
  public let uncapped: Money
  /// Whether its cap, or an accelerator gate, cut it.
  public let isCapped: Bool
  /// Whether its gates keep all of it back.
  public let isGated: Bool
  /// The measure's gates, those of its accelerator included.
  public let gates: [GateLine]
  /// The pool that was divided, where it is a team's.
  public let pool: Money?
  let exactToDate: DoubleDouble
  /// The team whose pool it divides; nil for no pool.
  public let team: String?
  /// What earlier statements of what is counted to date said it had earned.
  public internal(set) var before = Money.zero
  /// Whether each credit earns by itself: by the size of its deal, or the base of its day.
  public let valuesEachCredit: Bool
  /// In the order of their dates; empty for ratios.
  public let deals: [Deal]

  /// Earned in the window, before modifiers; not rounded.
  public var toDate: Money { Money(exactToDate.high) }
  /// The only figure, or the rows of a matrix.
  public var figure: MetricFigure { figures[0] }
}

/// What a metric came to in a window.
public struct MetricFigure: Hashable, Sendable {
  /// The metric's name.
  public let name: String
  /// Whose figure it is.
  public let of: Metric.Scope
  /// Whether the figure is a share, the latest of the window, and not a sum.
  public let isRatio: Bool
  /// The quota of a year, where the window's is a part of it; nil where it has changed within the
  /// window.
  public let yearlyQuota: Double?
  let exactCredited: DoubleDouble
  let exactQuota: DoubleDouble?

  init(
    name: String, of: Metric.Scope, isRatio: Bool, credited: DoubleDouble, quota: DoubleDouble?,
    yearlyQuota: Double? = nil
  ) {
    self.yearlyQuota = yearlyQuota
    self.name = name
    self.of = of
    self.isRatio = isRatio
    exactCredited = credited
    exactQuota = quota
  }

  /// Currency units, pieces, or a share.
  public var credited: Double { exactCredited.high }
  /// The window's: spread, prorated and ramped; nil where the shape needs none.
  public var quota: Double? { exactQuota?.high }
  /// Nil without a quota, or where the window has none because nobody was at work.
  public var attainment: Attainment? { exactAttainment.map { Attainment($0.high) } }
  var exactAttainment: DoubleDouble? {
    exactQuota.flatMap { $0 > .zero ? exactCredited / $0 : nil }
  }
}

/// How a gate stood.
public struct GateLine: Hashable, Sendable {
  /// What does not pay where the gate does not hold.
  public let guards: Gate.Guarded
  /// The metric's name.
  public let name: String
  /// Whose figure it asks for.
  public let of: Metric.Scope
  /// The actual: a ratio, an amount, or an attainment where ``isOnAttainment``.
  public let actual: Double
  /// What it had to reach, in the same unit.
  public let atLeast: Double
  /// Whether both figures are shares.
  public let isRatio: Bool
  /// Whether both are attainments of one of the plan's measures.
  public let isOnAttainment: Bool

  /// Whether the actual reaches the threshold, bound included.
  public internal(set) var isHeld = false
}

/// One modifier of a statement: a figure and the factor it sets.
public struct ModifierLine: Hashable, Sendable {
  /// The modifier's place in the plan.
  public let modifier: Int
  /// What set the factor.
  public let figure: MetricFigure
  /// What the weighted measures are multiplied by; 1 changes nothing.
  public let factor: Double
}
