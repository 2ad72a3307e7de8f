import CAccountLoop
import Model
import Ownership
import Plans
import Units

/// Who stands where in every segment under every stage of every model, and at which offsets of the
/// ledger's rows what they do is counted.
struct PlaceTables {
  /// Stage by stage over all models, segment by segment.
  private(set) var places: [AccountLoopPlace] = []
  private(set) var book: [AccountLoopBookEntry] = []
  private(set) var credits: [AccountLoopCredit] = []
  private(set) var routes: [AccountLoopRoute] = []
  /// Shares of a deal's credit that a churn takes back, by months since the deal.
  private(set) var recovered: [Double] = []

  private let compiled: CompiledScenario

  static let company = Int32(ACCOUNT_LOOP_COMPANY)
  private static let absent: Int32 = -1

  /// - Parameter ledgers: By model.
  init(_ compiled: CompiledScenario, ledgers: [LedgerLayout]) {
    self.compiled = compiled
    for (index, model) in compiled.models.enumerated() {
      for (stage, plans) in zip(model.stages, compiled.plans[index]) {
        for segment in stage.layouts.indices {
          add(segment, stage, plans, ledgers[index])
        }
      }
    }
  }

  /// Months within which any churn takes credit back; 0 where none does.
  var longestWindow: Int32 { credits.map(\.window).max() ?? 0 }

  /// Whether a model hands the renewal to, or takes it from, the original account executive.
  var usesTransfer: Bool { places.contains { $0.transfer != 0 } }

  private mutating func add(
    _ segment: Int, _ stage: CompiledModel.Stage, _ plans: [Role: Plan], _ ledger: LedgerLayout
  ) {
    let baseline = compiled.models[compiled.scenario.baseline].stages[0]
    let layout = stage.layouts[segment]
    let before = baseline.layouts[segment]
    func sign(_ now: Bool, _ then: Bool) -> Int32 { now == then ? 0 : now ? 1 : -1 }
    let (line, lineIsShare): (Double, Bool) =
      switch stage.rules.line {
      case .amount(let amount): (amount.amount, false)
      case .share(let share): (share, true)
      }
    let bookSlice = addBook(layout, ledger)
    let books = book[Int(bookSlice.start)...]
    // The company's changes follow from what is counted anyway.
    func isOfPeople(_ entry: AccountLoopBookEntry) -> Bool { entry.local != Self.company }
    let firstRoute = routes.count
    for stream in ExpansionStream.allCases {
      let both = layout.streams[stream.index]
      add(both.small, of: stream, stream.motions.first!, layout, plans, ledger)
      add(both.big, of: stream, stream.motions.last!, layout, plans, ledger)
    }
    places.append(
      AccountLoopPlace(
        line: line, lineIsShare: lineIsShare, book: bookSlice,
        countsContracts: books.contains {
          $0.due >= 0 || $0.grossLoss >= 0 || $0.lostAccounts >= 0
            || isOfPeople($0) && $0.change >= 0
        },
        countsGrossLosses: books.contains { $0.grossLoss >= 0 },
        countsSales: books.contains { isOfPeople($0) && $0.expansion >= 0 },
        countsYears: ledger.binsPerYear == 1,
        renewalOwner: Int32(layout.renewal.owner),
        service: layout.service == layout.renewal.owner ? Self.absent : Int32(layout.service),
        renewalCredits: addCredits(layout.renewal, .renewal, layout, plans, ledger),
        increaseCredits: addCredits(layout.priceIncrease, .priceIncrease, layout, plans, ledger),
        routes: Int32(firstRoute), transfer: sign(Self.transfers(layout), Self.transfers(before)),
        automatic: sign(stage.rules.autoRenewal, baseline.rules.autoRenewal),
        handoverEnd: stage.handsOver[segment]
          ? Int32(stage.years.lowerBound * 12 + compiled.scenario.effects.handoverMonths) : 0))
  }

  /// Whether somebody other than the original account executive renews.
  private static func transfers(_ layout: SegmentLayout) -> Bool {
    let owner = layout.renewal.assignment.owner
    return owner != .accountExecutive && owner != .newLogoSeller
  }

