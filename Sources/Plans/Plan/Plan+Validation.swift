import Units

extension Plan {
  /// What does not fit together between parts that are each valid.
  func problems() -> PlanProblems {
    var problems = PlanProblems()
    problems.require(!name.isEmpty, "name", found: "nothing", expected: "a name")
    problems.require(
      !measures.isEmpty, "measures", found: "none", expected: "at least one measure")
    checkWeights(into: &problems)
    targetIncentive?.check("target-incentive", into: &problems)
    if let base {
      problems.require(
        base.amount >= 0 && base.amount.isFinite, "base", found: plain(base.amount),
        expected: "an amount of at least 0")
    }
    if let cap {
      problems.require(
        cap.number > 0 && cap.number.isFinite, "cap", found: cap.description,
        expected: "a multiple of target incentive or an amount, above 0")
    }
    problems.require(
      modifiers.allSatisfy(\.isOfAll) || measures.contains { $0.weight != nil }, "modifiers",
      found: "no measure with a weight",
      expected: "a curve, steps or a matrix among the measures: rates and tiers are not modified,"
        + " unless the modifier is on: all")
    checkPeriods(into: &problems)
    for gate in gates { check(gate, "gate", into: &problems) }
    for (index, measure) in measures.enumerated() {
      let path = "measures[\(index)]"
      for gate in measure.gates { check(gate, "\(path).gate", into: &problems) }
      for gate in measure.acceleratorGates {
        check(gate, "\(path).accelerator-gate", into: &problems)
      }
    }
    if let clawback, clawback.recovery == .credit, !counting.isToDate {
      problems.add(
        "clawback.recover", found: "credit with counting \(counting.rawValue)",
        expected: "counting year-to-date: only a true-up can act on a removed credit")
    }
    return problems
  }

  private func checkWeights(into problems: inout PlanProblems) {
    let weights = measures.compactMap(\.weight)
    guard !weights.isEmpty else { return }
    let total = weights.reduce(0, +)
    problems.require(
      (total - 1).magnitude < Tolerance.relative, "measures", found: "weights of \(percent(total))",
      expected: "weights that total 100%")
  }

  private func checkPeriods(into problems: inout PlanProblems) {
    if let anchor = counting.anchor, counting == .quarterToDate {
      problems.require(
        period.months < anchor.months, "counting",
        found: "\(counting.rawValue), paid by \(period.rawValue)",
        expected: "a plan that pays by month, or each-period")
    }
    problems.require(
      periodWeights.count == period.perYear, "period-weights",
      found: "\(periodWeights.count) shares",
      expected: "\(period.perYear), one for each \(period.rawValue)")
    let total = periodWeights.reduce(0, +)
    problems.require(
      (total - 1).magnitude < Tolerance.relative && periodWeights.allSatisfy { $0 >= 0 },
      "period-weights",
      found: "a total of \(percent(total))", expected: "shares of at least 0% that total 100%")
  }

  private func check(_ gate: Gate, _ keyPath: String, into problems: inout PlanProblems) {
    guard gate.isOnAttainment, measure(for: gate) == nil else { return }
    problems.add(
      "\(keyPath).\(gate.metric.name)", found: gate.atLeast.description,
      expected: "an amount, or a measure \(gate.metric.name) whose attainment it is")
  }

  /// The measure whose attainment a gate asks for; nil where it asks for a ratio or an amount.
  public func measure(for gate: Gate) -> Measure? {
    guard gate.atLeast.isRate, !gate.metric.isRatio else { return nil }
    return measures.first {
      $0.metrics.count == 1 && $0.metric.terms == gate.metric.terms && !$0.metric.isRatio
    }
  }

  /// Every gate, the plan's and the measures'.
  package var allGates: [Gate] { gates + measures.flatMap { $0.gates + $0.acceleratorGates } }
}
