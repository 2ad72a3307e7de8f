import Statistics
import Units

/// What changes with accounts that stay: at renewals, or between them.
public struct ChangeFits: Sendable {
  /// A change at a renewal or within a year, in a segment.
  public struct Part<Fit: Sendable>: Sendable {
    /// Nil where the file has no segments.
    public let segment: String?
    /// `contraction`, `price-increase`, or a motion such as `upsell`.
    public let change: String
    public let fit: Fit
  }

  /// At each renewal: `contraction` and `price-increase`.
  public private(set) var chances: [Part<ChanceFit>] = []
  /// A year: expansion by motion, and contraction.
  public private(set) var rates: [Part<RateFit>] = []
  /// By change, over all segments.
  public private(set) var sizes: [(change: String, fit: SizeFit)] = []

  /// Of renewals whose ARR before and after is known.
  public init(_ history: RenewalHistory) {
    var shares: [String: [Double]] = [:]
    let renewed = history.decided.filter {
      $0.outcome == .renewed && $0.after != nil && $0.before > 0
    }
    for (segment, own) in Self.bySegment(renewed, \.segment) {
      var (down, up) = (0, 0)
      for renewal in own {
        guard let after = renewal.after else { continue }
        if after < renewal.before {
          down += 1
          shares[Self.contraction, default: []].append(1 - after / renewal.before)
        } else if after > renewal.before {
          up += 1
          shares[Self.increase, default: []].append(after / renewal.before - 1)
        }
      }
      chances.append(
        Part(
          segment: segment, change: Self.contraction,
          fit: ChanceFit(events: down, of: own.count)))
      chances.append(
        Part(
          segment: segment, change: Self.increase, fit: ChanceFit(events: up, of: own.count)))
    }
    addSizes(shares)
  }

  /// Of movements, over the time that accounts were customers.
  public init(_ history: MovementHistory) {
    var (exposure, counts) = ([String?: Double](), [String?: [String: Int]]())
    var shares: [String: [Double]] = [:]
    let first = Day.firstOf(history.years.lowerBound)
    let end = Day.firstOf(history.years.upperBound + 1)
    for movements in history.accounts {
      let segment = movements.last { $0.segment != nil }?.segment
      var (balance, since) = (ARRBalance(), first)
      func add(until day: Day) {
        let (from, to) = (max(since, first), min(day, end))
        guard balance.isCustomer, to > from else { return }
        exposure[segment, default: 0] += Double(to - from) / 365.25
      }
      for movement in movements {
        add(until: movement.date)
        let before = balance.amount
        balance.add(movement.amount)
        since = movement.date
        guard movement.date >= first, movement.date < end, before > 0,
          movement.kind == .expansion || movement.kind == .contraction
        else { continue }
        let change =
          movement.kind == .contraction ? Self.contraction : movement.motion ?? "expansion"
        counts[segment, default: [:]][change, default: 0] += 1
        shares[change, default: []].append(abs(movement.amount) / before)
      }
      add(until: end)
    }
    let changes = Set(counts.values.flatMap(\.keys)).sorted()
    for (segment, years) in exposure.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
      for change in changes {
        rates.append(
          Part(
            segment: segment, change: change,
            fit: RateFit(events: counts[segment]?[change] ?? 0, exposure: years)))
      }
    }
    addSizes(shares)
  }

  private mutating func addSizes(_ shares: [String: [Double]]) {
    for (change, own) in shares.sorted(by: { $0.key < $1.key }) {
      let family: SizeFit.Family = change == Self.contraction ? .logitNormal : .lognormal
      if let fit = SizeFit(family, own) { sizes.append((change, fit)) }
    }
  }

  static let contraction = "contraction"
  static let increase = "price-increase"

  private static func bySegment<Value>(
    _ values: [Value], _ segment: (Value) -> String?
  ) -> [(segment: String?, own: [Value])] {
    Dictionary(grouping: values, by: segment).map { ($0.key, $0.value) }
      .sorted { ($0.0 ?? "") < ($1.0 ?? "") }
  }
}
