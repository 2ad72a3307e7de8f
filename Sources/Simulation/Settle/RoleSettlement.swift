import Model
import Ownership
import Plans

/// Settles a role in a year of a model: the pay and cost of its people.
final class RoleSettlement {
  let role: Role
  private let year: Int
  private let world: PlayedWorld
  private let flows: UnsafePointer<MoneyLanes>
  private let people: EffectTable.People
  private let profile: RoleProfile
  private let plan: Plan?
  private let payer: PlanPay?
  private let team: TeamCredit
  private let members: LaneBuffer<Member>
  /// People dismissed if a stage begins in this year.
  private let dismissed: Double
  /// The columns of the role and year: that of the first cost item, whose order the others follow,
  /// and that of target incentive.
  private let costColumns: Int
  private let targetColumn: Int
  /// The index of role and year in the tally; nil if nobody is in the role.
  private let tallied: Int?

  /// A seat that exists in the year.
  private struct Member: BitwiseCopyable {
    let seat: Int
    /// The index of seat and year among the model's people.
    let person: Int
    /// The index of the seat's life and the year.
    let lifeYear: Int
    /// The occupancy and what the plan reads; nil if no plan pays.
    let paid: Paid?
  }

  private struct Paid: BitwiseCopyable {
    let seat: PlanPay.Seat
    let presence: Presence
  }

  init(_ prepared: PreparedScenario, _ roster: Roster, _ world: PlayedWorld, _ key: RoleYear) {
    let compiled = prepared.compiled
    let model = compiled.models[roster.model]
    let (role, year) = (key.role, key.year)
    let stage = model.stage(inYear: year)
    let payer = roster.payer(of: role, stage: model.stageOfYear[year])
    let plan = payer?.rules.reading.plan
    let presence = world.presence
    let members = model.seatsOfRole[role]!.filter { model.seats[$0].isActive[year] }.map { seat in
      let life = compiled.lifeOfSeat[roster.model][seat]
      return Member(
        seat: seat, person: roster.person(seat: seat, year: year),
        lifeYear: life * compiled.timeline.years + year,
        paid: payer.flatMap { payer in
          prepared.quotas[roster.model][seat][year].map { quotas in
            Paid(
              seat: payer.seat(row: roster.rows[seat].start, year: year, quotas: quotas),
              presence: presence.presence(
                life: life, year: year, period: payer.rules.reading.plan.period))
          }
        })
    }
    self.role = role
    self.year = year
    self.world = world
    profile = compiled.profiles[roster.model][role]!
    flows = UnsafePointer(world.ledger.flows[roster.model].base)
    people = compiled.effects.people[roster.model][role]!
    self.plan = plan
    self.payer = payer
    team = roster.team(of: role)
    self.members = LaneBuffer(members)
    dismissed =
      year == stage.years.lowerBound && profile.released == .dismissed
      ? Double(max(0, (stage.headsBefore[role] ?? 0) - members.count)) : 0
    let layout = prepared.layouts[roster.model]
    costColumns = layout.costs(of: role, year: year).lowerBound
    targetColumn = layout.index(of: .targetIncentive(role: role, year: year))!
    tallied = roster.tallied.firstIndex(of: key)
  }

  /// Fills the columns of the role and year.
  ///
  /// - Parameters:
  ///   - balances: By seat of the model.
  ///   - pays: Whether to pay the people; else their pay and target are those that `values` hold,
  ///     and nobody is tallied.
  /// - Returns: The cost of the people.
  func settle(
    into values: LaneBuffer<MoneyLanes>, balances: LaneBuffer<PlanPay.Balance>,
    tally: OutcomeTally, liveLanes: Int, pays: Bool
  ) -> MoneyLanes {
    let row = world.row
    let offer = profile.offer(paidBy: plan, onTarget: row[people.ote])
    if pays { pay(by: offer, into: values, balances, tally, liveLanes: liveLanes) }
    var (present, hired) = (MoneyLanes(), MoneyLanes())
    for index in 0..<members.count {
      present += world.presence.present[members.base[index].lifeYear]
      hired += world.presence.hires[members.base[index].lifeYear]
    }
    let base = present * offer.base
    let pay = values[payColumn]
    var cost = MoneyLanes()
    func add(_ item: CostItem, _ amount: MoneyLanes) {
      values[costColumns + item.rawValue] = amount
      cost += amount
    }
    add(.base, base)
    add(.pay, pay)
    add(.burden, (base + pay) * row[people.burden])
    add(.tools, MoneyLanes(repeating: row[people.tools] * Double(members.count)))
    add(.hiring, hired * row[people.hiring])
    add(.severance, MoneyLanes(repeating: dismissed * row[people.severance] * offer.base))
    return cost
  }

  /// Pays the people and tallies them.
  private func pay(
    by offer: PayOffer, into values: LaneBuffer<MoneyLanes>,
    _ balances: LaneBuffer<PlanPay.Balance>, _ tally: OutcomeTally, liveLanes: Int
  ) {
    var (pay, target) = (MoneyLanes(), MoneyLanes())
    for index in 0..<members.count {
      let member = members.base + index
      guard let payer, let paid = member.pointee.paid, let tallied else {
        let atTarget = world.presence.present[member.pointee.lifeYear] * offer.targetIncentive
        tally.add(pay: atTarget, person: member.pointee.person, liveLanes: liveLanes)
        pay += atTarget
        target += atTarget
        continue
      }
      payer.recorder?.begin(seat: member.pointee.seat, year: year)
      let outcome = payer.pay(
        paid.seat, flows: flows, team: team.totals.base, presence: paid.presence, offer: offer,
        balance: balances.base + member.pointee.seat)
      tally.add(
        outcome, told: payer.told, key: tallied, person: member.pointee.person,
        liveLanes: liveLanes)
      pay += outcome.pay
      target += outcome.target
    }
    values[payColumn] = pay
    values[targetColumn] = target
  }

  private var payColumn: Int { costColumns + CostItem.pay.rawValue }
}
