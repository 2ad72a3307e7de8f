import CAccountLoop
import Model
import Ownership
import Plans
import Units

/// Every ``Responsibility`` as the account loop reads it: who does what, and the offsets in the
/// ledger's rows at which it is counted.
struct ResponsibilityTables {
  /// Stage by stage over all models, segment by segment.
  private(set) var responsibilities: [AccountLoopResponsibility] = []
  private(set) var book: [AccountLoopBookEntry] = []
  private(set) var credits: [AccountLoopCredit] = []
  private(set) var routes: [AccountLoopRoute] = []
  /// Shares of a deal's credit that a churn claws back, by months since the deal.
  private(set) var recovered: [Double] = []

  private let compiled: CompiledScenario

  static let company = Int32(ACCOUNT_LOOP_COMPANY)
  private static let absent: Int32 = -1

  /// - Parameter ledgers: By model.
  init(_ compiled: CompiledScenario, ledgers: [LedgerLayout]) {
    self.compiled = compiled
    for (index, model) in compiled.models.enumerated() {
      for (stage, plans) in zip(model.stages, compiled.counted[index]) {
        for segment in stage.responsibilities.indices {
          add(segment, stage, plans, ledgers[index])
        }
      }
    }
  }

  /// Months within which any churn claws credit back; 0 if none does.
  var longestWindow: Int32 { credits.map(\.window).max() ?? 0 }

  private mutating func add(
    _ segment: Int, _ stage: CompiledModel.Stage, _ plans: [Role: CountedPlan],
    _ ledger: LedgerLayout
  ) {
    let responsibility = stage.responsibilities[segment]
    let bookSlice = addBook(responsibility, ledger)
    let books = book[Int(bookSlice.start)...]
    // The company's changes are derived from other counts.
    func isOfPeople(_ entry: AccountLoopBookEntry) -> Bool { entry.local != Self.company }
    let firstRoute = routes.count
    for stream in ExpansionStream.allCases {
      let both = responsibility.streams[stream.index]
      add(both.small, of: stream, stream.motions.first!, responsibility, plans, ledger)
      add(both.big, of: stream, stream.motions.last!, responsibility, plans, ledger)
    }
    responsibilities.append(
      AccountLoopResponsibility(
        line: responsibility.line.number, lineIsShare: responsibility.line.isShare,
        book: bookSlice,
        countsContracts: books.contains {
          $0.due >= 0 || $0.grossLoss >= 0 || $0.lostAccounts >= 0
            || isOfPeople($0) && $0.change >= 0
        },
        countsGrossLosses: books.contains { $0.grossLoss >= 0 },
        countsSales: books.contains { isOfPeople($0) && $0.expansion >= 0 },
        countsYears: ledger.binsPerYear == 1,
        renewalOwner: Int32(responsibility.renewal.owner),
        renewalSupport: Int32(responsibility.renewalSupport),
        renewalCredits: addCredits(responsibility.renewal, .renewal, responsibility, plans, ledger),
        increaseCredits: addCredits(
          responsibility.priceIncrease, .priceIncrease, responsibility, plans, ledger),
        routes: Int32(firstRoute), transfer: responsibility.transfer.rawValue,
        automatic: responsibility.automatic.rawValue,
        handoverEnd: Int32(responsibility.handover.endMonth)))
  }

  private mutating func add(
    _ route: Responsibility.Route, of stream: ExpansionStream, _ motion: Motion,
    _ responsibility: Responsibility, _ plans: [Role: CountedPlan], _ ledger: LedgerLayout
  ) {
    let finder = route.finder
    func offset(_ flow: Flow) -> Int32 {
      guard finder != Responsibility.nobody, stream.hasFunnel else { return Self.absent }
      return Int32(ledger.offset(flow, role: responsibility.locals[finder]))
    }
    routes.append(
      AccountLoopRoute(
        owner: Int32(route.owner), finder: Int32(finder),
        credits: addCredits(route, motion, responsibility, plans, ledger),
        sourced: offset(.sourced),
        sourcedARR: offset(.sourcedARR), accepted: offset(.accepted),
        acceptedARR: offset(.acceptedARR), won: offset(.won), wonARR: offset(.wonARR),
        item: Int32(WalkItem(motion)!.rawValue)))
  }

  /// Who is credited with a sale: the company, then the roles that share it.
  private mutating func addCredits(
    _ route: Responsibility.Route, _ motion: Motion, _ responsibility: Responsibility,
    _ plans: [Role: CountedPlan],
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
      let role = responsibility.locals[share.local]
      let offset = ledger.offset(flow, role: role)
      guard offset >= 0 else { continue }
      let isDeal = Flow.deals.contains(flow)
      let clawback = isDeal ? plans[role]?.clawback : nil
      func lostOffset(isLater: Bool) -> Int32 {
        Int32(
          clawback.map { ledger.offset($0.lostFlow(isLater: isLater), role: role) }
            ?? LedgerLayout.absent)
      }
      credits.append(
        AccountLoopCredit(
          share: share.share, dealCap: plans[role]?.dealCaps[motion] ?? .infinity,
          local: Int32(share.local), offset: Int32(offset),
          clawback: lostOffset(isLater: false), clawbackLater: lostOffset(isLater: true),
          window: Int32(clawback?.months ?? 0), recovery: Int32(recovered.count)))
      if let clawback {
        recovered += (0...clawback.months).map { clawback.lostCredit(afterMonths: $0) }
      }
    }
    return AccountLoopSlice(start: Int32(start), count: Int32(credits.count - start))
  }

  /// The books that an account of a segment belongs to.
  private mutating func addBook(_ responsibility: Responsibility, _ ledger: LedgerLayout)
    -> AccountLoopSlice
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
      // Derived from what contracts and sales did to all accounts.
      let change = Int32(ledger.companyOffset(.change))
      company?.change = change
      company?.expansion = change
    }
    let locals = responsibility.locals.enumerated().map { local, role in
      entry(Int32(local)) { ledger.offset($0, role: role) }
    }
    book += ([company] + locals).compactMap { $0 }
    return AccountLoopSlice(start: Int32(start), count: Int32(book.count - start))
  }
}
