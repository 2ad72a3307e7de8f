public import Plans

/// What a metric came to in a window.
public struct MetricFigure: Hashable, Sendable {
  /// The metric's name.
  public let name: String
  /// Whose figure it is.
  public let of: Metric.Scope
  /// Whether the figure is a share, the latest of the window, and not a sum.
  public let isRatio: Bool
  /// Currency units, pieces, or a share.
  public let credited: Double
  /// The window's: spread, prorated and ramped; nil where the shape needs none.
  public let quota: Double?

  /// Nil without a quota, or where the window has none because nobody was at work.
  public var attainment: Attainment? {
    quota.flatMap { $0 > 0 ? Attainment(credited / $0) : nil }
  }
}
