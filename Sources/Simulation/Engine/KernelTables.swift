import Compensation
import Ownership
import Scenarios
import Units

/// The accounts' surroundings under every stage of every model, flattened for the account loop.
final class KernelTables: Sendable {
  /// A set of offsets into a ledger row: whose book an account is in, and what is counted there.
  struct BookEntry {
    /// The local role, or ``company``.
    var local: Int32
    var start: Int32
    var startAccounts: Int32
    var due: Int32
    var loss: Int32
    var grossLoss: Int32
    var lostAccounts: Int32
    var uplift: Int32
    var expansion: Int32

    static let company: Int32 = -2
  }

  /// A share of credit for a local role, counted at an offset of its row.
  struct CreditEntry {
    /// The local role, or ``BookEntry/company``.
    var local: Int32
    var offset: Int32
    var clawback: Int32
    var clawbackLater: Int32
    /// Months within which a churn takes the credit back; 0 where none does.
    var window: Int32
    /// Where the shares begin in ``recovered``: how much comes back after 0, 1, ... months.
    var recovery: Int32
    var share: Double
    /// The most of a deal that is shared.
    var dealCap: Double
  }

  struct Slice {
    var start: Int32
    var count: Int32

    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(start + count) }
  }

  /// Who closes an opportunity, who finds it, and where that is counted.
  struct Route {
    var owner: Int32
    var finder: Int32
    var credits: Slice
    var sourced: Int32
    var sourcedARR: Int32
    var accepted: Int32
    var acceptedARR: Int32
    var won: Int32
    var wonARR: Int32
    var item: Int32
  }

  /// A segment under one stage of a model.
  struct Place {
    var book: Slice
    var renewalOwner: Int32
    /// The owner of `service` where that is a person other than the renewal's owner.
    var service: Int32
    var renewalCredits: Slice
    var increaseCredits: Slice
    /// Where the ten routes begin: by stream, small then big.
    var routes: Int32
    /// The upsell line in currency, or as a share of ARR.
    var line: Double
    var lineIsShare: Bool
    /// The sign with which the transfer of the relationship acts against the status quo.
    var transfer: Int32
    /// The sign with which auto-renewal acts against the status quo.
    var automatic: Int32
    /// The first month after the stage's beginning in which a handover is no longer felt.
    var handoverEnd: Int32
  }

  /// What the loop reads of an account.
  struct Account {
    var entity: UInt64
    var arr: Double
    var segment: Int32
    var autoRenewal: Bool
  }

  /// An account's contract in one year.
  struct Contract {
    var events: Slice
    /// Term ends among the events.
    var termEnds: Int32
    var firstTermEndMonth: Int32
    /// How many yearly chances to renew the term ends make.
    var renewalExponent: Float
  }

  let accounts: FrozenBuffer<Account>
  /// At `account * years + year`.
  let contracts: FrozenBuffer<Contract>
  let events: FrozenBuffer<ContractEvent>
  /// By driver table: the class of each account.
  let driverClass: [FrozenBuffer<Int32>]
  /// By model.
  let binsPerYear: [Int]
  /// Stage by stage over all models, segment by segment.
  let places: FrozenBuffer<Place>
  let book: FrozenBuffer<BookEntry>
  let credits: FrozenBuffer<CreditEntry>
  let routes: FrozenBuffer<Route>
  /// Shares of a deal's credit that a churn takes back, by months since the deal.
  let recovered: FrozenBuffer<Double>
  let usesTransfer: Bool
  /// At `model * years + year`: the stage, counted over all models.
  let stageOfYear: FrozenBuffer<Int32>
  /// By stage: at `account * locals + local`, the seat of the account's person in a local role.
  let seatOfAccount: [FrozenBuffer<Int32>]
  /// By stage: how many locals an account has in ``seatOfAccount``.
  let localCount: [Int]
  /// By model and row: where the row begins in the ledger.
  let rowStart: [FrozenBuffer<Int32>]
  /// By model and seat: the seat's life.
  let lifeOfSeat: [FrozenBuffer<Int32>]

  init(_ compiled: CompiledScenario) {
    var places: [Place] = []
    var book: [BookEntry] = []
    var credits: [CreditEntry] = []
    var routes: [Route] = []
    var recovered: [Double] = []
    var usesTransfer = false
    let baselineStage = compiled.models[compiled.scenario.baseline].stages[0]
    for (modelIndex, model) in compiled.models.enumerated() {
      let ledger = compiled.ledgers[modelIndex]
      for (stageIndex, stage) in model.stages.enumerated() {
        let plans = compiled.plans[modelIndex][stageIndex]
        for segment in stage.layouts.indices {
          let layout = stage.layouts[segment]
          let before = baselineStage.layouts[segment]
          func credit(
            _ route: SegmentLayout.Route, _ motion: Motion
          ) -> Slice {
            let start = credits.count
            if let flow = Flow(credit: motion), ledger.companyOffset(flow) >= 0 {
              credits.append(
                CreditEntry(
                  local: BookEntry.company, offset: Int32(ledger.companyOffset(flow)),
                  clawback: -1, clawbackLater: -1, window: 0, recovery: 0, share: 1,
                  dealCap: .infinity))
            }
            for share in route.credits {
              let role = layout.locals[share.local]
              let offset = Flow(credit: motion).map { ledger.offset($0, role: role) } ?? -1
              guard offset >= 0 else { continue }
              let clawback = plans[role]?.clawback
              let isDeal =
                motion != .renewal && motion != .priceIncrease && motion != .organicGrowth
              credits.append(
                CreditEntry(
                  local: Int32(share.local), offset: Int32(offset),
                  clawback: Int32(ledger.offset(.clawedBack, role: role)),
                  clawbackLater: Int32(ledger.offset(.clawedBackLater, role: role)),
                  window: Int32(isDeal ? clawback?.months ?? 0 : 0),
                  recovery: Int32(recovered.count), share: share.share,
                  dealCap: plans[role]?.dealCap(of: motion) ?? .infinity))
              if isDeal, let clawback {
                recovered += (0...clawback.months).map { clawback.lostCredit(afterMonths: $0) }
              }
            }
            return Slice(start: Int32(start), count: Int32(credits.count - start))
          }
          let bookSlice = Self.bookEntries(layout, ledger: ledger, into: &book)
          let routeStart = routes.count
          for stream in ExpansionStream.allCases {
            let both = layout.streams[stream.index]
            for (route, motion) in [
              (both.small, stream.motions.first!), (both.big, stream.motions.last!),
            ] {
              let finder = route.finder
              func offset(_ flow: Flow) -> Int32 {
                guard finder != SegmentLayout.nobody, stream.hasFunnel else { return -1 }
                return Int32(ledger.offset(flow, role: layout.locals[finder]))
              }
              routes.append(
                Route(
                  owner: Int32(route.owner), finder: Int32(finder),
                  credits: credit(route, motion), sourced: offset(.sourced),
                  sourcedARR: offset(.sourcedARR), accepted: offset(.accepted),
                  acceptedARR: offset(.acceptedARR), won: offset(.won), wonARR: offset(.wonARR),
                  item: Int32(WalkItem(motion)!.rawValue)))
            }
          }
          let transfer =
            Self.transfers(layout) == Self.transfers(before)
            ? 0 : Self.transfers(layout) ? 1 : -1
          usesTransfer = usesTransfer || transfer != 0
          let automatic =
            stage.rules.autoRenewal == baselineStage.rules.autoRenewal
            ? 0 : stage.rules.autoRenewal ? 1 : -1
          let (line, lineIsShare): (Double, Bool) =
            switch stage.rules.line {
            case .amount(let amount): (amount.amount, false)
            case .share(let share): (share, true)
            }
          places.append(
            Place(
              book: bookSlice, renewalOwner: Int32(layout.renewal.owner),
              service: layout.service == layout.renewal.owner
                ? Int32(SegmentLayout.nobody) : Int32(layout.service),
              renewalCredits: credit(layout.renewal, .renewal),
              increaseCredits: credit(layout.priceIncrease, .priceIncrease),
              routes: Int32(routeStart), line: line, lineIsShare: lineIsShare,
              transfer: Int32(transfer), automatic: Int32(automatic),
              handoverEnd: stage.handsOver[segment]
                ? Int32(stage.years.lowerBound * 12 + compiled.scenario.effects.handoverMonths)
                : 0))
        }
      }
    }
    let source = compiled.book
    accounts = FrozenBuffer(
      (0..<source.count).map {
        Account(
          entity: source.entities[$0], arr: source.arr[$0], segment: source.segment[$0],
          autoRenewal: source.autoRenewal[$0])
      })
    contracts = FrozenBuffer(
      source.renewalExponent.indices.map { cell in
        let range = Int(source.eventStarts[cell])..<Int(source.eventStarts[cell + 1])
        let termEnds = source.events[range].filter { $0.kind != .escalation }
        return Contract(
          events: Slice(start: Int32(range.lowerBound), count: Int32(range.count)),
          termEnds: Int32(termEnds.count), firstTermEndMonth: termEnds.first?.month ?? 0,
          renewalExponent: source.renewalExponent[cell])
      })
    events = FrozenBuffer(source.events)
    driverClass = compiled.drivers.map { FrozenBuffer($0.classOfAccount) }
    binsPerYear = compiled.ledgers.map(\.binsPerYear)
    self.places = FrozenBuffer(places)
    self.book = FrozenBuffer(book)
    self.credits = FrozenBuffer(credits)
    self.routes = FrozenBuffer(routes)
    self.recovered = FrozenBuffer(recovered)
    self.usesTransfer = usesTransfer
    var stages: [Int32] = []
    var seatOfAccount: [FrozenBuffer<Int32>] = []
    var localCount: [Int] = []
    for model in compiled.models {
      stages += model.stageOfYear.map { Int32(seatOfAccount.count + $0) }
      for stage in model.stages {
        seatOfAccount.append(FrozenBuffer(stage.seatOfAccount))
        localCount.append(stage.localCount)
      }
    }
    stageOfYear = FrozenBuffer(stages)
    self.seatOfAccount = seatOfAccount
    self.localCount = localCount
    rowStart = compiled.ledgers.map { FrozenBuffer($0.rowStart.map(Int32.init)) }
    lifeOfSeat = compiled.lifeOfSeat.map { FrozenBuffer($0.map(Int32.init)) }
  }

  /// Whether somebody other than the original account executive renews.
  private static func transfers(_ layout: SegmentLayout) -> Bool {
    let owner = layout.renewal.assignment.owner
    return owner != .accountExecutive && owner != .newLogoSeller
  }

  private static func bookEntries(
    _ layout: SegmentLayout, ledger: LedgerLayout, into book: inout [BookEntry]
  ) -> Slice {
    let start = book.count
    func add(_ local: Int32, _ offset: (Flow) -> Int) {
      let entry = BookEntry(
        local: local, start: Int32(offset(.start)), startAccounts: Int32(offset(.startAccounts)),
        due: Int32(offset(.due)), loss: Int32(offset(.loss)),
        grossLoss: Int32(offset(.grossLoss)), lostAccounts: Int32(offset(.lostAccounts)),
        uplift: Int32(offset(.uplift)), expansion: Int32(offset(.expansion)))
      if Flow.book.contains(where: { offset($0) >= 0 }) { book.append(entry) }
    }
    add(BookEntry.company, ledger.companyOffset)
    for (local, role) in layout.locals.enumerated() {
      add(Int32(local)) { ledger.offset($0, role: role) }
    }
    return Slice(start: Int32(start), count: Int32(book.count - start))
  }
}
