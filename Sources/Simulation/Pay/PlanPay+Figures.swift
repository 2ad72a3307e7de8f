import Model
import Plans
import Units

/// The figures of a window.
extension PlanPay {
  /// The pieces of the year whose credit is counted.
  struct Window: BitwiseCopyable {
    let first: Int
    let last: Int
  }

  typealias Figure = PayFigure<MoneyLanes>

  /// What is earned in the plan's window, and the attainment of the measures that it settles.
  ///
  /// A measure that is not counted as often as the plan pays earns once for each of its own windows
  /// that end in the plan's.
  ///
  /// - Returns: Beside it what churn takes back; nil where it never does.
  func earned(
    _ plans: Window, _ seat: SeatPay
  ) -> (earned: PayEarned<MoneyLanes>, taken: MoneyLanes?) {
    var settled = rules.measures.count
    if rules.hasOwnWindows {
      settled = 0
      for measure in 0..<rules.measures.count {
        addLines(of: measure, in: plans, seat, &settled)
      }
    } else {
      lineWindows.fill(plans)
      for measure in 0..<settled where program.measures.base[measure].isPool {
        lines.base[measure].pool = pool(measure, seat)
      }
      for measure in 0..<settled { gather(program.measures.base[measure].asks, plans, seat) }
    }
    gather(program.ownAsks, plans, seat)
    settledLines = settled
    capped = capped(plans, seat)
    let input = PayInput(
      lines: UnsafePointer(lines.base), count: settled, figures: UnsafePointer(figures.base),
      window: planWindow, base: MoneyLanes(repeating: seat.offer.base), capped: capped)
    guard rules.takesPayBack else { return (program.earned(input, uncounted: uncounted), nil) }
    var pay = LinePay(linePay.base)
    let earned = program.earned(input, uncounted: uncounted, following: &pay)
    return (earned, takenBack(endingWith: plans.last, lines: settled, pay, seat))
  }

  /// What the plan's cap is of: the longest window that the period settles.
  private func capped(_ plans: Window, _ seat: SeatPay) -> PayCapped<MoneyLanes> {
    guard rules.hasOwnWindows, program.isCapped else {
      return PayCapped(settles: planWindow.pointee.settles)
    }
    let first = (0..<settledLines).reduce(plans.first) { min($0, lineWindows[$1].first) }
    let settles = program.settled { measure -> MoneyLanes? in
      let pieces = rules.measures[measure].pieces
      let ended = (plans.last + 1) / pieces * pieces
      return ended > first ? payWindow(Window(first: first, last: ended - 1), seat).settles : nil
    }
    guard first < plans.first else { return PayCapped(settles: settles) }
    let earlier = first / rules.piecesPerPeriod..<plans.first / rules.piecesPerPeriod
    return PayCapped(
      settles: settles, earlier: earlier.reduce(MoneyLanes()) { $0 + earnedIn[$1] })
  }

  /// Adds a line for each window of a measure that the plan's settles.
  private func addLines(
    of measure: Int, in plans: Window, _ seat: SeatPay, _ settled: inout Int
  ) {
    let rule = rules.measures[measure]
    let asks = program.measures.base[measure].asks
    func add(_ own: UnsafePointer<PayWindow<MoneyLanes>>, _ window: Window, block: Int) {
      let line = lines.base + settled
      line.pointee.measure = measure
      line.pointee.earnsMoney = rule.hasOwnWindow
      line.pointee.window = own
      line.pointee.figures = UnsafePointer(figures.base + block * rules.metrics.count)
      line.pointee.pool = pool(measure, seat)
      lineWindows.base[settled] = window
      gather(asks, window, seat, block: block)
      settled += 1
    }
    guard rule.hasOwnWindow else { return add(planWindow, plans, block: 0) }
    for block in 0..<rule.windows {
      let end =
        rule.windows == 1 ? plans.last + 1 : plans.first + (block + 1) * rule.pieces
      let ended = end / rule.pieces * rule.pieces
      guard ended > 0, rules.isToDate || ended == end else { return }
      let window = Window(first: rules.isToDate ? 0 : ended - rule.pieces, last: ended - 1)
      let own = windows.base + settled
      own.pointee = payWindow(window, seat, open: rule.open)
      add(UnsafePointer(own), window, block: block)
    }
  }

