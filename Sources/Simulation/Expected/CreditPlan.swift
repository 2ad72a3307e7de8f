import Model
import Ownership
import Plans

/// Who handles each account under a model, year by year, and where the ledger counts what they
/// bring: all of ``ExpectedCredit`` that no draw changes.
struct CreditPlan: Sendable {
  /// A person in front of the opportunities of a route in a year: the chance to find one, or to win
  /// it, month by month.
  struct Hand: Hashable, Sendable {
    let year: Int
    let stream: Int
    /// The index in ``WorldRates/funnels``.
    let funnel: Int
    let person: Person
    /// The class of the account's drivers of the stream; 0 for finders.
    let driverClass: Int
  }

  /// Whoever sits in a seat, as an account meets them; seat -1 for nobody.
  struct Person: Hashable, Sendable {
    var seat: Int32 = -1
    /// How many other seats of the role the account had before.
    var turn: Int32 = 0
  }

  /// The people who find and close an account's opportunities.
  struct Pair: Sendable {
    let finder: Int
    let closer: Int
  }

  /// The opportunities of a stream that one owner handles. A class, so that reading one in the
  /// innermost loop copies nothing.
  final class Route: Sendable {
    enum Side: Sendable { case all, upToLine, aboveLine }

    let stream: ExpansionStream
    let isBig: Bool
    let side: Side
    let line: UpsellLine
    /// Whether finding and winning matter; else every opportunity is a sale.
    let hasFunnel: Bool
    let finder: Int
    let closer: Int
    let driverTarget: Int?
    let credits: [Credit]
    /// By ``Flow``, from sourced to wonARR: the offset in the finder's rows; negative if absent.
    let leads: [Int]
    let countsLeads: Bool

    init(
      _ stream: ExpansionStream, isBig: Bool, side: Side, line: UpsellLine, finder: Int,
      closer: Int, driverTarget: Int?, credits: [Credit], leads: [Int]
    ) {
      self.stream = stream
      self.isBig = isBig
      self.side = side
      self.line = line
      hasFunnel = stream.hasFunnel
      self.finder = finder
      self.closer = closer
      self.driverTarget = driverTarget
      self.credits = credits
      self.leads = leads
      countsLeads = leads.contains { $0 >= 0 }
    }
  }

  /// A share of a sale that a row of the ledger counts.
  struct Credit: Sendable {
    /// Nil for the company.
    let local: Int?
    let offset: Int
    let share: Double
    let cap: Double
  }

  /// A row that counts a flow of an account's book.
  struct Counter: Sendable {
    /// Nil for the company.
    let local: Int?
    let offset: Int
  }

  /// A segment under a stage; a class for the same reason.
  final class Part: Sendable {
    let routes: [Route]
    let renewals: [Credit]
    let increases: [Credit]
    /// By the raw value of a flow of the book.
    let counters: [[Counter]]
    let countsLosses: Bool
    /// Whether the size of an account decides who sells.
    let hasLine: Bool

    init(routes: [Route], renewals: [Credit], increases: [Credit], counters: [[Counter]]) {
      self.routes = routes
      self.renewals = renewals
      self.increases = increases
      self.counters = counters
      countsLosses = !counters[Flow.grossLoss.rawValue].isEmpty
      hasLine = routes.contains { $0.side != .all }
    }
  }

  /// An account in a fiscal year.
  struct Step: Sendable {
    let part: Int32
    let renewal: RenewalTerms
    let renewalTurn: Int32
    /// The month of the horizon of the year's first term end; -1 if no term ends.
    let month: Int32
    let exponent: Float
    let termEnds: Int32
  }

  let model: Int
  let layout: LedgerLayout
  private(set) var parts: [Part] = []
  private(set) var steps: [Step] = []
  /// At `step * routes + route`.
  private(set) var pairOfRoute: [Int32] = []
  private(set) var pairs: [Pair] = []
  private(set) var finders: [Hand] = []
  private(set) var closers: [Hand] = []
  /// The most routes of a part.
  let routes: Int
  /// Whether the ARR of single accounts matters: for a line or a cap in currency.
  private(set) var readsARR = false
  private(set) var talents: Set<OuterInputs.Talent> = []
  /// By seat, month and sitter: the chance, and the mean log of what is served then.
  let laws: [SeatLaw]
  let lawOfSeat: [Int]

