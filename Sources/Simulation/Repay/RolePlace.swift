import Compensation
import Ownership

/// Where the credits of a role stand in the ledger of its model, and in what is kept of them.
struct RolePlace: Sendable {
  let seats: Range<Int>
  /// Places in the ledger.
  let companyRow: Range<Int>
  /// From the first to the last row of the role and its team.
  let roleRows: Range<Int>
  private let selection: CreditSelection
  private let binsPerYear: Int
  /// By seat of the role: its row in what is kept.
  private let rows: [SeatCredit.Row]
  private let team: [SeatCredit.Row]
  private let companyOffsets: [Int]

  init(_ compiled: CompiledScenario, _ selection: CreditSelection) {
    let layout = compiled.ledgers[selection.model]
    let starts = layout.rowStart + [layout.size]
    let model = compiled.models[selection.model]
    let seats = model.seatsOfRole[selection.role]!
    let team = compiled.teamSeats(of: selection.role, model: selection.model)
    let kept = seats + team
    let companyRow = 0..<starts[1]
    let roleRows = starts[kept.min()! + 1]..<starts[kept.max()! + 2]
    self.seats = seats
    self.companyRow = companyRow
    self.roleRows = roleRows
    self.selection = selection
    binsPerYear = layout.binsPerYear
    func row(_ seat: Int) -> SeatCredit.Row {
      SeatCredit.Row(
        start: companyRow.count + starts[seat + 1] - roleRows.lowerBound,
        offsets: Flow.allCases.map { layout.offset($0, role: model.seats[seat].role) })
    }
    rows = seats.map(row)
    self.team = team.map(row)
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
      flows: flows, seat: rows[seat], team: team, companyOffsets: companyOffsets,
      firstBin: year * binsPerYear, binsPerYear: binsPerYear)
  }
}
