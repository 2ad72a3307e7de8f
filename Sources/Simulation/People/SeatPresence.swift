import Plans

/// Occupancy of a seat in the periods of a year, in the sixteen trials of a world: an unowned view
/// of memory.
struct Presence: BitwiseCopyable {
  /// By period: the share of it in which the seat was filled.
  let occupied: UnsafePointer<MoneyLanes>
  /// By period: months since the hire at its beginning; ``PeopleLuck/tenured`` or more if employed
  /// from the start.
  let monthsSinceHire: UnsafePointer<Lanes>
}

/// The luck of people as pay and cost read it: by year, and by the periods of plans.
///
/// Computed once per world for all models that share a seat's life.
final class SeatPresence {
  private let lives: Int
  private let years: Int
  /// At `life * years + year`: the share of the year with a person.
  let present: LaneBuffer<MoneyLanes>
  /// At the same indices: the number of hires.
  let hires: LaneBuffer<MoneyLanes>
  private let tables: [Table]

  /// The presence in all periods of one length.
  private struct Table {
    let period: Period
    /// At `(life * years + year) * periods + period`.
    let occupied: LaneBuffer<MoneyLanes>
    let monthsSinceHire: LaneBuffer<Lanes>
  }

  /// - Parameter periods: Those of the plans that pay anybody.
  init(lives: Int, years: Int, periods: Set<Period>) {
    self.lives = lives
    self.years = years
    present = LaneBuffer(repeating: .one, count: lives * years)
    hires = LaneBuffer(repeating: .zero, count: lives * years)
    tables = Period.allCases.filter(periods.contains).map { period in
      let count = lives * years * period.perYear
      return Table(
        period: period, occupied: LaneBuffer(repeating: .one, count: count),
        monthsSinceHire: LaneBuffer(repeating: Lanes(repeating: PeopleLuck.tenured), count: count))
    }
  }

  /// - Precondition: A plan of the scenario has the period.
  func presence(life: Int, year: Int, period: Period) -> Presence {
    let table = tables.first { $0.period == period }!
    let first = (life * years + year) * period.perYear
    return Presence(
      occupied: table.occupied.base + first, monthsSinceHire: table.monthsSinceHire.base + first)
  }

  /// Updates from the luck of a world.
  func update(_ people: PeopleLuck) {
    for cell in 0..<lives * years {
      present[cell] = 1 - MoneyLanes(widening: people.vacantShare[cell])
      hires[cell] = MoneyLanes(widening: people.hires[cell])
    }
    for table in tables {
      let months = table.period.months
      for index in 0..<table.occupied.count {
        let first = people.occupied.base + index * months
        var occupied = first[0]
        for month in 1..<months { occupied += first[month] }
        table.occupied[index] = MoneyLanes(widening: occupied) / Double(months)
        let since = people.sinceHire[(index + 1) * months - 1]
        let atStart = since - Float(months - 1)
        let begun = atStart.replacing(with: Lanes(), where: atStart .< Lanes())
        table.monthsSinceHire[index] = since.replacing(
          with: begun, where: since .< Lanes(repeating: PeopleLuck.tenured))
      }
    }
  }
}

extension SeatPresence {
  /// The luck of people in a world, kept.
  struct Kept: Sendable {
    fileprivate let present: PackedLanes<MoneyLanes>
    fileprivate let hires: PackedLanes<MoneyLanes>
    fileprivate let occupied: [PackedLanes<MoneyLanes>]
    fileprivate let monthsSinceHire: [PackedLanes<Lanes>]

    var bytes: Int {
      present.bytes + hires.bytes + occupied.reduce(0) { $0 + $1.bytes }
        + monthsSinceHire.reduce(0) { $0 + $1.bytes }
    }
  }

  var kept: Kept {
    Kept(
      present: PackedLanes(present, usual: .one), hires: PackedLanes(hires, usual: .zero),
      occupied: tables.map { PackedLanes($0.occupied, usual: .one) },
      monthsSinceHire: tables.map {
        PackedLanes($0.monthsSinceHire, usual: Lanes(repeating: PeopleLuck.tenured))
      })
  }

  func restore(_ kept: Kept) {
    kept.present.unpack(to: present)
    kept.hires.unpack(to: hires)
    for (table, kept) in zip(tables, kept.occupied) { kept.unpack(to: table.occupied) }
    for (table, kept) in zip(tables, kept.monthsSinceHire) {
      kept.unpack(to: table.monthsSinceHire)
    }
  }
}