  init(_ compiled: CompiledScenario, model index: Int, laws: SeatLaws) {
    let model = compiled.models[index]
    self.model = index
    layout = compiled.pilotLedgers[index]
    self.laws = laws.laws
    lawOfSeat = compiled.lifeOfSeat[index].map { laws.lawOfLife[$0] }
    let segments = compiled.outcomes.count
    let tellsUpsellsApart = compiled.plans[index].contains { plans in
      plans.values.contains { $0.metrics.contains(where: Self.tellsUpsellsApart) }
    }
    for (stage, plans) in zip(model.stages, compiled.plans[index]) {
      for segment in 0..<segments {
        parts.append(
          Self.part(
            compiled, stage.responsibilities[segment], segment, plans, layout,
            tellsUpsellsApart: tellsUpsellsApart))
      }
    }
    routes = parts.map(\.routes.count).max() ?? 0
    readsARR = parts.contains { part in
      part.routes.contains { route in
        route.side != .all && !route.line.isShare
          || route.credits.contains { $0.cap < .infinity }
      }
    }
    for role in model.roles {
      talents.insert(OuterInputs.Talent(role: role, person: .first(inSeat: 0)))
    }
    resolveAccounts(compiled, model)
    for seat in model.seats.indices where !self.laws[lawOfSeat[seat]].isCertain {
      talents.insert(OuterInputs.Talent(role: model.seats[seat].role, person: .successor))
    }
  }

  // MARK: - Parts

  /// Whether a metric counts upsells on one side of the line only.
  private static func tellsUpsellsApart(_ metric: Metric) -> Bool {
    let flows = Flow.needed(by: metric) ?? []
    return flows.contains(.smallUpsell) != flows.contains(.bigUpsell)
  }

  /// - Parameter tellsUpsellsApart: Whether upsells on the two sides of the line count differently
  ///   even if the same people handle them.
  private static func part(
    _ compiled: CompiledScenario, _ responsibility: Responsibility, _ segment: Int,
    _ plans: [Role: Plan], _ layout: LedgerLayout, tellsUpsellsApart: Bool
  ) -> Part {
    func credits(_ route: Responsibility.Route, _ motion: Motion) -> [Credit] {
      guard let flow = Flow(credit: motion) else { return [] }
      var credits: [Credit] = []
      if layout.companyOffset(flow) >= 0 {
        credits.append(
          Credit(local: nil, offset: layout.companyOffset(flow), share: 1, cap: .infinity))
      }
      for share in route.credits {
        let role = responsibility.locals[share.local]
        let offset = layout.offset(flow, role: role)
        guard offset >= 0 else { continue }
        credits.append(
          Credit(
            local: share.local, offset: offset, share: share.share,
            cap: plans[role]?.dealCap(of: motion) ?? .infinity))
      }
      return credits
    }
    func route(_ stream: ExpansionStream, isBig: Bool, _ side: Route.Side) -> Route {
      let route = responsibility.route(stream, isBig: isBig)
      let leads = Flow.leadFlows.map { flow in
        route.finder == Responsibility.nobody || !stream.hasFunnel
          ? -1 : layout.offset(flow, role: responsibility.locals[route.finder])
      }
      return Route(
        stream, isBig: isBig, side: side, line: responsibility.line, finder: route.finder,
        closer: route.owner,
        driverTarget: compiled.drivers.firstIndex { $0.target == .stream(stream) },
        credits: credits(route, isBig ? stream.motions.last! : stream.motions.first!),
        leads: leads)
    }
    let routes = ExpansionStream.allCases.filter {
      compiled.outcomes[segment].streams[$0.index] != nil
    }.flatMap { stream -> [Route] in
      guard stream == .upsell, tellsUpsellsApart || !responsibility.handlesUpsellsAlike else {
        return [route(stream, isBig: false, .all)]
      }
      return [route(stream, isBig: false, .upToLine), route(stream, isBig: true, .aboveLine)]
    }
    let counters = Flow.allCases.map { flow -> [Counter] in
      guard Flow.book.contains(flow) else { return [] }
      let company = Counter(local: nil, offset: layout.companyOffset(flow))
      let people = responsibility.locals.enumerated().map { local, role in
        Counter(local: local, offset: layout.offset(flow, role: role))
      }
      return ([company] + people).filter { $0.offset >= 0 }
    }
    return Part(
      routes: routes, renewals: credits(responsibility.renewal, .renewal),
      increases: credits(responsibility.priceIncrease, .priceIncrease), counters: counters)
  }

