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
  private let lane: Int
  /// In the order of pay.
  private(set) var periods: [PaidPeriod] = []
  private var seat = 0
  private var year = 0

  init(lane: Int) {
    self.lane = lane
  }

  /// Begins with a seat in a year.
  func begin(seat: Int, year: Int) { (self.seat, self.year) = (seat, year) }

  /// Keeps the period that a plan has just paid.
  ///
  /// - Parameters:
  ///   - taken: What churn takes back; nil where it never does.
  ///   - opening: What was owed and carried before.
  func keep(
    _ payer: PlanPay, _ seat: PlanPay.SeatPay, period: Int, earned: MoneyLanes, due: MoneyLanes,
    taken: MoneyLanes?, paid: MoneyLanes, opening: PayBalances<MoneyLanes>
  ) {
    let (rules, program) = (payer.rules, payer.program)
    let months = 12 / rules.pieces
    let lines = (0..<payer.settledLines).map { index in
      let line = payer.lines[index]
      let window = payer.lineWindows[index]
      return PaidPeriod.Line(
        line: PayFigures.Line(
          measure: line.measure, window: self.window(line.window.pointee),
          figures: figures(line.figures, program.measures[line.measure].asks),
          pool: number(line.pool)),
        months: window.first * months..<(window.last + 1) * months)
    }
    var balances = PayBalances<Double>()
    balances.carried = opening.carried[lane]
    balances.owed = opening.owed[lane]
    let before = balances
    let floor = payer.floor(period, seat, lane: lane)
    var none: PayInstalments<Double>?
    let settlement = balances.settle(
      due[lane], instalments: &none, floor: floor, taken: taken?[lane] ?? 0, nil)
    let occupied = seat.presence.occupied[period][lane]
    periods.append(
      PaidPeriod(
        plan: rules.reading.plan, seat: self.seat, year: year, period: period, offer: seat.offer,
        target: occupied * (seat.offer.targetIncentive * rules.periodWeights[period]),
        sinceHire: seat.monthsSinceHire(period, lane: lane).map { $0 / rules.periodMonths },
        scopes: rules.reading.metrics.map(\.scope), lines: lines,
        figures: PayFigures(
          lines: lines.map(\.line),
          figures: figures(UnsafePointer(payer.figures.base), program.ownAsks),
          window: window(payer.planWindow.pointee), base: DoubleDouble(seat.offer.base),
          hasOwnWindows: rules.hasOwnWindows),
        uncounted: payer.uncounted, earned: earned[lane], due: due[lane], floor: floor,
        settlement: settlement, opening: before, closing: balances, pay: paid[lane]))
  }

  private func number(_ lanes: MoneyLanes) -> DoubleDouble { DoubleDouble(lanes[lane]) }

  private func window(_ window: PayWindow<MoneyLanes>) -> PayWindow<DoubleDouble> {
    PayWindow(
      target: number(window.target), settles: number(window.settles),
      present: number(window.present))
  }

  private func figures(
    _ figures: UnsafePointer<PayFigure<MoneyLanes>>, _ asks: PayProgram.Slice
  ) -> [Int: PayFigure<DoubleDouble>] {
    Dictionary(
      uniqueKeysWithValues: asks.indices.map { ask in
        let figure = figures[ask]
        let counts = figure.alwaysCounts || figure.counts[lane] > 0
        return (
          ask,
          PayFigure(
            credited: number(figure.credited), quota: number(figure.quota),
            attainment: number(figure.attainment), counts: counts ? .one : .zero,
            alwaysCounts: counts)
        )
      })
  }
}
