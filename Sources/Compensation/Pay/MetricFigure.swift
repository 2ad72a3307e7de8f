/// What a metric came to in a window.
public struct MetricFigure: Hashable, Sendable {
  public let name: String
  public let of: Metric.Scope
  public let isRatio: Bool
  public let credited: Double
  /// The window's: spread, prorated and ramped; nil where the shape needs none.
  public let quota: Double?

  /// Nil without a quota, or where the window has none because nobody was at work.
  public var attainment: Attainment? {
    quota.flatMap { $0 > 0 ? Attainment(credited / $0) : nil }
  }
}
