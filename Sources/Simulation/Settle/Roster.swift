import Model
import Ownership
import Plans

/// The seats of a model as settlement sees them: their rows in the ledger, their teams' credit, and
/// the plans that pay them.
struct Roster {
  let model: Int
  /// By seat.
  let rows: [LedgerRow]
  /// By role of the model.
  let teams: [TeamCredit]
  /// The roles and years with anyone in them.
  let tallied: [RoleYear]
  private let stageOfYear: [Int]
  /// At `seat * years + year`: the person's index among those of the model; -1 for nobody.
  private let people: [Int]
  private let years: Int
  private let indexOfRole: [Role: Int]
  /// By stage.
  private let payers: [[Role: PlanPay]]

  /// - Parameter recorder: Looks on while people are paid.
  init(_ prepared: PreparedScenario, model index: Int, recorder: PayRecorder? = nil) {
    let compiled = prepared.compiled
    let model = compiled.models[index]
    let ledger = compiled.ledgers[index]
    let rows = model.seats.enumerated().map { seat, compiledSeat in
      LedgerRow(
        start: ledger.rowStart[seat + 1],
        offsets: ledger.offsets(of: compiledSeat.role))
    }
    self.model = index
    self.rows = rows
    let teams = model.roles.map { role in
      TeamCredit(
        rows: compiled.teamSeats(of: role, model: index).map { rows[$0] },
        readings: prepared.readings[index].compactMap { $0[role] }, bins: ledger.bins)
    }
    let indexOfRole = Dictionary(
      uniqueKeysWithValues: model.roles.enumerated().map { ($1, $0) })
    payers = prepared.readings[index].map { readings in
      var payers: [Role: PlanPay] = [:]
      for (role, reading) in readings {
        guard let seat = model.seatsOfRole[role]?.first, let index = indexOfRole[role] else {
          continue
        }
        let places = PlanRules.Places(
          seat: rows[seat].offsets, team: teams[index].offsets,
          company: ledger.companyOffsets)
        payers[role] = PlanPay(
          PlanRules(reading, places), nothingDue: compiled.scenario.quotas.nothingDue,
          recorder: recorder)
      }
      return payers
    }
    self.teams = teams
    self.indexOfRole = indexOfRole
    years = compiled.timeline.years
    var people = [Int](repeating: -1, count: model.seats.count * years)
    for (index, person) in prepared.blockLayout.people[index].enumerated() {
      people[person.seat * years + person.year] = index
    }
    self.people = people
    stageOfYear = model.stageOfYear
    tallied = compiled.heads(ofModel: index).filter { $0.value > 0 }.map(\.key)
  }

  /// The plan that pays a role in a stage; nil if it is paid at target.
  func payer(of role: Role, stage: Int) -> PlanPay? { payers[stage][role] }

  /// How many measures of a role's plan are told by themselves.
  func toldMeasures(of key: RoleYear) -> Int {
    payer(of: key.role, stage: stageOfYear[key.year])?.told.count ?? 0
  }

  /// The index of a person among those of the model.
  ///
  /// - Precondition: The seat exists in the year.
  func person(seat: Int, year: Int) -> Int { people[seat * years + year] }

  func team(of role: Role) -> TeamCredit { teams[indexOfRole[role]!] }
}
