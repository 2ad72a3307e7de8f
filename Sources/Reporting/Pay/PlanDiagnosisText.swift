import Formats
public import Plans
import Units

/// What a plan implies, in lines of text: where each measure starts and stops paying and how
/// steeply, and what deserves a second look.
public struct PlanDiagnosisText {
  private let diagnosis: PlanDiagnosis

  public init(_ diagnosis: PlanDiagnosis) {
    self.diagnosis = diagnosis
  }

  /// What deserves a second look, such as a dead zone or a cliff; one line each.
  public var findings: [String] {
    diagnosis.findings.map { "! \(diagnosis.plan.name): \($0)" }
  }

  /// A line for each measure with a scale, the plan's leverage, what caps in money are of, then the
  /// findings.
  public var lines: [String] {
    let scales = diagnosis.profiles.compactMap(line)
    return scales + (scales.isEmpty ? [] : [leverage]) + caps + findings
  }

  private var caps: [String] {
    let plan = diagnosis.plan
    var lines = plan.measures.compactMap { measure -> String? in
      guard case .money(let cap) = measure.cap else { return nil }
      let name =
        "\(measure.name) \(measure.shape.key) of \(plan.name): a cap of"
        + " \(NumberText.briefMoney(cap))"
      if let anchor = plan.counting.anchor { return "\(name) on the \(anchor.rawValue) to date" }
      let period = measure.period ?? plan.period
      guard period != .year else { return "\(name) a year" }
      return
        "\(name) on each \(period.rawValue), \(NumberText.briefMoney(cap * Double(period.perYear)))"
        + " a year"
    }
    if case .money(let cap) = plan.cap {
      let part =
        Set(plan.periodWeights).count == 1 && plan.period != .year
        ? ", \(NumberText.briefMoney(cap / Double(plan.period.perYear))) a \(plan.period.rawValue)"
        : ""
      lines.append("\(plan.name): a cap of \(NumberText.briefMoney(cap)) a year\(part)")
    }
    return lines
  }

  private var leverage: String {
    let pays = [0.8, 1, 1.2].map { attainment in
      NumberText.shortPercent(diagnosis.leverage(at: Attainment(attainment)))
    }
    return "\(diagnosis.plan.name) pays \(pays[0]), \(pays[1]) and \(pays[2]) of target where every"
      + " measure stands at 80%, 100% and 120%"
  }

  private func line(_ profile: MeasureProfile) -> String? {
    let measure = diagnosis.plan.measures[profile.measure]
    guard measure.shape.paysMultiple, let threshold = profile.threshold else { return nil }
    var parts: [String] = []
    if profile.points.isEmpty {
      parts.append("pays from \(NumberText.shortPercent(threshold)) of quota")
      parts.append(
        profile.cap.map { "to \(NumberText.shortPercent($0))" } ?? "without an end")
    } else {
      parts.append(
        profile.points.map { point in
          let credited =
            measure.metric.isRatio
            ? NumberText.shortPercent(point.credited) : NumberText.short(point.credited)
          return "\(credited) pays \(NumberText.shortPercent(point.multiple))"
        }.joined(separator: ", "))
    }
    let slopes = profile.slopes.map(\.slope).filter { $0 > 0 }
    if !slopes.isEmpty {
      let steps = slopes.map { NumberText.short(($0 * 100).rounded() / 100) + "x" }
      parts.append("slope \(steps.joined(separator: " then "))")
    }
    if let ratio = profile.quotaToOTE {
      parts.append(
        "quota \(NumberText.short((ratio * 10).rounded() / 10)) times on-target earnings")
    }
    let shape = measure.shape.key
    return "\(profile.name) \(shape) of \(diagnosis.plan.name): \(parts.joined(separator: "; "))"
  }
}
