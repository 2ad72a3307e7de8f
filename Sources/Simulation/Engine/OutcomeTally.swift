import Ownership

/// How the people of a model fare, counted world by world: the ``RoleOutcome`` of each role and year
/// in plain memory.
final class OutcomeTally {
  private let keys: [RoleYear]
  /// By key: the bins of pay over target, then those of attainment.
  private let counts: LaneBuffer<Int32>
  /// By key: the sum of the products of both bins.
  private let products: LaneBuffer<Int>
  /// Of the person that is counted: the bins of both figures, and the target.
  private let bins = LaneBuffer<MoneyLanes>(repeating: .zero, count: 3)

  private static let size = 2 * PayHistogram.binCount

  init(_ keys: [RoleYear]) {
    self.keys = keys
    counts = LaneBuffer(repeating: 0, count: keys.count * Self.size)
    products = LaneBuffer(repeating: 0, count: keys.count)
  }

  /// Counts a person of a year in the trials in which there was a target.
  ///
  /// - Parameter key: The place of the role and year.
  func add(_ outcome: PlanPay.Outcome, key: Int, liveLanes: Int) {
    bins[0] = PayHistogram.bins(of: share(of: outcome.pay, in: outcome.target))
    bins[1] = PayHistogram.bins(of: outcome.attainment)
    bins[2] = outcome.target
    let counts = self.counts.base + key * Self.size
    let lanes = bins.scalars
    for lane in 0..<liveLanes where lanes[2 * laneCount + lane] > 0 {
      let (paid, reached) = (Int(lanes[lane]), Int(lanes[laneCount + lane]))
      counts[paid] += 1
      counts[PayHistogram.binCount + reached] += 1
      products.base[key] += paid * reached
    }
  }

  /// What was counted since the last time.
  func take() -> [RoleYear: RoleOutcome] {
    var outcomes: [RoleYear: RoleOutcome] = [:]
    for (place, key) in keys.enumerated() {
      let first = counts.base + place * Self.size
      func histogram(_ first: UnsafeMutablePointer<Int32>) -> PayHistogram {
        PayHistogram(counts: (0..<PayHistogram.binCount).map { Int(first[$0]) })
      }
      outcomes[key] = RoleOutcome(
        payout: histogram(first), attainment: histogram(first + PayHistogram.binCount),
        product: products[place])
    }
    products.fill(0)
    counts.fill(0)
    return outcomes
  }
}
