package import Model
package import Plans
package import Units

/// A period that a plan paid in one trial: the figures that it read, and what came of them.
///
/// A statement shows it as it shows actual pay; nothing in it is rounded.
package struct PaidPeriod {
  /// A measure that the period settles, and what it counts.
  package struct Line {
    package let line: PayFigures<DoubleDouble>.Line
    /// Months of the fiscal year, the last not included.
    package let months: Range<Int>
  }

  package let plan: Plan
  /// The index of the seat among those of the model.
  package let seat: Int
  /// The fiscal year, and the period in it, from 0.
  package let year: Int
  package let period: Int
  package let offer: PayOffer
  /// The target incentive of the time that somebody was there.
  package let target: Double
  /// Whole periods since the hire; nil for a person employed from the start.
  package let sinceHire: Int?
  /// By what the plan asks for: whose figure it is.
  package let scopes: [Metric.Scope]
  /// In the order of the measures.
  package let lines: [Line]
  /// All that its earnings follow from.
  package let figures: PayFigures<DoubleDouble>
  package let uncounted: UncountedWeight
  /// What is earned: to date where the plan counts so.
  package let earned: Double
  /// What the period adds to it.
  package let due: Double
  package let floor: PayBalances<Double>.Floor
  package let settlement: PaySettlement<Double>
  package let opening: PayBalances<Double>
  package let closing: PayBalances<Double>
  /// What the simulation paid.
  package let pay: Double
}

/// Keeps the periods that plans pay in one of sixteen trials.
final class PayRecorder {
  let lane: Int
  /// In the order of pay.
  private(set) var periods: [PaidPeriod] = []
  private(set) var seat = 0
  private(set) var year = 0

  init(lane: Int) {
    self.lane = lane
  }

  /// Begins with a seat in a year.
  func begin(seat: Int, year: Int) { (self.seat, self.year) = (seat, year) }

  /// Adds a period, the last so far.
  func add(_ period: PaidPeriod) { periods.append(period) }
}
