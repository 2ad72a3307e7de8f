import Plans
import Units

/// What a measure's line rests on in a window, before the plan is applied to it.
struct GatheredLine {
  let line: PayFigures<Double>.Line
  let window: DaySpan
  let figures: [MetricFigure]
  let credits: [CountedCredit]
  let gates: [GatheredGate]
  /// What each credit earns, where the size of its deal picks the rate.
  let deals: [Double]?

  /// The line with what came of it.
  func shown(on plan: Plan, _ steps: RecordedSteps<Double>, line number: Int) -> MeasureLine {
    let measure = plan.measures[line.measure]
    let shaped = steps[.shape(line: number)] ?? 0
    let limited = steps[.limited(line: number)] ?? 0
    // Before the limit, in the unit of the shape.
    let unlimited = measure.weight == nil ? steps[.shared(line: number)] ?? 0 : shaped
    let uncapped = measure.weight.map { line.window.target * shaped * $0 } ?? unlimited
    let pay = Money(steps[.pay(line: number)] ?? 0)
    return MeasureLine(
      measure: line.measure, name: measure.name, weight: measure.weight, window: window,
      figures: figures, multiple: measure.weight == nil ? nil : limited,
      uncapped: Money(uncapped), isCapped: limited < unlimited,
      gates: gates.map { $0.shown(steps, line: number) },
      pool: measure.sharing == nil ? nil : Money(shaped), toDate: pay,
      deals: zip(credits, parts(of: pay, shaped)).map { MeasureLine.Deal(credit: $0, pay: $1) })
  }

  /// The part of each credit in the line's pay.
  private func parts(of pay: Money, _ shaped: Double) -> [Money] {
    if let deals {
      return deals.map { shaped == 0 ? .zero : Money($0) * (pay.amount / shaped) }
    }
    // The pay of a matrix is no one credit's: it hangs on two sums.
    let credited = figures[0].credited
    let isShared = credited != 0 && figures.count == 1
    return credits.map { isShared ? pay * ($0.credited / credited) : .zero }
  }
}

/// A gate in a window, before the plan is applied to it.
struct GatheredGate {
  /// Its index among what the program asks for.
  let ask: Int
  let line: GateLine

  func shown(_ steps: RecordedSteps<Double>, line number: Int?) -> GateLine {
    var line = line
    line.isHeld = steps[.gate(ask: ask, line: number)] == 1
    return line
  }
}

extension PayFigure<Double> {
  /// What a gate or a modifier reads.
  ///
  /// - Parameter attainment: Nil where the window has no quota, because nobody was at work: the gate
  ///   holds then, and the modifier changes nothing.
  init(_ figure: MetricFigure, quota: Double? = nil, attainment: Double?) {
    self.init(
      credited: figure.credited, quota: quota ?? figure.quota ?? 0, attainment: attainment ?? 0,
      counts: attainment == nil ? 0 : 1, alwaysCounts: attainment != nil)
  }
}
