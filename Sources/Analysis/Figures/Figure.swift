import Statistics

/// A figure by which to compare ownership models.
///
/// Its entry in the catalogue, ``all``, defines everything about it: name, unit, which direction is
/// better, meaning, scopes, and how to compute it from trials. Estimates, differences, tables,
/// files, their index and `--until` all iterate over the catalogue, so adding a figure means adding
/// an entry.
///
/// ```swift
/// let nrr = comparison.models[0][.nrr]
/// print(Figure.nrr.meaning, nrr.mean, nrr.standardError)
/// ```
public struct Figure: Sendable {
  /// The unit of a figure.
  public enum Unit: Hashable, Sendable {
    case money
    /// A share or a multiple; 1 is 100%.
    case ratio
    /// People.
    case count
  }

  /// Where a figure exists, besides each fiscal year and the horizon of the whole book.
  public enum Extent: Hashable, Sendable {
    /// A state at the end of a year, for the whole book and each segment; the horizon has the last
    /// year's.
    case yearEnd
    /// A flow over a year or the horizon, for the whole book and each segment.
    case flow
    /// For the whole book only, because the cost of people is not divided among segments.
    case book
  }

  /// The name in CSV columns, JSON keys and `--until`: kebab-case.
  public let name: String
  public let unit: Unit
  public let extent: Extent
  /// True if less is better, as for costs.
  public let lowerIsBetter: Bool
  /// Whether a sweep and a criterion ask for a year's mean, not for the sum over the horizon.
  public let isYearly: Bool
  /// In the words of the report's index, on one line.
  public let meaning: String
  /// Computes the values by trial, in a scope that has the figure.
  let values: @Sendable (ScopedTrials) -> [Double]

  init(
    _ name: String, _ unit: Unit, _ extent: Extent, lowerIsBetter: Bool = false,
    isYearly: Bool = false, _ meaning: String,
    values: @escaping @Sendable (ScopedTrials) -> [Double]
  ) {
    self.name = name
    self.unit = unit
    self.extent = extent
    self.lowerIsBetter = lowerIsBetter
    self.isYearly = isYearly
    self.meaning = meaning
    self.values = values
  }

  /// Whether segments also have the figure.
  public var isOfSegments: Bool { extent != .book }

  /// The tail of the distribution with the worst trials.
  var worst: TailMean.Tail { lowerIsBetter ? .high : .low }
}

extension Figure: Hashable {
  public static func == (a: Figure, b: Figure) -> Bool { a.name == b.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension FigureSeries {
  /// The values by trial; nil if the scope is a segment without the figure.
  public func values(_ figure: Figure, _ scope: FigureScope = .headline) -> [Double]? {
    values(figure, scope, closing: nil)
  }

  /// Over the horizon by trial, a year's mean of what is asked for by the year.
  func comparable(_ figure: Figure) -> [Double] {
    let values = values(figure)!
    guard figure.isYearly else { return values }
    let years = Double(years)
    return values.map { $0 / years }
  }

  /// - Parameter closing: ``closing(_:_:)`` of the scope, if already known.
  func values(_ figure: Figure, _ scope: FigureScope, closing: [Double]?) -> [Double]? {
    guard scope.segment == nil || figure.isOfSegments else { return nil }
    return figure.values(ScopedTrials(self, scope, closing: closing))
  }
}
