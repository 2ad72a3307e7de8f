/// The distribution of a figure over people and trials, in multiples of its target: integer counts
/// in bins of one percent, so that parts add up exactly.
public struct PayHistogram: Hashable, Sendable {
  /// Bins per target.
  private static let binsPerTarget = 100.0
  /// The width of a bin.
  public static let width = 1 / binsPerTarget
  /// Bins from 0 upwards; lower values count in the first, higher ones in the last.
  public static let binCount = 501

  public private(set) var counts = [Int](repeating: 0, count: Self.binCount)

  init() {}

  /// - Parameter counts: By bin.
  init(counts: [Int]) {
    precondition(counts.count == Self.binCount)
    self.counts = counts
  }

  /// The counts of several histograms together.
  public init(sumOf parts: [PayHistogram]) {
    for part in parts { add(part) }
  }

  /// The bins of sixteen multiples, as whole numbers.
  static func bins(of multiples: MoneyLanes) -> MoneyLanes {
    // In this order NaN counts as 0; a run with one ends with ``FigureTooLarge``.
    let bins = most(MoneyLanes(), multiples * binsPerTarget + 1e-9)
    return least(bins, MoneyLanes(repeating: Double(binCount - 1)))
  }

  mutating func add(_ other: PayHistogram) {
    for bin in counts.indices { counts[bin] += other.counts[bin] }
  }

  /// Counts some people in a bin; false if there is no such bin.
  mutating func add(_ count: Int, toBin bin: Int) -> Bool {
    guard counts.indices.contains(bin) else { return false }
    counts[bin] += count
    return true
  }

  public var total: Int { counts.reduce(0, +) }
  /// The sum over all counts of their bins.
  public var sumOfBins: Int { counts.indices.reduce(0) { $0 + $1 * counts[$1] } }
  /// The sum over all counts of their bins' squares.
  public var sumOfSquaredBins: Int { counts.indices.reduce(0) { $0 + $1 * $1 * counts[$1] } }

  /// The lower bound of the bin in which a quantile lies: exact to one percent.
  public func quantile(_ p: Double) -> Double {
    let rank = max(1, Int((p * Double(total)).rounded(.up)))
    var seen = 0
    for (bin, count) in counts.enumerated() {
      seen += count
      if seen >= rank { return Double(bin) / Self.binsPerTarget }
    }
    return 0
  }
}
