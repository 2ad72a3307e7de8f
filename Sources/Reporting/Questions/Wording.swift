import Formats
import Model
import Plans
import Simulation
import Statistics

/// The program's own names in words.
enum Wording {
  /// `small-upsell` is `small upsell`; abbreviations are capitals.
  static func words(_ name: String) -> String {
    name.split(separator: "-").map { capitals.contains($0) ? $0.uppercased() : String($0) }
      .joined(separator: " ")
  }

  private static let capitals: Set<Substring> = ["nrr", "grr", "arr", "cogs", "ti"]
}

extension Assumption.Origin {
  /// Who says a range, before it.
  var sayer: String {
    switch self {
    case .yours: "you assumed"
    case .template: "the template says"
    case .default: "the default is"
    }
  }
}

extension Finance {
  /// How value accounts for the time after the horizon: `2 x ending ARR`, of a range from P10 to
  /// P90 `1..3 x ending ARR`; nil where it counts nothing.
  var terminalValue: String? {
    let times =
      self.terminalMultiple.isCertain
      ? [self.terminalMultiple.mean] : [0.1, 0.9].map(self.terminalMultiple.distribution.quantile)
    guard times.contains(where: { $0 != 0 }) else { return nil }
    return times.map(NumberText.short).joined(separator: "..") + " x ending ARR"
  }
}

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

/// Numbers of one scale that are read together: as many decimals as tell them apart in three digits.
struct RoundedRange {
  private let decimals: Int

  init(_ values: [Double]) {
    let largest = values.map(\.magnitude).max() ?? 0
    decimals = largest >= 100 ? 0 : largest >= 10 ? 1 : largest >= 0.1 ? 2 : 4
  }

  func text(_ value: Double) -> String {
    decimals == 4 ? NumberText.short(value) : NumberText.grouped(value, decimals: decimals)
  }
}