  private mutating func add(
    _ route: SegmentLayout.Route, of stream: ExpansionStream, _ motion: Motion,
    _ layout: SegmentLayout, _ plans: [Role: Plan], _ ledger: LedgerLayout
  ) {
    let finder = route.finder
    func offset(_ flow: Flow) -> Int32 {
      guard finder != SegmentLayout.nobody, stream.hasFunnel else { return Self.absent }
      return Int32(ledger.offset(flow, role: layout.locals[finder]))
    }
    routes.append(
      AccountLoopRoute(
        owner: Int32(route.owner), finder: Int32(finder),
        credits: addCredits(route, motion, layout, plans, ledger), sourced: offset(.sourced),
        sourcedARR: offset(.sourcedARR), accepted: offset(.accepted),
        acceptedARR: offset(.acceptedARR), won: offset(.won), wonARR: offset(.wonARR),
        item: Int32(WalkItem(motion)!.rawValue)))
  }

  /// Who is credited with a sale: the company, then the roles that share it.
  private mutating func addCredits(
    _ route: SegmentLayout.Route, _ motion: Motion, _ layout: SegmentLayout, _ plans: [Role: Plan],
    _ ledger: LedgerLayout
  ) -> AccountLoopSlice {
    let start = credits.count
    guard let flow = Flow(credit: motion) else {
      return AccountLoopSlice(start: Int32(start), count: 0)
    }
    if ledger.companyOffset(flow) >= 0 {
      credits.append(
        AccountLoopCredit(
          share: 1, dealCap: .infinity, local: Self.company,
          offset: Int32(ledger.companyOffset(flow)), clawback: Self.absent,
          clawbackLater: Self.absent, window: 0, recovery: 0))
    }
    for share in route.credits {
      let role = layout.locals[share.local]
      let offset = ledger.offset(flow, role: role)
      guard offset >= 0 else { continue }
      let isDeal = Flow.deals.contains(flow)
      let clawback = isDeal ? plans[role]?.clawback : nil
      credits.append(
        AccountLoopCredit(
          share: share.share, dealCap: plans[role]?.dealCap(of: motion) ?? .infinity,
          local: Int32(share.local), offset: Int32(offset),
          clawback: Int32(ledger.offset(.clawedBack, role: role)),
          clawbackLater: Int32(ledger.offset(.clawedBackLater, role: role)),
          window: Int32(clawback?.months ?? 0), recovery: Int32(recovered.count)))
      if let clawback {
        recovered += (0...clawback.months).map { clawback.lostCredit(afterMonths: $0) }
      }
    }
    return AccountLoopSlice(start: Int32(start), count: Int32(credits.count - start))
  }

  /// Whose books an account of a segment is in.
  private mutating func addBook(_ layout: SegmentLayout, _ ledger: LedgerLayout) -> AccountLoopSlice
  {
    let start = book.count
    let isYearly = ledger.binsPerYear == 1
    func entry(_ local: Int32, _ offset: (Flow) -> Int) -> AccountLoopBookEntry? {
      guard Flow.book.contains(where: { offset($0) >= 0 }) else { return nil }
      func atEvents(_ flow: Flow) -> Int32 { isYearly ? Self.absent : Int32(offset(flow)) }
      func atYearEnd(_ flow: Flow) -> Int32 { isYearly ? Int32(offset(flow)) : Self.absent }
      return AccountLoopBookEntry(
        local: local, start: Int32(offset(.start)), startAccounts: Int32(offset(.startAccounts)),
        due: Int32(offset(.due)), change: atEvents(.change), grossLoss: atEvents(.grossLoss),
        lostAccounts: atEvents(.lostAccounts), expansion: atEvents(.expansion),
        yearChange: atYearEnd(.change), yearGrossLoss: atYearEnd(.grossLoss),
        yearLostAccounts: atYearEnd(.lostAccounts))
    }
    var company = entry(Self.company, ledger.companyOffset)
    if isYearly {
      // Follows from what contracts and sales did to all accounts.
      let change = Int32(ledger.companyOffset(.change))
      company?.change = change
      company?.expansion = change
    }
    let locals = layout.locals.enumerated().map { local, role in
      entry(Int32(local)) { ledger.offset($0, role: role) }
    }
    book += ([company] + locals).compactMap { $0 }
    return AccountLoopSlice(start: Int32(start), count: Int32(book.count - start))
  }
}
