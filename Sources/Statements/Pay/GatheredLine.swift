import Plans
import Units

/// What a measure's line rests on in a window, before the plan is applied to it.
struct GatheredLine {
  let line: PayFigures<DoubleDouble>.Line
  let window: DaySpan
  let figures: [MetricFigure]
  let credits: [CountedCredit]
  let gates: [GatheredGate]
  /// What each credit earns, where the size of its deal picks the rate.
  let deals: [DoubleDouble]?
  /// Whose pool it divides.
  var team: String?

  /// The line with what came of it.
  func shown(
    on plan: Plan, _ steps: RecordedSteps<DoubleDouble>, line number: Int
  ) -> MeasureLine {
    let measure = plan.measures[line.measure]
    let shaped = steps[.shape(line: number)] ?? .zero
    let limited = steps[.limited(line: number)] ?? .zero
    // Before the limit, in the unit of the shape.
    let unlimited = measure.weight == nil ? steps[.shared(line: number)] ?? .zero : shaped
    let uncapped =
      measure.weight.map { line.window.target * shaped * DoubleDouble(written: $0) } ?? unlimited
    let pay = steps[.pay(line: number)] ?? .zero
    return MeasureLine(
      measure: line.measure, name: measure.name, weight: measure.weight, window: window,
      figures: figures, multiple: measure.weight == nil ? nil : limited.high,
      target: Money(line.window.target.high), shaped: shaped.high,
      limit: steps[.limit(line: number)]?.high,
      uncapped: Money(uncapped.high), isCapped: limited < unlimited,
      isGated: (steps[.held(line: number)] ?? .one) == .zero,
      gates: gates.map { $0.shown(steps, line: number) },
      pool: measure.sharing == nil ? nil : Money(shaped.high), exactToDate: pay,
      team: team, valuesEachCredit: deals != nil,
      deals: zip(credits, parts(of: pay, shaped)).map {
        MeasureLine.Deal(credit: $0, exactPay: $1)
      })
  }

  /// The part of each credit in the line's pay.
  private func parts(of pay: DoubleDouble, _ shaped: DoubleDouble) -> [DoubleDouble] {
    if let deals {
      return deals.map { shaped == .zero ? .zero : $0 * pay / shaped }
    }
    // The pay of a matrix is no one credit's: it hangs on two sums.
    let credited = figures[0].exactCredited
    let isShared = credited != .zero && figures.count == 1
    return credits.map { isShared ? pay * $0.exactCredited / credited : .zero }
  }
}

/// A gate in a window, before the plan is applied to it.
struct GatheredGate {
  /// Its index among what the program asks for.
  let ask: Int
  let line: GateLine

  func shown(_ steps: RecordedSteps<DoubleDouble>, line number: Int?) -> GateLine {
    var line = line
    line.isHeld = steps[.gate(ask: ask, line: number)] == .one
    return line
  }
}

extension PayFigure<DoubleDouble> {
  /// What a gate or a modifier reads.
  ///
  /// - Parameter attainment: Nil where the window has no quota, because nobody was at work: the gate
  ///   holds then, and the modifier changes nothing.
  init(_ figure: MetricFigure, quota: DoubleDouble? = nil, attainment: DoubleDouble?) {
    self.init(
      credited: figure.exactCredited, quota: quota ?? figure.exactQuota ?? .zero,
      attainment: attainment ?? .zero, counts: attainment == nil ? .zero : .one,
      alwaysCounts: attainment != nil)
  }
}