  // MARK: - Accounts

  private mutating func resolveAccounts(_ compiled: CompiledScenario, _ model: CompiledModel) {
    let (book, rates) = (compiled.book, RateIndex(compiled))
    let (years, segments) = (rates.years, rates.segments)
    steps.reserveCapacity(book.count * years)
    pairOfRoute = [Int32](repeating: -1, count: book.count * years * routes)
    var known: [PairKey: Int32] = [:]
    var knownFinders: [Hand: Int] = [:]
    var knownClosers: [Hand: Int] = [:]
    let classes = parts.map { $0.routes.map { $0.driverTarget.map { compiled.drivers[$0] } } }
    var met: [[Int32]] = [[Int32]](repeating: [], count: model.roles.count)
    let roleOfSeat = model.seats.map { seat in model.roles.firstIndex(of: seat.role)! }
    for account in 0..<book.count {
      for role in met.indices { met[role].removeAll(keepingCapacity: true) }
      for year in 0..<years {
        let stageIndex = model.stageOfYear[year]
        let stage = model.stages[stageIndex]
        let segment = Int(book.segment[account])
        let partIndex = stageIndex * segments + segment
        func person(_ local: Int) -> Person {
          guard let seat = stage.seat(ofAccount: account, local: local) else { return Person() }
          guard model.stages.count > 1 else { return Person(seat: Int32(seat)) }
          let role = roleOfSeat[seat]
          if let turn = met[role].firstIndex(of: Int32(seat)) {
            return Person(seat: Int32(seat), turn: Int32(turn))
          }
          met[role].append(Int32(seat))
          let turn = Int32(met[role].count - 1)
          talents.insert(
            OuterInputs.Talent(role: model.roles[role], person: .first(inSeat: Int(turn))))
          return Person(seat: Int32(seat), turn: turn)
        }
        let responsibility = stage.responsibilities[segment]
        let renews = person(responsibility.renewal.owner)
        let events = book.events(account: account, year: year)
        let termEnds = events.filter { $0.kind != .escalation }
        let month = termEnds.first.map { Int($0.month) } ?? -1
        let step = steps.count
        steps.append(
          Step(
            part: Int32(partIndex),
            renewal: RenewalTerms(stage, book, account: account, month: month),
            renewalTurn: renews.turn, month: Int32(month),
            exponent: book.renewalExponent[account * years + year],
            termEnds: Int32(termEnds.count)))
        for (index, route) in parts[partIndex].routes.enumerated() where route.hasFunnel {
          let key = PairKey(
            year: Int32(year), segment: Int32(segment), route: Int32(index),
            driverClass: classes[partIndex][index].map { $0.classOfAccount[account] } ?? 0,
            finder: person(route.finder), closer: person(route.closer))
          if let pair = known[key] {
            pairOfRoute[step * routes + index] = pair
            continue
          }
          let funnel = rates.funnel(
            model: self.model, year: year, segment: segment, stream: route.stream.index,
            isBig: route.isBig)
          func hand(_ person: Person, driverClass: Int) -> Hand {
            Hand(
              year: year, stream: route.stream.index, funnel: funnel, person: person,
              driverClass: driverClass)
          }
          let finder = hand(key.finder, driverClass: 0)
          let closer = hand(key.closer, driverClass: Int(key.driverClass))
          let pair = Int32(pairs.count)
          pairs.append(
            Pair(
              finder: Self.place(of: finder, in: &finders, &knownFinders),
              closer: Self.place(of: closer, in: &closers, &knownClosers)))
          known[key] = pair
          pairOfRoute[step * routes + index] = pair
        }
      }
    }
  }

  private static func place(
    of hand: Hand, in hands: inout [Hand], _ known: inout [Hand: Int]
  ) -> Int {
    if let place = known[hand] { return place }
    known[hand] = hands.count
    hands.append(hand)
    return hands.count - 1
  }

  private struct PairKey: Hashable {
    let year: Int32
    let segment: Int32
    let route: Int32
    let driverClass: Int32
    let finder: Person
    let closer: Person
  }
}
