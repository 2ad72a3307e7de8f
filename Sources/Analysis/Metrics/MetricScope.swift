/// What a figure is of: a fiscal year or the horizon, a segment or the whole book.
public struct MetricScope: Hashable, Sendable {
  /// Counted from 0; nil for the horizon.
  public let year: Int?
  /// By place in the book; nil for the whole book.
  public let segment: Int?

  public init(year: Int? = nil, segment: Int? = nil) {
    self.year = year
    self.segment = segment
  }

  /// The whole book over the whole horizon.
  public static let headline = MetricScope()
}
