import Model
import Ownership
import Plans

/// What the plan of a role read in the sixteen trials of a world.
struct WorldCredit: Sendable {
  /// The company's row of the ledger, then those of the role's seats and its team's.
  var flows: [MoneyLanes]
  /// At `seat * years + year`, seats counted within the role; nil where nobody pays by a plan.
  var presence: [KeptPresence?]
  /// The same places: the share of the year in which somebody sat in the seat.
  var present: [MoneyLanes]
  /// On-target earnings as the role's profile states them, a year.
  var onTarget: Double
  var burden: Double
  /// By year: what an expense of the year, spread over its months, counts for in value.
  var discount: [Double]
  /// How many of the sixteen trials count.
  var liveLanes: Int
}

/// A ``Presence`` of its own memory.
struct KeptPresence: Sendable {
  private let occupied: [MoneyLanes]
  private let monthsSinceHire: [Lanes]

  init(_ presence: Presence, periods: Int) {
    occupied = (0..<periods).map { presence.occupied[$0] }
    monthsSinceHire = (0..<periods).map { presence.monthsSinceHire[$0] }
  }

  /// - Parameter body: Must not let the presence escape.
  func withPresence<Result>(_ body: (Presence) -> Result) -> Result {
    occupied.withUnsafeBufferPointer { occupied in
      monthsSinceHire.withUnsafeBufferPointer { months in
        body(Presence(occupied: occupied.baseAddress!, monthsSinceHire: months.baseAddress!))
      }
    }
  }
}

/// Copies from the working memory of a world what a role's plan read.
struct CreditRecorder {
  private let compiled: CompiledScenario
  private let selection: CreditSelection
  private let place: RolePlace

  init(_ prepared: PreparedScenario, _ selection: CreditSelection) {
    compiled = prepared.compiled
    self.selection = selection
    place = RolePlace(prepared.compiled, selection)
  }

  func record(_ world: PlayedWorld, liveLanes: Int) -> WorldCredit {
    let years = compiled.timeline.years
    let flows = world.ledger.flows[selection.model].base
    let row = world.row
    let ids = compiled.effects.people[selection.model][selection.role]!
    let model = compiled.models[selection.model]
    var presence: [KeptPresence?] = []
    var present: [MoneyLanes] = []
    for seat in place.seats {
      let life = compiled.lifeOfSeat[selection.model][seat]
      for year in 0..<years {
        let plan = model.seats[seat].isActive[year] ? place.plan(compiled, year: year) : nil
        presence.append(
          plan.map {
            KeptPresence(
              world.presence.presence(life: life, year: year, period: $0.period),
              periods: $0.period.perYear)
          })
        present.append(
          model.seats[seat].isActive[year]
            ? world.presence.present[life * years + year] : .zero)
      }
    }
    let discount = Discount(rate: row[compiled.effects.discountRate])
    return WorldCredit(
      flows: place.kept.joined().map { flows[$0] }, presence: presence,
      present: present, onTarget: row[ids.ote], burden: row[ids.burden],
      discount: (0..<years).map(discount.ofYear), liveLanes: liveLanes)
  }
}
