import Plans
public import Units

/// One measure of a statement: from credit to pay.
public struct MeasureLine: Hashable, Sendable {
  /// A credit behind the line and its part of the line's pay.
  public struct Deal: Hashable, Sendable {
    /// The credit as the measure counts it.
    public let credit: CountedCredit
    /// Its part of the line's pay; zero for a matrix, whose pay is no one credit's.
    public let pay: Money
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
  /// What the shape gives before the cap and the gates.
  public let uncapped: Money
  /// Whether its cap, or an accelerator gate, cut it.
  public let isCapped: Bool
  /// The measure's gates, those of its accelerator included.
  public let gates: [GateLine]
  /// The pool that was divided, where it is a team's.
  public let pool: Money?
  /// Earned in the window, before modifiers; exact.
  public let toDate: Money
  /// In the order of their dates; empty for ratios.
  public let deals: [Deal]

  /// The only figure, or the rows of a matrix.
  public var figure: MetricFigure { figures[0] }
  /// Whether a gate keeps all of it back.
  public var isGated: Bool { gates.contains { $0.guards == .measure && !$0.isHeld } }
}
