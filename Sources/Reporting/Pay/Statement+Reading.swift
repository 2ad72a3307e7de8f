import Plans
import Statements
import Units

extension Statement {
  /// The lines and what each adds to this period's pay; together the measures' entries.
  ///
  /// A measure counted more often than the plan pays has several lines; the last of them takes
  /// what rounding leaves.
  var paidLines: [(line: MeasureLine, pay: Money)] {
    lines.enumerated().map { index, line in
      let whole = amount(of: .measure(line.measure))
      let isLast = !lines[(index + 1)...].contains { $0.measure == line.measure }
      guard isLast else { return (line, line.toDate.rounded()) }
      let before = lines[..<index].filter { $0.measure == line.measure }
      return (line, (whole - before.reduce(.zero) { $0 + $1.toDate.rounded() }).rounded())
    }
  }
}

extension Statement.Step {
  /// The index of the measure in the plan.
  var measure: Int? {
    if case .measure(let index) = self { index } else { nil }
  }

  /// Whether it is done to the sum of measures and modifiers.
  var isAdjustment: Bool {
    switch self {
    case .measure, .modifier: false
    default: true
    }
  }

  /// As it stands in CSV and JSON.
  var key: String {
    switch self {
    case .measure: "measure"
    case .modifier: "modifier"
    case .planGate: "gate"
    case .planCap: "cap"
    case .carried: "carried"
    case .deferred: "deferred"
    case .instalments: "instalments"
    case .guarantee: "guarantee"
    case .draw: "draw"
    case .clawback: "clawback"
    }
  }
}
