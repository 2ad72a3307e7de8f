import Plans

/// The rows of a payout block.
struct PayoutRows {
  let title: Int
  var base: Int { title + 1 }
  var target: Int { title + 2 }
  var period: Int { title + 3 }
  var share: Int { title + 4 }
  var weights: Int { title + 5 }
  /// Of the words on quotas that the plan does not state.
  var quotas: Int { title + 6 }
  var measures: Int { title + 7 }
  /// By measure: of its first metric.
  let measure: [Int]
  /// Of the headings; nil without gates.
  let gates: Int?
  let modifiers: Int?
  let totals: Int
  /// Of the first scale.
  let scales: Int
  /// The row below the scales; known once they are written.
  var last: Int

  init(_ plan: Plan, first: Int) {
    title = first
    var row = first + 8
    measure = plan.measures.map { measure in
      defer { row += measure.metrics.count }
      return row
    }
    let gateCount =
      plan.gates.count + plan.measures.reduce(0) { $0 + $1.gates.count + $1.acceleratorGates.count }
    gates = gateCount > 0 ? row + 1 : nil
    if gateCount > 0 { row += 2 + gateCount }
    modifiers = plan.modifiers.isEmpty ? nil : row + 1
    if !plan.modifiers.isEmpty { row += 2 + plan.modifiers.count }
    totals = row + 1
    let isThere = [
      plan.measures.contains { $0.weight != nil }, plan.measures.contains { $0.weight == nil },
      !plan.modifiers.isEmpty, !plan.gates.isEmpty, plan.cap != nil,
    ]
    // Below them pay, its part of target, and an empty row.
    scales = totals + isThere.count { $0 } + 3
    last = scales
  }
}
