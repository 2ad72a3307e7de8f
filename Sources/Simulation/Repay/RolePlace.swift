import Compensation
import Ownership

/// Where the credits of a role stand in the ledger of its model, and in what is kept of them.
struct RolePlace: Sendable {
  let seats: Range<Int>
  /// Places in the ledger.
  let companyRow: Range<Int>
  let roleRows: Range<Int>
  private let selection: CreditSelection
  private let binsPerYear: Int
  /// By seat of the role: where its row begins in what is kept.
  private let seatRows: [Int]
  private let offsets: [Int]
  private let companyOffsets: [Int]

  init(_ compiled: CompiledScenario, _ selection: CreditSelection) {
    let layout = compiled.ledgers[selection.model]
    let starts = layout.rowStart + [layout.size]
    let seats = compiled.models[selection.model].seatsOfRole[selection.role]!
    let companyRow = 0..<starts[1]
    let roleRows = starts[seats.lowerBound + 1]..<starts[seats.upperBound + 1]
    self.seats = seats
    self.companyRow = companyRow
    self.roleRows = roleRows
    self.selection = selection
    binsPerYear = layout.binsPerYear
    seatRows = seats.map { companyRow.count + starts[$0 + 1] - roleRows.lowerBound }
    offsets = Flow.allCases.map { layout.offset($0, role: selection.role) }
    companyOffsets = Flow.allCases.map(layout.companyOffset)
  }

  /// The plan that pays the role in a year; nil where it is paid at target.
  func plan(_ compiled: CompiledScenario, year: Int) -> Plan? {
    compiled.plan(of: selection.role, model: selection.model, year: year)
  }

  /// The place of the measure in a plan that terms change.
  func measure(in plan: Plan) -> Int? {
    plan.measures.firstIndex { $0.name == selection.measure } ?? plan.leadingMeasure
  }

  /// The credit in a year of a seat, counted within the role, as a view of what was kept.
  func credit(_ flows: UnsafePointer<MoneyLanes>, seat: Int, year: Int) -> SeatCredit {
    SeatCredit(
      flows: flows, seatRow: seatRows[seat], teamRows: seatRows, offsets: offsets,
      companyOffsets: companyOffsets, firstBin: year * binsPerYear, binsPerYear: binsPerYear)
  }
}
