import Formats
import Plans
import Statements
import Units

/// How a line of a statement comes to its pay: sums that a pocket calculator checks.
struct Workings {
  let line: MeasureLine
  let plan: Plan
  let base: Money
  /// What the line adds to the pay of the period.
  let pay: Money

  private var measure: Measure { plan.measures[line.measure] }

  /// One sum a sentence, from what is credited to what is paid.
  var sentences: [String] {
    var sentences = line.figures.compactMap(attainment)
    sentences += shape
    if let pool = line.pool, pool != .zero {
      sentences.append(
        "the person's part of the pool of \(NumberText.money(pool)):"
          + " \(precise(line.uncapped / pool, pool.amount))")
    }
    for gate in line.gates { sentences.append(self.gate(gate)) }
    if line.isCapped, let limit = line.limit {
      sentences.append(
        line.weight == nil
          ? "at most \(NumberText.money(Money(limit)))"
          : "at most \(NumberText.shortPercent(limit))")
    }
    if let weight = line.weight, let multiple = line.multiple, !line.isGated {
      sentences.append(
        "\(precise(multiple, line.target.amount)) x \(NumberText.shortPercent(weight)) x"
          + " \(NumberText.money(line.target)) of target\(toDate) ="
          + " \(NumberText.money(earned))")
    }
    if plan.counting.isToDate, line.before.rounded() != .zero {
      sentences.append(
        "\(NumberText.money(earned)) to date less \(NumberText.money(line.before)) of earlier"
          + " periods = \(NumberText.money(pay))")
    }
    return sentences
  }

  /// What the line has earned, as statements count its cents: those that rounding leaves over go to
  /// one of the measures.
  private var earned: Money {
    let counted = (line.before + pay).rounded()
    return abs(counted.amount - line.toDate.amount) < 0.0151 ? counted : line.toDate
  }

  private var toDate: String { plan.counting.isToDate ? " to date" : "" }

  private func attainment(_ figure: MetricFigure) -> String? {
    guard let quota = figure.quota, let attainment = figure.attainment else { return nil }
    let whole = amount(quota, figure.isRatio)
    let yearly = figure.yearlyQuota.flatMap { $0 == quota || figure.isRatio ? nil : $0 }
    let part = yearly.map { " (of \(NumberText.short($0)) a year)" } ?? ""
    return "\(figure.name) \(amount(figure.credited, figure.isRatio)) / \(whole)\(part) ="
      + " \(precise(attainment.ratio, line.target.amount))"
  }

  private func gate(_ gate: GateLine) -> String {
    let isShare = gate.isRatio || gate.isOnAttainment
    let condition =
      "\(gate.name) \(amount(gate.actual, isShare)) \(gate.isHeld ? ">=" : "<")"
      + " \(amount(gate.atLeast, isShare))"
    switch (gate.isHeld, gate.guards) {
    case (true, .accelerator): return "accelerator gate of \(line.name): \(condition), held"
    case (true, _): return "gate of \(line.name): \(condition), held"
    case (false, .accelerator): return "\(condition): \(line.name) pays no more than its target"
    case (false, _):
      return line.isGated
        ? "\(condition): \(line.name) pays nothing"
        : "gate of \(line.name): \(condition), not held, but enough of its group are"
    }
  }

  // MARK: - Shapes

  private var shape: [String] {
    let credited = line.figure.credited
    let unit = line.figure.attainment?.ratio ?? 0
    switch measure.shape {
    case .rate(.perUnit(let rate)):
      return ["\(NumberText.short(credited)) x \(self.rate(rate)) = \(money(line.shaped))"]
    case .rate(.shareOfBase(let share)):
      guard !line.valuesEachCredit else {
        return [
          "\(NumberText.short(credited)) x \(NumberText.shortPercent(share)) of the base of each"
            + " day = \(money(line.shaped))"
        ]
      }
      return [
        "\(NumberText.short(credited)) x \(NumberText.shortPercent(share)) of the base of"
          + " \(NumberText.money(base)) = \(money(line.shaped))"
      ]
    case .tiers(let tiers): return self.tiers(tiers)
    case .curve(let curve): return [self.curve(curve, at: unit)]
    case .steps(let steps):
      return [step(steps.knots, at: unit)]
    case .matrix(let matrix):
      return [self.matrix(matrix)]
    }
  }

