import CAccountLoop
import Model

/// The tables of the account loop that do not depend on draws: the accounts, their contracts, and
/// who is responsible in every stage of every model.
///
/// Immutable after initialisation, so any number of tasks may read it.
final class LoopTables: @unchecked Sendable {
  /// Pointers into the buffers below.
  let loop: AccountLoopTables
  /// By model: the layout of the ledger that the loop fills.
  let ledgers: [LedgerLayout]
  private let owned: [AnyObject]

  /// - Parameter ledgers: By model; nil: those of scored trials.
  init(_ compiled: CompiledScenario, ledgers: [LedgerLayout]? = nil) {
    let ledgers = ledgers ?? compiled.ledgers
    self.ledgers = ledgers
    var owned: [AnyObject] = []
    func frozen<Element: BitwiseCopyable>(_ values: [Element]) -> UnsafePointer<Element> {
      let buffer = LaneBuffer(values)
      owned.append(buffer)
      return UnsafePointer(buffer.base)
    }
    precondition(compiled.outcomes.count <= Int(ACCOUNT_LOOP_SEGMENTS), "too many segments")
    precondition(
      ExpansionStream.allCases.count == Int(ACCOUNT_LOOP_STREAMS), "the loop knows other streams")
    let who = ResponsibilityTables(compiled, ledgers: ledgers)
    let segments = compiled.outcomes.count
    let order = Self.order(compiled.book, years: compiled.timeline.years)
    let allResponsibilities = frozen(who.responsibilities)
    var stageNumber = 0
    let models = frozen(
      compiled.models.indices.map { index in
        let model = compiled.models[index]
        let stages = model.stages.map { stage in
          defer { stageNumber += 1 }
          return AccountLoopStage(
            responsibilities: allResponsibilities + stageNumber * segments,
            seats: frozen(Self.rows(stage.seatOfAccount, width: stage.localCount, order)),
            locals: Int32(stage.localCount))
        }
        return AccountLoopModel(
          stageOfYear: frozen(model.stageOfYear.map { stages[$0] }),
          rowStart: frozen(ledgers[index].rowStart.map(Int32.init)),
          lifeOfSeat: frozen(compiled.lifeOfSeat[index].map(Int32.init)),
          seats: Int32(model.seats.count), binsPerYear: Int32(ledgers[index].binsPerYear))
      })
    let book = compiled.book
    var loop = AccountLoopTables(
      accounts: Int32(book.count), segments: Int32(segments), models: Int32(compiled.models.count),
      years: Int32(compiled.timeline.years),
      account: frozen(Self.accounts(book, order)),
      contracts: frozen(Self.contracts(book, order, years: compiled.timeline.years)),
      events: frozen(book.events.map(\.loop)),
      model: models, book: frozen(who.book), credits: frozen(who.credits),
      routes: frozen(who.routes), recovered: frozen(who.recovered),
      quantiles: Self.floats(frozen(compiled.sizeTables.flatMap(\.segments))),
      driverClass: (nil, nil, nil, nil, nil, nil, nil), purpose: (0, 0, 0, 0, 0),
      renewalPurpose: UInt32(Purpose.renewal.rawValue),
      arrivalsPurpose: UInt32(Purpose.arrivals.rawValue), walk: Self.walk,
      longestWindow: who.longestWindow, hasAftermath: compiled.scenario.effects.hasAftermath)
    withUnsafeMutableBytes(of: &loop.driverClass) { bytes in
      let targets = bytes.assumingMemoryBound(to: UnsafePointer<Int32>?.self)
      for driver in compiled.drivers {
        targets[driver.target.index] = frozen(order.map { driver.classOfAccount[$0] })
      }
    }
    withUnsafeMutableBytes(of: &loop.purpose) { bytes in
      let purposes = bytes.assumingMemoryBound(to: UInt32.self)
      for stream in ExpansionStream.allCases {
        purposes[stream.index] = UInt32(stream.purpose.rawValue)
      }
    }
    self.loop = loop
    self.owned = owned
  }

  private static func floats(_ pairs: UnsafePointer<SIMD2<Float>>) -> UnsafePointer<Float> {
    UnsafeRawPointer(pairs).assumingMemoryBound(to: Float.self)
  }

  /// The order in which accounts are played: accounts of one segment whose contracts first come up
  /// in the same month are neighbours, so that look-ups stay in the cache and branches are
  /// predictable.
  private static func order(_ book: CompiledBook, years: Int) -> [Int] {
    let months = years * 12
    let groups = (0..<book.count).map { account in
      let first = (0..<years).lazy.compactMap { book.events(account: account, year: $0).first }
        .first
      return Int(book.segment[account]) * (months + 1) + (first.map { Int($0.month) } ?? months)
    }
    // Counting sort: O(accounts).
    var starts = [Int](repeating: 0, count: (groups.max() ?? 0) + 2)
    for group in groups { starts[group + 1] += 1 }
    for group in 1..<starts.count { starts[group] += starts[group - 1] }
    var order = [Int](repeating: 0, count: book.count)
    for (account, group) in groups.enumerated() {
      order[starts[group]] = account
      starts[group] += 1
    }
    return order
  }

  /// The rows of a table by account, in the order given.
  private static func rows<Element>(_ table: [Element], width: Int, _ order: [Int]) -> [Element] {
    var rows: [Element] = []
    rows.reserveCapacity(table.count)
    for account in order { rows += table[account * width..<(account + 1) * width] }
    return rows
  }

  private static func accounts(_ book: CompiledBook, _ order: [Int]) -> [AccountLoopAccount] {
    order.map {
      AccountLoopAccount(
        entity: book.entities[$0], arr: book.arr[$0], number: Int32($0),
        segment: book.segment[$0], autoRenewal: book.autoRenewal[$0])
    }
  }

  private static func contracts(
    _ book: CompiledBook, _ order: [Int], years: Int
  ) -> [AccountLoopContract] {
    order.flatMap { account in
      (0..<years).map { year in
        let events = book.events(account: account, year: year)
        precondition(events.count <= Int(ACCOUNT_LOOP_EVENTS), "more events than months in a year")
        let termEnds = events.filter { $0.kind != .escalation }
        return AccountLoopContract(
          events: AccountLoopSlice(start: Int32(events.startIndex), count: Int32(events.count)),
          termEnds: Int32(termEnds.count), firstTermEndMonth: termEnds.first?.month ?? 0,
          renewalExponent: book.renewalExponent[account * years + year])
      }
    }
  }

  private static var walk: AccountLoopWalk {
    func index(_ item: WalkItem) -> Int32 { Int32(item.rawValue) }
    return AccountLoopWalk(
      count: Int32(WalkItem.allCases.count), start: index(.start),
      startAccounts: index(.startAccounts), lostAccounts: index(.lostAccounts),
      grossLoss: index(.grossLoss), cumulativeLoss: index(.cumulativeLoss), churn: index(.churn),
      contraction: index(.contraction), priceIncrease: index(.priceIncrease),
      escalator: index(.escalator))
  }
}

extension ContractEvent {
  fileprivate var loop: AccountLoopEvent {
    AccountLoopEvent(
      dueShare: dueShare, yearFraction: yearFraction, monthFraction: monthFraction, month: month,
      kind: kind.rawValue)
  }
}

extension Driver.Target {
  /// The index of the target among those that the account loop knows.
  var index: Int {
    switch self {
    case .renewal: 0
    case .priceIncrease: 1
    case .stream(let stream): 2 + stream.index
    }
  }
}
