import Units

/// The distribution of a figure over people and trials, in multiples of its target: integer counts
/// in bins of one percent, so that parts add up exactly.
public struct PayHistogram: Hashable, Sendable {
  /// Bins per target.
  private static let binsPerTarget = 100.0
  /// The width of a bin.
  public static let width = 1 / binsPerTarget
  /// The bins in percent of target: a clawback may take more than a year pays. Lower values count in
  /// the first bin, higher ones in the last.
  public static let percents = -100...500
  /// How many bins there are.
  static let binCount = percents.count

  /// From the lowest bin up.
  private(set) var counts = [Int](repeating: 0, count: Self.binCount)

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

  /// The indices of the bins of sixteen multiples, to be rounded down.
  static func bins(of multiples: MoneyLanes) -> MoneyLanes {
    // In this order NaN counts as the lowest; a run with one ends with ``FigureTooLarge``.
    let lowest = Double(percents.lowerBound)
    let bins = most(MoneyLanes(), multiples * binsPerTarget + (Tolerance.relative - lowest))
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
  /// How many have a figure in these bins.
  ///
  /// - Parameter bins: In percent, within ``percents``.
  public func count(inPercents bins: Range<Int>) -> Int {
    let lowest = Self.percents.lowerBound
    return counts[bins.lowerBound - lowest..<bins.upperBound - lowest].reduce(0, +)
  }
  /// The sum over all counts of their bins, numbered from 0.
  public var sumOfBins: Int { counts.indices.reduce(0) { $0 + $1 * counts[$1] } }
  /// The sum over all counts of the squares of those numbers.
  public var sumOfSquaredBins: Int { counts.indices.reduce(0) { $0 + $1 * $1 * counts[$1] } }

  /// The lower bound of the bin in which a quantile lies: exact to one percent.
  public func quantile(_ p: Double) -> Double {
    let rank = max(1, Int((p * Double(total)).rounded(.up)))
    var seen = 0
    for (bin, count) in counts.enumerated() {
      seen += count
      if seen >= rank { return Double(bin + Self.percents.lowerBound) / Self.binsPerTarget }
    }
    return 0
  }
}
