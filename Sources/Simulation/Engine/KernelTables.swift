import CAccountLoop
import Scenarios

/// What no draw changes, as the account loop reads it: the accounts, their contracts, and who
/// stands where under every stage of every model.
///
/// Read by any number of tasks: nothing writes to it once it is made.
final class KernelTables: @unchecked Sendable {
  /// Pointers into the buffers below.
  let loop: AccountLoopTables
  let usesTransfer: Bool
  /// By model: where the loop counts.
  let ledgers: [LedgerLayout]
  private let models: FrozenBuffer<AccountLoopModel>
  private let owned: [AnyObject]

  /// - Parameter ledgers: By model; those of scored trials where nil.
  init(_ compiled: CompiledScenario, ledgers: [LedgerLayout]? = nil) {
    let ledgers = ledgers ?? compiled.ledgers
    self.ledgers = ledgers
    var owned: [AnyObject] = []
    func frozen<Element: BitwiseCopyable>(_ values: [Element]) -> UnsafePointer<Element> {
      let buffer = FrozenBuffer(values)
      owned.append(buffer)
      return buffer.start
    }
    let places = PlaceTables(compiled, ledgers: ledgers)
    let segments = compiled.outcomes.count
    let allPlaces = frozen(places.places)
    var stageNumber = 0
    let models = FrozenBuffer(
      compiled.models.indices.map { index in
        let model = compiled.models[index]
        let stages = model.stages.map { stage in
          defer { stageNumber += 1 }
          return AccountLoopStage(
            places: allPlaces + stageNumber * segments, seats: frozen(stage.seatOfAccount),
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
      accounts: Int32(book.count), segments: Int32(segments), models: Int32(models.count),
      years: Int32(compiled.timeline.years), lives: Int32(compiled.lives.count),
      account: frozen(Self.accounts(book)),
      contracts: frozen(Self.contracts(book)), events: frozen(book.events.map(\.loop)),
      model: models.start, book: frozen(places.book), credits: frozen(places.credits),
      routes: frozen(places.routes), recovered: frozen(places.recovered),
      quantiles: Self.floats(frozen(compiled.sizeTables.flatMap(\.segments))),
      driverClass: (nil, nil, nil, nil, nil, nil, nil), purpose: (0, 0, 0, 0, 0),
      renewalPurpose: UInt32(Purpose.renewal.rawValue),
      arrivalsPurpose: UInt32(Purpose.arrivals.rawValue), walk: Self.walk,
      longestWindow: places.longestWindow)
    withUnsafeMutableBytes(of: &loop.driverClass) { bytes in
      let places = bytes.assumingMemoryBound(to: UnsafePointer<Int32>?.self)
      for driver in compiled.drivers {
        places[driver.target.place] = frozen(driver.classOfAccount)
      }
    }
    withUnsafeMutableBytes(of: &loop.purpose) { bytes in
      let purposes = bytes.assumingMemoryBound(to: UInt32.self)
      for stream in ExpansionStream.allCases {
        purposes[stream.index] = UInt32(stream.purpose.rawValue)
      }
    }
    self.loop = loop
    usesTransfer = places.usesTransfer
    self.models = models
    self.owned = owned
  }

  private static func floats(_ pairs: UnsafePointer<SIMD2<Float>>) -> UnsafePointer<Float> {
    UnsafeRawPointer(pairs).assumingMemoryBound(to: Float.self)
  }

  private static func accounts(_ book: CompiledBook) -> [AccountLoopAccount] {
    (0..<book.count).map {
      AccountLoopAccount(
        entity: book.entities[$0], arr: book.arr[$0], segment: book.segment[$0],
        autoRenewal: book.autoRenewal[$0])
    }
  }

  private static func contracts(_ book: CompiledBook) -> [AccountLoopContract] {
    book.renewalExponent.indices.map { cell in
      let range = Int(book.eventStarts[cell])..<Int(book.eventStarts[cell + 1])
      let termEnds = book.events[range].filter { $0.kind != .escalation }
      return AccountLoopContract(
        events: AccountLoopSlice(start: Int32(range.lowerBound), count: Int32(range.count)),
        termEnds: Int32(termEnds.count), firstTermEndMonth: termEnds.first?.month ?? 0,
        renewalExponent: book.renewalExponent[cell])
    }
  }

  private static var walk: AccountLoopWalk {
    func place(_ item: WalkItem) -> Int32 { Int32(item.rawValue) }
    return AccountLoopWalk(
      count: Int32(WalkItem.allCases.count), start: place(.start),
      startAccounts: place(.startAccounts), lostAccounts: place(.lostAccounts),
      grossLoss: place(.grossLoss), cumulativeLoss: place(.cumulativeLoss), churn: place(.churn),
      contraction: place(.contraction), priceIncrease: place(.priceIncrease),
      escalator: place(.escalator))
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
  /// The target's place among those that the account loop knows.
  var place: Int {
    switch self {
    case .renewal: 0
    case .priceIncrease: 1
    case .stream(let stream): 2 + stream.index
    }
  }
}
