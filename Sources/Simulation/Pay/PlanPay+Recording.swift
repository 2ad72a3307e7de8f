import Model
import Plans
import Units

/// What a recorder keeps of a period.
extension PlanPay {
  /// Keeps the period that was just paid.
  ///
  /// - Parameters:
  ///   - taken: What churn takes back; nil where it never does.
  ///   - opening: What was owed and carried before.
  func record(
    _ period: Int, _ seat: SeatPay, earned: MoneyLanes, due: MoneyLanes, taken: MoneyLanes?,
    paid: MoneyLanes, opening: PayBalances<MoneyLanes>, in recorder: PayRecorder
  ) {
    let lane = recorder.lane
    let months = 12 / rules.pieces
    func number(_ lanes: MoneyLanes) -> DoubleDouble { DoubleDouble(lanes[lane]) }
    func window(_ window: PayWindow<MoneyLanes>) -> PayWindow<DoubleDouble> {
      PayWindow(
        target: number(window.target), settles: number(window.settles),
        present: number(window.present))
    }
    func figures(
      _ figures: UnsafePointer<PayFigure<MoneyLanes>>, _ asks: PayProgram.Slice
    ) -> [Int: PayFigure<DoubleDouble>] {
      Dictionary(uniqueKeysWithValues: asks.indices.map { ($0, figures[$0].inTrial(lane)) })
    }
    let lines = (0..<settledLines).map { index in
      let line = self.lines[index]
      let counted = lineWindows[index]
      return PaidPeriod.Line(
        line: PayFigures.Line(
          measure: line.measure, window: window(line.window.pointee),
          figures: figures(line.figures, program.measures[line.measure].asks),
          pool: number(line.pool)),
        months: counted.first * months..<(counted.last + 1) * months)
    }
    var balances = PayBalances<Double>()
    balances.carried = opening.carried[lane]
    balances.owed = opening.owed[lane]
    let before = balances
    let least = floor(period, seat, lane: lane)
    var none: PayInstalments<Double>?
    let settlement = balances.settle(
      due[lane], instalments: &none, floor: least, taken: taken?[lane] ?? 0, nil)
    let occupied = seat.presence.occupied[period][lane]
    recorder.keep(
      PaidPeriod(
        plan: rules.reading.plan, seat: recorder.seat, year: recorder.year, period: period,
        offer: seat.offer,
        target: occupied * (seat.offer.targetIncentive * rules.periodWeights[period]),
        sinceHire: seat.monthsSinceHire(period, lane: lane).map { $0 / rules.periodMonths },
        scopes: rules.reading.metrics.map(\.scope), lines: lines,
        figures: PayFigures(
          lines: lines.map(\.line),
          figures: figures(UnsafePointer(self.figures.base), program.ownAsks),
          window: window(planWindow.pointee), base: DoubleDouble(seat.offer.base),
          hasOwnWindows: rules.hasOwnWindows),
        uncounted: uncounted, earned: earned[lane], due: due[lane], floor: least,
        settlement: settlement, opening: before, closing: balances, pay: paid[lane]))
  }
}

extension PayFigure<MoneyLanes> {
  /// The figure of one trial.
  fileprivate func inTrial(_ lane: Int) -> PayFigure<DoubleDouble> {
    let counts = alwaysCounts || self.counts[lane] > 0
    return PayFigure<DoubleDouble>(
      credited: DoubleDouble(credited[lane]), quota: DoubleDouble(quota[lane]),
      attainment: DoubleDouble(attainment[lane]), counts: counts ? .one : .zero,
      alwaysCounts: counts)
  }
}
