import Compensation
import Foundation

/// The credit of a seat, its team and the company in one year of one model, as its plan reads it.
///
/// A view of the ledger of a world; reads one trial at a time.
struct SeatCredit {
  /// Where a seat's row begins, and the offsets of its role's flows in it.
  struct Row {
    let start: Int
    let offsets: [Int]
  }

  let layout: LedgerLayout
  let flows: UnsafeMutablePointer<Double>
  let seat: Row
  let team: [Row]
  let companyOffsets: [Int]
  let firstBin: Int

  /// A flow in some bins of the year, where `open` is given only the share of each that it says.
  func sum(
    _ flow: Flow, of scope: Metric.Scope, from: Int, to: Int, open: [Double]?, lane: Int
  ) -> Double {
    guard let open else { return sum(flow, of: scope, from: from, to: to, lane: lane) }
    return (from..<to).reduce(0) {
      $0 + open[firstBin + $1] * sum(flow, of: scope, from: $1, to: $1 + 1, lane: lane)
    }
  }

  /// A flow in some bins of the year.
  @inline(__always)
  func sum(_ flow: Flow, of scope: Metric.Scope, from: Int, to: Int, lane: Int) -> Double {
    switch scope {
    case .individual: sum(row: seat.start, seat.offsets[flow.rawValue], from, to, lane)
    case .company: sum(row: 0, companyOffsets[flow.rawValue], from, to, lane)
    case .team:
      team.reduce(0) { $0 + sum(row: $1.start, $1.offsets[flow.rawValue], from, to, lane) }
    }
  }

  @inline(__always)
  private func sum(row: Int, _ offset: Int, _ from: Int, _ to: Int, _ lane: Int) -> Double {
    guard offset >= 0 else { return 0 }
    var total = 0.0
    for bin in from..<to { total += flows[(row + offset + firstBin + bin) * laneCount + lane] }
    return total
  }
}

/// Retention of a cohort from its flows so far.
///
/// Each flow is divided by the share of its exposure so far, so that a figure of March speaks of
/// the year: renewals by the share of the year's due ARR, expansion by the time gone. Exact at the
/// year's end.
struct RetentionSoFar {
  var start: Double
  var startAccounts: Double
  var loss: Double
  var grossLoss: Double
  var lostAccounts: Double
  var uplift: Double
  var expansion: Double
  /// The share of the year's due ARR that has come due.
  var dueShare: Double
  /// The share of the year that has gone.
  var timeShare: Double

  /// Nil where the cohort is empty, or nothing has come due and the ratio stands on what is due.
  func ratio(_ kind: MeasureKind) -> Double? {
    guard start > 0 else { return nil }
    switch kind {
    case .grr:
      guard dueShare > 0 else { return nil }
      return 1 - grossLoss / start / dueShare
    case .logoRetention:
      guard dueShare > 0 else { return nil }
      return 1 - lostAccounts / startAccounts / dueShare
    case .nrr:
      // Where nothing is due all year, escalators remain.
      let renewals = (uplift - loss) / start / (dueShare > 0 ? dueShare : 1)
      return 1 + renewals + expansion / start / timeShare
    default:
      return nil
    }
  }
}
