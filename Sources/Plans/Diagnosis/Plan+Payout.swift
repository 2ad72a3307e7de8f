extension Plan {
  /// The pay of a year over target incentive where every measure stands at the same attainment and
  /// all gates are open: the plan's curve at a glance.
  ///
  /// Only measures that pay a multiple of target incentive count; modifiers and what pays money do
  /// not. A cap in money is not applied.
  ///
  /// - Parameter attainment: Credited amount over quota; 1 is quota.
  /// - Returns: 1 is target; nil where no measure pays a multiple.
  public func multiple(whereAllStandAt attainment: Attainment) -> Double? {
    guard measures.contains(where: { $0.weight != nil }) else { return nil }
    let program = PayProgram(self)
    let window = PayWindow(target: 1.0, settles: program.capsMoney ? .infinity : 1)
    let figure = PayFigure(credited: 0, quota: 0, attainment: attainment.ratio)
    let figures = PayFigures(
      lines: measures.indices.filter { measures[$0].weight != nil }.map { index in
        let metrics = program.measures[index].metrics.indices
        return PayFigures.Line(
          measure: index, window: window,
          figures: Dictionary(uniqueKeysWithValues: metrics.map { ($0, figure) }))
      }, figures: [:], window: window, base: 0)
    var steps = RecordedSteps<Double>()
    return figures.withInput(asks: program.asks.count) { program.earned($0, &steps) }.money
  }
}