  private func tiers(_ tiers: TieredRate) -> [String] {
    let credited = line.figure.credited
    let scale = tiers.needsQuota ? line.figure.quota ?? 0 : 1
    func bound(_ knot: Knot) -> String {
      NumberText.short(knot.from * scale)
        + (tiers.needsQuota ? " (\(NumberText.shortPercent(knot.from)))" : "")
    }
    switch tiers.mode {
    case .perDeal:
      return ["the size of each deal picks its rate; each is listed = \(money(line.shaped))"]
    case .retroactive:
      guard let knot = tiers.knots.last(where: { isReached($0, scale, by: credited) }) else {
        return ["\(NumberText.short(credited)) is below \(bound(tiers.knots[0])): 0.00"]
      }
      return [
        "\(NumberText.short(credited)) reaches \(bound(knot)): all of it x \(rate(knot.pays)) ="
          + " \(money(line.shaped))"
      ]
    case .marginal:
      var sentences: [String] = []
      for (index, knot) in tiers.knots.enumerated() where credited > knot.from * scale {
        let next = index + 1 < tiers.knots.count ? tiers.knots[index + 1].from * scale : .infinity
        let slice = Swift.min(credited, next) - knot.from * scale
        sentences.append(
          "from \(bound(knot)): \(NumberText.short(slice)) x \(rate(knot.pays)) ="
            + " \(money(slice * knot.pays))")
      }
      if sentences.count > 1 { sentences.append("together \(money(line.shaped))") }
      return sentences
    }
  }

  private func curve(_ curve: PayoutCurve, at attainment: Double) -> String {
    let knots = curve.knots
    let shown = precise(attainment, line.target.amount)
    guard let index = knots.lastIndex(where: { isReached($0, by: attainment) }) else {
      return "\(shown) is below \(NumberText.shortPercent(knots[0].from)): 0%"
    }
    let knot = knots[index]
    let isLast = index == knots.count - 1
    let slope = curve.slope(after: index)
    guard slope != 0 else {
      return "from \(NumberText.shortPercent(knot.from)) on \(NumberText.shortPercent(knot.pays))"
    }
    let (low, high) = isLast ? (knots[index - 1], knot) : (knot, knots[index + 1])
    func percent(_ value: Double) -> String { NumberText.shortPercent(value) }
    return "\(percent(knot.pays)) + (\(shown) - \(percent(knot.from))) /"
      + " (\(percent(high.from)) - \(percent(low.from))) x"
      + " (\(percent(high.pays)) - \(percent(low.pays))) ="
      + " \(precise(line.shaped, line.target.amount))"
  }

  private func step(_ knots: [Knot], at attainment: Double) -> String {
    guard let knot = knots.last(where: { isReached($0, by: attainment) }) else {
      return "below \(NumberText.shortPercent(knots[0].from)): 0%"
    }
    return "\(knot.isAbove ? "is above" : "reaches") \(NumberText.shortPercent(knot.from)):"
      + " \(precise(knot.pays, line.target.amount))"
  }

  private func matrix(_ matrix: PayoutMatrix) -> String {
    let attainments = line.figures.map { $0.attainment?.ratio ?? 0 }
    func place(_ bounds: [Double], _ value: Double) -> String {
      guard let index = bounds.lastIndex(where: { isReached(Knot(from: $0, pays: 0), by: value) })
      else {
        return "below \(NumberText.shortPercent(bounds[0]))"
      }
      let from = NumberText.shortPercent(bounds[index])
      guard matrix.interpolates, index + 1 < bounds.count else { return "from \(from)" }
      return "between \(from) and \(NumberText.shortPercent(bounds[index + 1]))"
    }
    return "row \(place(matrix.rows, attainments[0])), column"
      + " \(place(matrix.columns, attainments[attainments.count - 1])):"
      + " \(precise(line.shaped, line.target.amount))"
  }

  // MARK: - Numbers

  private func isReached(_ knot: Knot, _ scale: Double = 1, by value: Double) -> Bool {
    let bound = knot.from * scale
    let margin = bound.magnitude * 1e-12
    return knot.isAbove ? value > bound + margin : value >= bound - margin
  }

  private func rate(_ rate: Double) -> String {
    rate < 1 ? NumberText.shortPercent(rate) : NumberText.short(rate)
  }

  private func money(_ amount: Double) -> String { NumberText.money(Money(amount)) }

  private func amount(_ value: Double, _ isRatio: Bool) -> String {
    isRatio ? NumberText.shortPercent(value) : NumberText.short(value)
  }

  /// A share with as many decimals as its product with an amount needs to be right to the cent.
  private func precise(_ share: Double, _ amount: Double) -> String {
    var decimals = 4
    var reach = 1e4
    while reach < amount.magnitude, decimals < 12 { (reach, decimals) = (reach * 10, decimals + 1) }
    var text = NumberText.grouped(share * 100, decimals: decimals)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text + "%"
  }
}

extension Statement {
  /// The lines with how each comes to its pay.
  func workings(on plan: Plan) -> [(line: MeasureLine, pay: Money, sentences: [String])] {
    paidLines.map { line, pay in
      (line, pay, Workings(line: line, plan: plan, base: base, pay: pay).sentences)
    }
  }
}
