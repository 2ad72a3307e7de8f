public import Units

/// What a plan's shapes imply: slopes, leverage, and what its designer should look at.
///
/// It reads the plan alone; how often people land where is the simulation's to say.
///
/// - Reference: The terms are those of sales compensation practice: dead zone, cliff, leverage,
///   quota:OTE ratio.
public struct PlanDiagnosis: Sendable {
  /// The plan that was read.
  public let plan: Plan
  /// One for each measure.
  public let profiles: [MeasureProfile]
  /// In the order of the plan.
  public let findings: [PlanFinding]

  /// - Parameters:
  ///   - base: Yearly, where the plan names none.
  ///   - targetIncentive: Yearly, where the plan names none.
  public init(_ plan: Plan, base: Money? = nil, targetIncentive: Money? = nil) {
    self.plan = plan
    let base = base ?? plan.base
    let target = targetIncentive ?? plan.targetIncentive?.money(of: base ?? .zero)
    let earnings = base.flatMap { base in target.map { base + $0 } }
    profiles = plan.measures.enumerated().map { index, measure in
      MeasureProfile(measure, index, onTargetEarnings: earnings)
    }
    var findings: [PlanFinding] = []
    if plan.measures.count > 3 {
      findings.append(
        PlanFinding(
          keyPath: "measures", kind: .manyMeasures(plan.measures.count), unit: .attainment))
    }
    for (index, measure) in plan.measures.enumerated() {
      let path = "measures[\(index)].\(measure.shape.key)"
      findings += measure.shape.findings(under: path)
      // Without a quota of its own the curve's place on the ratio is not known yet.
      if let quota = measure.metric.quota?.number {
        findings += measure.metric.outOfReach(measure.shape.knots, quota: quota, under: path)
      }
    }
    for (index, modifier) in plan.modifiers.enumerated() {
      let path = "modifiers[\(index)].\(modifier.shape.key)"
      findings += modifier.shape.findings(under: path).filter(\.kind.concernsModifiers)
      let quota = modifier.metric.quota?.number ?? 1
      findings += modifier.metric.outOfReach(modifier.shape.knots, quota: quota, under: path)
    }
    self.findings = findings
  }

  /// Incentive over target incentive when every weighted measure stands at one attainment.
  ///
  /// At the 90th percentile of attainment this is the plan's leverage. Caps hold; modifiers are
  /// left at 1.
  public func leverage(at attainment: Attainment) -> Double {
    plan.multiple(whereAllStandAt: attainment) ?? 0
  }
}

extension PlanFinding.Kind {
  /// A modifier is flat between its steps on purpose.
  var concernsModifiers: Bool {
    if case .deadZone = self { false } else { true }
  }
}

extension Metric {
  /// The knots that a ratio with an end cannot reach.
  func outOfReach(_ knots: [Knot], quota: Double, under path: String) -> [PlanFinding] {
    guard let kind = terms.first?.kind, kind == .grr || kind == .logoRetention else { return [] }
    return knots.filter { !reaches(1, $0.from * quota) }.map {
      PlanFinding(keyPath: path, kind: .outOfReach(at: $0.from), unit: .attainment)
    }
  }
}
