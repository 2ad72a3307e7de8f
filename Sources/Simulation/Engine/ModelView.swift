/// Where the working memory of a model lies: addresses that the account loop would otherwise look up
/// again for every account, year and opportunity.
///
/// Valid as long as the ledger and the luck that it was made of.
struct ModelView {
  let flows: UnsafeMutablePointer<MoneyLanes>
  let walk: UnsafeMutablePointer<MoneyLanes>
  let change: UnsafeMutablePointer<MoneyLanes>
  let changeInMonth: UnsafeMutablePointer<MoneyLanes>
  /// At `seat * months + month`.
  let seatOdds: UnsafeMutablePointer<Lanes>
  /// At `seat * years + year`.
  let seatLoad: UnsafeMutablePointer<Lanes>
  let rowStart: UnsafePointer<Int32>
  let lifeOfSeat: UnsafePointer<Int32>
  let binsPerYear: Int

  init(_ tables: KernelTables, ledger: GroupLedger, luck: GroupLuck, model: Int) {
    flows = ledger.flows[model].base
    walk = ledger.walk[model].base
    change = ledger.change[model].base
    changeInMonth = ledger.changeInMonth[model].base
    seatOdds = luck.seats[model].odds.base
    seatLoad = luck.seats[model].load.base
    rowStart = tables.rowStart[model].start
    lifeOfSeat = tables.lifeOfSeat[model].start
    binsPerYear = tables.binsPerYear[model]
  }

  /// The bin of a month of the horizon.
  @inline(__always)
  func bin(month: Int) -> Int { month * binsPerYear / 12 }
}

/// An account in a year under a model: who stands where, and which seats its people have.
struct YearView {
  let place: UnsafePointer<KernelTables.Place>
  /// By local role: the seat of the account's person.
  let seats: UnsafePointer<Int32>
  let model: Int

  @inline(__always)
  func seat(_ local: Int32) -> Int { Int(seats[Int(local)]) }
}
