import Foundation
import Statistics

/// A fit held against what it has not seen: each year by the years before it, or by random parts of
/// the accounts where there is one year.
public struct Backtest: Sendable {
  public enum Design: Hashable, Sendable {
    /// Each of these years is forecast from those before it.
    case rollingOrigin([Int])
    /// So many times, this share of the renewals is fitted and the rest forecast.
    case randomSplits(Int, fitted: Double)
  }

  /// Whose renewals are forecast together.
  public enum Group: Hashable, Sendable {
    case whole
    case segment(String)
    case territory(String)

    public var name: String {
      switch self {
      case .whole: "all"
      case .segment(let name), .territory(let name): name
      }
    }
  }

  /// What the fit must beat.
  public enum Rival: String, CaseIterable, Hashable, Sendable {
    /// Each segment's rate of the year before; without years, each territory's.
    case lastYear = "last-year-again"
    /// Each segment's rate of all years before.
    case segmentMeans = "segment-means"
    /// One rate for all and ever.
    case oneRate = "one-rate-for-ever"
  }

  public enum Measure: String, CaseIterable, Hashable, Sendable {
    case logos
    case money
  }

  /// A forecast of a group in a year or a split.
  public struct Cell: Hashable, Sendable {
    /// The year, or the number of the split.
    public let index: Int
    public let group: Group
    /// Renewals, or customers at the start of the year.
    public let events: Int
    /// ARR that came up, or was there at the start.
    public let due: Double
    public let logos: ForecastScore
    public let money: ForecastScore
    /// The CRPS of each rival, in the order of ``Rival/allCases``.
    public let rivalsOfLogos: [Double]
    public let rivalsOfMoney: [Double]

    public func score(_ measure: Measure) -> ForecastScore {
      measure == .logos ? logos : money
    }

    public func rivals(_ measure: Measure) -> [Double] {
      measure == .logos ? rivalsOfLogos : rivalsOfMoney
    }

    /// What a CRPS is divided by to be a share of what came up, or was there at the start.
    public func whole(_ measure: Measure) -> Double { measure == .logos ? Double(events) : due }
  }

  /// What is forecast.
  public enum Subject: String, Hashable, Sendable {
    /// Who is kept, of those who may be lost: their number and their ARR.
    case kept = "renewals"
    /// Who renews for less or more, and for how much, of those who renew.
    case changes = "changes at renewals"
    /// What customers at a year's start buy more within it: how often and how much ARR.
    case expansion
  }

  public let subject: Subject
  public let design: Design
  public let cells: [Cell]

  init?(subject: Subject, design: Design, cells: [Cell]) {
    if cells.isEmpty { return nil }
    (self.subject, self.design, self.cells) = (subject, design, cells)
  }

  /// Fewer renewals or customers of a group are not forecast by themselves.
  static let leastEvents = 10
  static let rivalDraws = 200

  /// The groups with enough members, the whole first.
  static func groups(segments: [String?], territories: [String?]) -> [Group] {
    func large(_ keys: [String?], _ group: (String) -> Group) -> [Group] {
      let counts = Dictionary(grouping: keys.compactMap(\.self)) { $0 }.mapValues(\.count)
      // A single part is the whole.
      return counts.count < 2
        ? [] : counts.filter { $0.value >= leastEvents }.keys.sorted().map(group)
    }
    return [.whole] + large(segments, Group.segment) + large(territories, Group.territory)
  }

  /// By member, the indices of its groups.
  static func memberships(
    _ groups: [Group], segments: [String?], territories: [String?]
  ) -> [[Int]] {
    let indices = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, $0) })
    return zip(segments, territories).map { segment, territory in
      [.whole, segment.map(Group.segment), territory.map(Group.territory)]
        .compactMap { $0.flatMap { indices[$0] } }
    }
  }
}