  /// The target of a window, and whether somebody was there to earn it.
  ///
  /// - Parameter open: By piece of the horizon the share of it that counts; nil for all.
  private func payWindow(
    _ window: Window, _ seat: SeatPay, open: UnsafePointer<Double>? = nil
  ) -> PayWindow<MoneyLanes> {
    var (target, occupied, share) = (MoneyLanes(), MoneyLanes(), MoneyLanes())
    for piece in window.first...window.last {
      let here = seat.occupied[piece]
      let weight = rules.pieceWeights[piece] * (open?[seat.firstPiece(rules) + piece] ?? 1)
      target += here * (seat.offer.targetIncentive * weight)
      occupied += here
      if program.capsMoney { share += here * rules.pieceWeights[piece] }
    }
    return PayWindow(
      target: target, settles: program.capsMoney ? share : target, present: occupied)
  }

  /// The seats of a role are alike: a pool is shared equally, by weight or by head.
  func pool(_ measure: Int, _ seat: SeatPay) -> MoneyLanes {
    program.measures.base[measure].isPool ? MoneyLanes.one / Double(seat.teamSize) : .one
  }

  /// Puts figures where the program reads them.
  @inline(__always)
  private func gather(
    _ asks: PlanRules.Slice, _ window: Window, _ seat: SeatPay, block: Int = 0
  ) {
    let first = block * rules.metrics.count
    for ask in asks.indices {
      let figure = figures.base + first + ask
      figure.pointee = self.figure(ask, window, seat, deals: dealCredit.base + first + ask)
      if rules.metrics.base[ask].readsCredit {
        figure.pointee.attainment = figure.pointee.credited
      }
    }
  }

  /// The attainment of the whole year, and where there is one.
  func yearAttainment(_ seat: SeatPay) -> (attainment: MoneyLanes, attains: MoneyLanes) {
    let year = Window(first: 0, last: rules.pieces - 1)
    for place in 0..<rules.measures.count where program.measures.base[place].attains > 0 {
      gather(program.measures.base[place].metrics, year, seat)
    }
    return program.attainment(UnsafePointer(figures.base), uncounted: uncounted)
  }

  /// What a metric came to.
  ///
  /// - Parameter deals: Where to put what of it is credit for deals.
  func figure(
    _ place: Int, _ window: Window, _ seat: SeatPay, deals: UnsafeMutablePointer<MoneyLanes>
  ) -> Figure {
    let metric = rules.metrics.base + place
    let numbers = seat.numbers + place * (1 + 2 * rules.pieces)
    let yearQuota = numbers[0]
    switch metric.pointee.source {
    case .atQuota:
      let quota = MoneyLanes(repeating: yearQuota)
      var figure = Figure(
        credited: quota, quota: quota, attainment: yearQuota > 0 ? .one : MoneyLanes())
      // What is always at quota passes whatever is asked of it.
      if metric.pointee.isGate { figure.drop(where: .init(repeating: true)) }
      return figure
    case .ratio(let kind):
      return retention(
        RetentionSoFar(
          kind: kind, dueShare: numbers[1 + rules.pieces + window.last],
          timeShare: Double(window.last + 1) / Double(rules.pieces)),
        metric.pointee, quota: yearQuota, to: (window.last + 1) * rules.binsPerPiece, seat)
    case .credit:
      let credited = credited(metric.pointee, window, seat, deals: deals)
      // A team's and the company's quota do not shrink when one of its seats is vacant.
      let present = metric.pointee.isIndividual ? seat.entitled : seat.ramped
      var quota = MoneyLanes()
      for piece in window.first...window.last {
        let open = metric.pointee.openPieces?[seat.firstPiece(rules) + piece] ?? 1
        quota += present[piece] * (numbers[1 + piece] * yearQuota * open)
      }
      let isNothing = quota .<= MoneyLanes()
      guard holds(isNothing) else {
        return Figure(credited: credited, quota: quota, attainment: credited / quota)
      }
      return Figure(
        credited: credited, quota: quota, attainment: share(of: credited, in: quota),
        counts: MoneyLanes.one.replacing(with: MoneyLanes(), where: isNothing),
        alwaysCounts: false)
    }
  }

