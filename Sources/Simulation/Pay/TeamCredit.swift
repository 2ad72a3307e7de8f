import Plans

/// The credit of a role's team, added up once for all who are paid by it.
///
/// Every member reads the same sums: adding them up for each would cost the square of the team.
final class TeamCredit {
  /// Of the team's seats.
  private let rows: [LedgerRow]
  private let flows: [Flow]
  private let bins: Int
  /// By flow: its offset in ``totals``; negative where no plan of the role reads it of the team.
  let offsets: [Int]
  let totals: LaneBuffer<MoneyLanes>

  /// - Parameters:
  ///   - rows: Of the team's seats.
  ///   - readings: The plans that pay the role.
  ///   - bins: Of the whole horizon.
  init(rows: [LedgerRow], readings: [PlanBindings], bins: Int) {
    var read = readings.reduce(into: Set<Flow>()) { $0.formUnion($1.teamFlows) }
    if !read.isDisjoint(with: Flow.deals) {
      let lost: [Flow] =
        [.removed]
        + (readings.contains(where: \.takesPayBack) ? [.clawedBack, .clawedBackLater] : [])
      if rows.contains(where: { row in lost.contains { row.offsets[$0.rawValue] >= 0 } }) {
        read.formUnion(lost + Flow.deals)
      }
    }
    let flows = Flow.allCases.filter { flow in
      read.contains(flow) && rows.contains { $0.offsets[flow.rawValue] >= 0 }
    }
    self.rows = rows
    self.flows = flows
    self.bins = bins
    offsets = Flow.allCases.map { flow in flows.firstIndex(of: flow).map { $0 * bins } ?? -1 }
    totals = LaneBuffer(repeating: .zero, count: flows.count * bins)
  }

  /// Adds up the rows of a ledger.
  func add(_ ledger: UnsafePointer<MoneyLanes>) {
    totals.fill(.zero)
    for (place, flow) in flows.enumerated() {
      let sums = totals.base + place * bins
      for row in rows where row.offsets[flow.rawValue] >= 0 {
        let source = ledger + row.start + row.offsets[flow.rawValue]
        for bin in 0..<bins { sums[bin] += source[bin] }
      }
    }
  }
}
