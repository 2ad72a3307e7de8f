import Plans
import Statements
import Units

extension Statement {
  /// The lines with what each adds to this period's pay; their sums are the measures' entries.
  ///
  /// A measure that counts more often than the plan pays has several lines; the last absorbs the
  /// rounding.
  var paidLines: [(line: MeasureLine, pay: Money)] {
    lines.enumerated().map { index, line in
      let whole = amount(of: .measure(line.measure))
      let isLast = !lines[(index + 1)...].contains { $0.measure == line.measure }
      func own(_ line: MeasureLine) -> Money { (line.toDate.rounded() - line.before).rounded() }
      guard isLast else { return (line, own(line)) }
      let others = lines[..<index].filter { $0.measure == line.measure }
      return (line, (whole - others.reduce(.zero) { $0 + own($1) }).rounded())
    }
  }
}

extension Statement.Step {
  /// The index of the measure in the plan.
  var measure: Int? {
    if case .measure(let index) = self { index } else { nil }
  }

  /// Whether it applies to the sum of measures and modifiers.
  var isAdjustment: Bool {
    switch self {
    case .measure, .modifier: false
    default: true
    }
  }

  /// The key in CSV and JSON.
  var key: String {
    switch self {
    case .measure: "measure"
    case .nothingDue: "nothing-due"
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
