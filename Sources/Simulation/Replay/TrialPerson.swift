public import Ownership
public import Units

/// A seat of a model in a trial: who sat there, and what was paid.
public struct TrialPerson: Sendable {
  /// A fiscal year in which the seat exists.
  public struct Year: Sendable {
    /// Counted from 0.
    public let year: Int
    /// The share of the year with a person.
    public let present: Double
    /// What load alone multiplies odds by.
    public let load: Double
    /// What talent multiplies odds by, of who sits there at the year's end; 1 while nobody does.
    public let talent: Double
    /// Variable pay, as the run has it.
    public let pay: Double
    /// Target incentive for the time that somebody was there.
    public let target: Double
    /// Whether a plan pays; else the person is paid at target.
    public let hasPlan: Bool
  }

  /// Somebody who came or went.
  public struct Change: Sendable {
    /// The first day on which it holds.
    public let day: Day
    /// Whether the seat is filled from then on; else it is vacant.
    public let isHire: Bool
  }

  public let seat: Int
  public let role: Role
  /// From the book, else the role and a number.
  public let name: String
  public let years: [Year]
  public let changes: [Change]

  public var pay: Double { years.reduce(0) { $0 + $1.pay } }
  public var target: Double { years.reduce(0) { $0 + $1.target } }

  /// - Parameter targets: By seat and year, of those whom a plan pays.
  static func all(
    of result: ModelResult, _ compiled: CompiledScenario, _ luck: WorldLuck, model: Int, lane: Int,
    targets: [[Int]: Double]
  ) -> [TrialPerson] {
    let (months, years) = (compiled.timeline.months, compiled.timeline.years)
    let compiledModel = compiled.models[model]
    return compiledModel.seats.enumerated().map { seat, compiledSeat in
      let life = compiled.lifeOfSeat[model][seat]
      func occupied(_ month: Int) -> Bool {
        luck.people.occupied[life * months + month][lane] > 0
      }
      let own = result.people.enumerated().filter { $1.seat == seat }
      return TrialPerson(
        seat: seat, role: compiledSeat.role, name: compiledSeat.name,
        years: own.map { index, person in
          let pay = result.pay(ofPerson: index)![lane]
          let target = targets[[seat, person.year]]
          return Year(
            year: person.year,
            present: luck.presence.present[life * years + person.year][lane],
            load: Double(luck.seats[model].load[seat * years + person.year][lane]),
            talent: Double(luck.people.talent[life * months + person.year * 12 + 11][lane]),
            pay: pay, target: target ?? pay, hasPlan: target != nil)
        },
        changes: (0..<months).compactMap { month in
          guard compiledSeat.isActive[month / 12] else { return nil }
          let day = compiled.timeline.start.adding(months: month)
          let isNew = luck.people.sinceHire[life * months + month][lane] == 0
          if occupied(month), isNew { return Change(day: day, isHire: true) }
          let wasFilled = month == 0 || occupied(month - 1)
          return !occupied(month) && wasFilled ? Change(day: day, isHire: false) : nil
        })
    }
  }
}
