import Compensation

/// The credit of a seat, its team and the company in one year of one model, as its plan reads it:
/// a view of a world's ledger, sixteen trials at once.
struct SeatCredit {
  /// Where a seat's row begins, and the offsets of its role's flows in it; negative where absent.
  struct Row {
    let start: Int
    let offsets: [Int]
  }

  let flows: UnsafePointer<MoneyLanes>
  let seat: Row
  let team: TeamCredit
  /// By flow: its offset in the company's row; negative where absent.
  let companyOffsets: [Int]
  let firstBin: Int
  let binsPerYear: Int

  /// A flow in the year's bins `from`..<`to`, of each only the share that `open` says where given.
  func sum(
    _ flow: Flow, of scope: Metric.Scope, from: Int, to: Int, open: [Double]?
  ) -> MoneyLanes {
    guard let open else { return sum(flow, of: scope, from: from, to: to) }
    var total = MoneyLanes()
    for bin in from..<to {
      total += sum(flow, of: scope, from: bin, to: bin + 1) * open[firstBin + bin]
    }
    return total
  }

  /// A flow in the year's bins `from`..<`to`.
  func sum(_ flow: Flow, of scope: Metric.Scope, from: Int, to: Int) -> MoneyLanes {
    switch scope {
    case .individual:
      return sum(flows + seat.start, seat.offsets[flow.rawValue], from, to)
    case .company:
      return sum(flows, companyOffsets[flow.rawValue], from, to)
    case .team:
      return sum(team.totals.base, team.offsets[flow.rawValue], from, to)
    }
  }

  private func sum(
    _ row: UnsafePointer<MoneyLanes>, _ offset: Int, _ from: Int, _ to: Int
  ) -> MoneyLanes {
    var total = MoneyLanes()
    guard offset >= 0 else { return total }
    let first = row + offset + firstBin
    for bin in from..<to { total += first[bin] }
    return total
  }
}
