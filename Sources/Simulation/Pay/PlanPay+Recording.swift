import Model
import Plans
import Units

extension PayRecorder {
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
    add(
      PaidPeriod(
        plan: rules.reading.plan, seat: self.seat, year: year, period: period, offer: seat.offer,
        target: occupied * (seat.offer.targetIncentive * rules.periodWeights[period]),
        sinceHire: seat.monthsSinceHire(period, lane: lane).map { $0 / rules.periodMonths },
        scopes: rules.reading.metrics.map(\.scope), lines: lines,
        figures: PayFigures(
          lines: lines.map(\.line),
          figures: figures(UnsafePointer(payer.figures.base), program.ownAsks),
          window: window(payer.planWindow.pointee), base: DoubleDouble(seat.offer.base),
          capped: PayCapped(
            settles: number(payer.capped.settles), earlier: payer.capped.earlier.map(number))),
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
