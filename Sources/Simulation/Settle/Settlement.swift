import Foundation
import Model
import Ownership
import Plans
import Units

/// Turns the ledger of a world into pay, cost and value: the columns of its trials.
final class Settlement {
  private let compiled: CompiledScenario
  private let world: PlayedWorld
  private let model: Int
  /// By column: the values of sixteen trials.
  let columns: LaneBuffer<MoneyLanes>
  private let walk: LaneBuffer<WalkLine>
  private let years: [Year]
  private let value: Int
  private let openingARR: Double
  /// The roles of the model, and by role the credit of its team.
  private let roles: [Role]
  private let teams: [TeamCredit]
  /// The columns that are added up.
  private let sums: [Int]
  private let tally: OutcomeTally
  /// By seat.
  private let balances: LaneBuffer<PlanPay.Balance>

  /// A line of a segment's walk: its index in the ledger and its column.
  private struct WalkLine: BitwiseCopyable {
    let ledger: Int
    let column: Int
  }

  /// A year of the model, and its columns other than those of walk and people.
  private struct Year {
    let roles: [RoleSettlement]
    let distraction: Int
    let margin: Int
    /// By quarter.
    let quarterValue: [Int]
    /// Hours that new customers do without.
    let newLogoHours: Double
  }

  /// - Parameters:
  ///   - world: Holds the worlds to settle, one after another.
  ///   - recorder: Looks on while people are paid.
  init(
    _ prepared: PreparedScenario, _ world: PlayedWorld, model index: Int,
    recorder: PayRecorder? = nil
  ) {
    let compiled = prepared.compiled
    let model = compiled.models[index]
    let layout = prepared.layouts[index]
    let years = compiled.timeline.years
    let roster = Roster(prepared, model: index, recorder: recorder)
    self.compiled = compiled
    self.model = index
    self.world = world
    columns = LaneBuffer(repeating: .zero, count: layout.columns.count)
    walk = LaneBuffer(
      (0..<years).flatMap { year in
        compiled.outcomes.indices.flatMap { segment in
          WalkItem.allCases.map { item in
            WalkLine(
              ledger: (segment * years + year) * WalkItem.allCases.count + item.rawValue,
              column: layout.index(of: .segmentWalk(item, segment: segment, year: year))!)
          }
        }
      })
    let newLogoHours = NewLogoHours(compiled, model: index)
    self.years = (0..<years).map { year in
      Year(
        roles: model.roles.map {
          RoleSettlement(prepared, roster, world, RoleYear(role: $0, year: year))
        },
        distraction: layout.index(of: .distraction(year: year))!,
        margin: layout.index(of: .margin(year: year))!,
        quarterValue: (0..<4).map { layout.index(of: .quarterValue(year * 4 + $0))! },
        newLogoHours: newLogoHours.hours(inYear: year))
    }
    value = layout.index(of: .value)!
    openingARR = compiled.book.arr.reduce(0, +)
    roles = model.roles
    teams = roster.teams
    sums = self.years.flatMap { [$0.margin] + $0.quarterValue } + [value]
    tally = OutcomeTally(
      roster.tallied, told: roster.tallied.map(roster.toldMeasures),
      people: prepared.blockLayout.people[index].count,
      clusterSize: compiled.clusterSize, payPerOne: compiled.payPerOne)
    balances = LaneBuffer(repeating: PlanPay.Balance(), count: model.seats.count)
  }

  /// The outcomes of people in all worlds since the last call.
  ///
  /// - Throws: ``FigureTooLarge``.
  func takeOutcomes() throws(FigureTooLarge) -> ModelOutcomes { try tally.take() }

  /// By person: pay in sixteen trials.
  var pay: LaneBuffer<MoneyLanes> { tally.pay }

  /// The columns that are what was played, whatever it comes to in money.
  static func isPlayed(_ column: TrialColumn) -> Bool {
    switch column {
    case .walk, .segmentWalk, .expectedARR: true
    case .cost, .targetIncentive, .distraction, .margin, .quarterValue, .value: false
    }
  }

  /// Settles the world.
  ///
  /// - Parameter liveLanes: How many of the sixteen trials count.
  func settle(liveLanes: Int) {
    columns.fill(.zero)
    for index in 0..<walk.count {
      columns[walk[index].column] = world.ledger.walk[model][walk[index].ledger]
    }
    settle(liveLanes: liveLanes, paying: nil)
  }

  /// Settles the world again: ``columns`` hold what it came to before, of which the walk stays, and
  /// the pay of roles that are not paid.
  ///
  /// - Parameter paying: The roles to pay.
  func settleAgain(liveLanes: Int, paying: Set<Role>) {
    for column in sums { columns[column] = .zero }
    settle(liveLanes: liveLanes, paying: paying)
  }

  private func settle(liveLanes: Int, paying: Set<Role>?) {
    tally.beginWorld()
    balances.fill(PlanPay.Balance())
    for (role, team) in zip(roles, teams) where paying?.contains(role) ?? true {
      team.add(world.ledger.flows[model].base)
    }
    let row = world.row
    let effects = compiled.effects
    let discount = Discount(rate: row[effects.discountRate])
    let monthlyMargin = row[effects.grossMargin] / 12
    var arr = MoneyLanes(repeating: openingARR)
    for (index, year) in years.enumerated() {
      let distraction = MoneyLanes(repeating: year.newLogoHours * row[effects.newLogoHour])
      columns[year.distraction] = distraction
      var outlay = distraction
      for role in year.roles {
        outlay += role.settle(
          into: columns, balances: balances, tally: tally, liveLanes: liveLanes,
          pays: paying?.contains(role.role) ?? true)
      }
      outlay /= 12
      for month in index * 12..<index * 12 + 12 {
        let margin = (arr + world.ledger.changeInMonth[model][month]) * monthlyMargin
        let worth = (margin - outlay) * discount.at(month: Double(month) + 0.5)
        columns[year.margin] += margin
        columns[year.quarterValue[month % 12 / 3]] += worth
        columns[value] += worth
        arr += world.ledger.change[model][month]
      }
    }
    let end = discount.at(month: Double(compiled.timeline.months))
    columns[value] += arr * (row[effects.terminalMultiple] * end)
  }
}

/// Discounts money to the start of the horizon.
struct Discount: Hashable, Sendable {
  /// Per year.
  let rate: Double

  func at(month: Double) -> Double { pow(1 + rate, -month / 12) }

  /// The factor of an expense spread over the months of a year.
  func ofYear(_ year: Int) -> Double {
    (0..<12).reduce(0) { $0 + at(month: Double(year * 12 + $1) + 0.5) } / 12
  }
}
