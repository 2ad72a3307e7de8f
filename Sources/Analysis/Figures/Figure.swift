import Statistics

/// A figure by which ownership models are compared.
///
/// One entry of the catalogue, ``all``, says everything there is to know of a figure: its name, what
/// it counts, which way is better, what it means, where it exists and how trials give it. Estimates,
/// differences, every table and file, the index that explains them and `--until` iterate the
/// catalogue, so that a new figure is one more entry there.
///
/// ```swift
/// let nrr = comparison.models[0][.nrr]
/// print(Figure.nrr.meaning, nrr.mean, nrr.standardError)
/// ```
public struct Figure: Sendable {
  /// What a figure is counted in.
  public enum Unit: Hashable, Sendable {
    case money
    /// A share or a multiple; 1 is 100%.
    case ratio
    /// People.
    case count
  }

  /// Where a figure exists, beside each fiscal year of the whole book and the horizon.
  public enum Extent: Hashable, Sendable {
    /// A state at the end of a year, of the whole book and of each segment: that of the horizon is
    /// the last year's.
    case yearEnd
    /// What flows in a year or the horizon, of the whole book and of each segment.
    case flow
    /// Of the whole book alone, as what is spent on people is not divided among segments.
    case book
  }

  /// The name in CSV columns, JSON keys and `--until`: kebab-case.
  public let name: String
  public let unit: Unit
  public let extent: Extent
  /// True where less is better: what is spent.
  public let lowerIsBetter: Bool
  /// In the words of the report's index, on one line.
  public let meaning: String
  /// The values by trial in a scope that has the figure.
  let values: @Sendable (ScopedTrials) -> [Double]

  init(
    _ name: String, _ unit: Unit, _ extent: Extent, lowerIsBetter: Bool = false,
    _ meaning: String, values: @escaping @Sendable (ScopedTrials) -> [Double]
  ) {
    self.name = name
    self.unit = unit
    self.extent = extent
    self.lowerIsBetter = lowerIsBetter
    self.meaning = meaning
    self.values = values
  }

  /// Whether a segment has the figure too.
  public var isOfSegments: Bool { extent != .book }

  /// The end of the distribution where the worst trials are.
  var worst: TailMean.Tail { lowerIsBetter ? .high : .low }
}

extension Figure: Hashable {
  public static func == (a: Figure, b: Figure) -> Bool { a.name == b.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension FigureSeries {
  /// The values by trial; nil for a figure that a segment does not have.
  public func values(_ figure: Figure, _ scope: FigureScope = .headline) -> [Double]? {
    values(figure, scope, closing: nil)
  }

  /// - Parameter closing: ``closing(_:_:)`` of the scope, where the caller has it already.
  func values(_ figure: Figure, _ scope: FigureScope, closing: [Double]?) -> [Double]? {
    guard scope.segment == nil || figure.isOfSegments else { return nil }
    return figure.values(ScopedTrials(self, scope, closing: closing))
  }
}
