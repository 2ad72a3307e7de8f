import Plans
import Simulation

extension PersonQuota {
  /// What an amount counts.
  enum Unit: String, CaseIterable {
    case money
    case share
    case count
  }

  var unit: Unit {
    if metric.isRatio { return .share }
    if case .count = metric.quota { return .count }
    return metric.terms.contains { $0.kind.isCount } ? .count : .money
  }

  /// Who set it: the plan, which states it, or the scenario's rule.
  var origin: String { isStated ? "plan" : "rule" }
}

extension Metric {
  /// The name, and whose figure it is where it is not the person's own.
  var label: String { of == .individual ? name : "\(name), \(of.rawValue)" }
}
