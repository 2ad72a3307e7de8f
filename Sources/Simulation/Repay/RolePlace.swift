import Ownership
import Plans

/// Where the credits of a role stand in the ledger of its model, and in what is kept of them.
struct RolePlace: Sendable {
  let seats: Range<Int>
  /// The ranges of the ledger that are kept, one after the other: the company's row, then those of
  /// the role's seats and its team's.
  let kept: [Range<Int>]
  private let selection: CreditSelection
  /// By seat of the role, and of its team: the row in what is kept.
  private let seatRows: [LedgerRow]
  private let teamRows: [LedgerRow]
  private let bins: Int
  private let companyOffsets: [Int]

  init(_ compiled: CompiledScenario, _ selection: CreditSelection) {
    let layout = compiled.ledgers[selection.model]
    let model = compiled.models[selection.model]
    let starts = layout.rowStart + [layout.size]
    let seats = model.seatsOfRole[selection.role]!
    let team = compiled.teamSeats(of: selection.role, model: selection.model)
    var kept = [0..<starts[1]]
    var rows: [Int: LedgerRow] = [:]
    var next = kept[0].count
    for seat in Set(seats).union(team).sorted() {
      let row = starts[seat + 1]..<starts[seat + 2]
      rows[seat] = LedgerRow(start: next, offsets: layout.offsets(of: model.seats[seat].role))
      kept.append(row)
      next += row.count
    }
    self.seats = seats
    self.kept = kept
    self.selection = selection
    bins = layout.bins
    seatRows = seats.map { rows[$0]! }
    teamRows = team.map { rows[$0]! }
    companyOffsets = layout.companyOffsets
  }

  /// The plan that pays the role in a year; nil where it is paid at target.
  func plan(_ compiled: CompiledScenario, year: Int) -> Plan? {
    compiled.plan(of: selection.role, model: selection.model, year: year)
  }

  /// The place of the measure in a plan that terms change.
  func measure(in plan: Plan) -> Int? {
    plan.measures.firstIndex { $0.name == selection.measure } ?? plan.leadingMeasure
  }

  /// Adds up the credit of the team in what is kept of a world.
  func team(readings: [PlanBindings]) -> TeamCredit {
    TeamCredit(rows: teamRows, readings: readings, bins: bins)
  }

  /// Where a seat's row begins in what was kept, seats counted within the role.
  func row(ofSeat seat: Int) -> Int { seatRows[seat].start }

  /// Where a plan of the role finds its flows in what was kept.
  ///
  /// - Precondition: The role has a seat.
  func places(team: TeamCredit) -> PlanRules.Places {
    PlanRules.Places(seat: seatRows[0].offsets, team: team.offsets, company: companyOffsets)
  }
}

extension CompiledScenario {
  /// The memory that a run which keeps these credits takes for each trial, in bytes.
  ///
  /// - Precondition: The model has the role.
  public func bytesPerTrial(keeping selection: CreditSelection) -> Int {
    let place = RolePlace(self, selection)
    let flows = place.kept.reduce(0) { $0 + $1.count } * MemoryLayout<Double>.size
    let perPeriod = MemoryLayout<Double>.size + MemoryLayout<Float>.size
    return (0..<timeline.years).reduce(flows) { sum, year in
      let periods = place.plan(self, year: year)?.period.perYear ?? 0
      return sum + place.seats.count * (MemoryLayout<Double>.size + periods * perPeriod)
    }
  }
}