  /// Ratios are always to date: a quarter's cohort is the year's.
  @inline(__always)
  private func retention(
    _ soFar: RetentionSoFar, _ metric: PlanRules.MetricRule, quota: Double, to end: Int,
    _ seat: SeatPay
  ) -> Figure {
    let parts = rules.parts.base + metric.parts.indices.lowerBound
    // A cohort stands in the year's first bin.
    let start = seat.sum(parts[0], 0, 1)
    let ratio =
      soFar.isKnown ? soFar.ratio(start: start) { seat.sum(parts[$0], 0, end) } : MoneyLanes()
    var figure = Figure(
      credited: ratio, quota: MoneyLanes(repeating: quota),
      attainment: quota > 0 ? ratio * (1 / quota) : MoneyLanes())
    figure.drop(where: soFar.isKnown ? start .<= MoneyLanes() : .init(repeating: true))
    return figure
  }

  /// - Parameter deals: What of it is credit for deals.
  private func credited(
    _ metric: PlanRules.MetricRule, _ window: Window, _ seat: SeatPay,
    deals: UnsafeMutablePointer<MoneyLanes>
  ) -> MoneyLanes {
    let first = window.first * rules.binsPerPiece
    let end = (window.last + 1) * rules.binsPerPiece
    guard let owner = metric.deals else {
      return sum(metric.parts, first, end, open: metric.open, seat)
    }
    var (credited, ofDeals) = (MoneyLanes(), MoneyLanes())
    for index in metric.parts.indices {
      let part = rules.parts[index]
      let sum = sum(part, first, end, open: metric.open, seat) * part.share
      if part.isDeal { ofDeals += sum } else { credited += sum }
    }
    let all = rules.deals[owner.rawValue]
    if all.removed.offset >= 0 {
      ofDeals -= removed(from: metric, all, ofDeals, first, end, seat)
    }
    deals.pointee = ofDeals
    return credited + ofDeals
  }

  /// What churn removes of a metric's credit for deals: dated by the churn, as a statement dates it.
  ///
  /// The ledger does not tell by which motion a lost deal came: a metric of some motions loses its
  /// part of the credit for deals so far.
  private func removed(
    from metric: PlanRules.MetricRule, _ deals: PlanRules.Deals, _ ofDeals: MoneyLanes,
    _ first: Int, _ end: Int, _ seat: SeatPay
  ) -> MoneyLanes {
    let lost = sum(deals.removed, first, end, open: metric.open, seat)
    guard !metric.countsAllDeals, holds(lost .> MoneyLanes()) else { return lost }
    let toDate =
      first == 0
      ? ofDeals : sum(metric.parts, 0, end, open: metric.open, seat) { $0.isDeal }
    return lost * share(of: toDate, in: sum(deals.credit, 0, end, open: metric.open, seat))
  }

  /// Flows, each by the share of it that counts.
  @inline(__always)
  func sum(
    _ parts: PlanRules.Slice, _ from: Int, _ to: Int, open: UnsafePointer<Double>?,
    _ seat: SeatPay, where isCounted: (PlanRules.Part) -> Bool = { _ in true }
  ) -> MoneyLanes {
    var total = MoneyLanes()
    for index in parts.indices where isCounted(rules.parts[index]) {
      let part = rules.parts[index]
      total += sum(part, from, to, open: open, seat) * part.share
    }
    return total
  }

  /// A flow, of each bin only the share that `open` says where given.
  @inline(__always)
  func sum(
    _ part: PlanRules.Part, _ from: Int, _ to: Int, open: UnsafePointer<Double>?, _ seat: SeatPay
  ) -> MoneyLanes {
    guard let open else { return seat.sum(part, from, to) }
    var total = MoneyLanes()
    for bin in from..<to { total += seat.sum(part, bin, bin + 1) * open[seat.firstBin + bin] }
    return total
  }
}

extension PayFigure<MoneyLanes> {
  /// Says where it does not count.
  fileprivate mutating func drop(where isNothing: SIMDMask<SIMD16<Int64>>) {
    guard holds(isNothing) else { return }
    alwaysCounts = false
    counts.replace(with: MoneyLanes(), where: isNothing)
    credited.replace(with: MoneyLanes(), where: isNothing)
    attainment.replace(with: MoneyLanes(), where: isNothing)
  }
}
