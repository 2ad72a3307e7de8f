public import Simulation
public import Statistics

/// A line of the ARR walk of a year.
public struct WalkEstimate: Sendable {
  public enum Line: Hashable, Sendable {
    case start
    case change(WalkItem)
    case end

    public static let changes: [Line] = WalkItem.changes.map { .change($0) }
    /// From opening to closing ARR.
    public static let all: [Line] = [.start] + changes + [.end]

    public var isChange: Bool { Self.changes.contains(self) }

    /// The name in CSV columns: `start`, `end`, or what changed ARR between.
    public var name: String {
      switch self {
      case .start: WalkItem.start.name
      case .change(let item): item.name
      case .end: "end"
      }
    }

    func values(_ series: FigureSeries, _ year: Int, _ segment: Int?) -> [Double] {
      switch self {
      case .start: series.walk(.start, year, segment)
      case .change(let item): series.signedWalk(item, year, segment)
      case .end: series.closing(year, segment)
      }
    }
  }

  public let line: Line
  public let scope: FigureScope
  /// Signed: `start` and the changes add up to `end`.
  public let amount: ShortSummary
}
