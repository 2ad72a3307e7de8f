import Model
import Plans
import Units

/// Pays the seats of a role for a year by its plan, sixteen trials at once: the plan, the quotas and
/// the ledger come together.
///
/// It gathers the figures that the plan's ``PayProgram`` reads, in plain memory, so that paying a seat
/// neither allocates nor counts references.
final class PlanPay {
  let rules: PlanRules
  let program: PayProgram
  let uncounted: UncountedWeight
  /// By metric of the plan; once more for each further window that a period settles of a measure.
  let figures: LaneBuffer<PayFigure<MoneyLanes>>
  /// By line, and after them the plan's own.
  let windows: LaneBuffer<PayWindow<MoneyLanes>>
  let planWindow: UnsafePointer<PayWindow<MoneyLanes>>
  /// What a period settles, measure by measure; in their order where none has a window of its own.
  let lines: LaneBuffer<PayLine<MoneyLanes>>
  /// By line: the pieces that it counts.
  let lineWindows: LaneBuffer<Window>
  /// By line: what it pays before the plan's own gates and caps.
  let linePay: LaneBuffer<MoneyLanes>
  /// As ``figures``: what of their credit is for deals; read only of those that have any.
  let dealCredit: LaneBuffer<MoneyLanes>
  /// By measure: the same at the end of the last period, where the plan counts to date.
  let dealsBefore: LaneBuffer<MoneyLanes>
  /// By told measure: what the seat paid last attained in the year.
  let told: LaneBuffer<Told>
  /// By ``PlanRules/DealOwner``.
  let yearDeals: LaneBuffer<YearDeals>
  /// By piece: the share of it that the seat was filled, and the share of its quota that stands for
  /// the person in the seat, and for who cannot be vacant.
  private let occupied: LaneBuffer<MoneyLanes>
  private let entitled: LaneBuffer<MoneyLanes>
  private let ramped: LaneBuffer<MoneyLanes>
  /// How many lines the last period had.
  var settledLines = 0
  /// What the last period's cap was of.
  var capped = PayCapped(settles: MoneyLanes())
  /// By period of the year: what was earned, before it is settled.
  let earnedIn: LaneBuffer<MoneyLanes>
  /// Looks on, for one trial; nil in a run.
  let recorder: PayRecorder?
  private var owned: [LaneBuffer<Double>] = []

  init(
    _ rules: PlanRules, nothingDue: QuotaRule.NothingDue, recorder: PayRecorder? = nil
  ) {
    self.rules = rules
    self.recorder = recorder
    program = rules.program
    uncounted =
      switch nothingDue {
      case .zero: .paysNothing
      case .target: .paysTarget
      case .redistribute: .isRedistributed
      }
    let measures = rules.measures.count
    let windowsOf = (0..<measures).map { rules.measures[$0].windows }
    let lineCount = windowsOf.reduce(0, +)
    let figureCount = rules.metrics.count * (windowsOf.max() ?? 1)
    figures = LaneBuffer(repeating: .none, count: figureCount)
    windows = LaneBuffer(repeating: PayWindow(target: .zero, settles: .zero), count: lineCount + 1)
    planWindow = UnsafePointer(windows.base + lineCount)
    lines = LaneBuffer(
      (0..<lineCount).map { [figures, planWindow] line in
        PayLine(
          measure: line, figures: UnsafePointer(figures.base), window: planWindow,
          earnsMoney: false)
      })
    lineWindows = LaneBuffer(repeating: Window(first: 0, last: 0), count: lineCount)
    linePay = LaneBuffer(repeating: .zero, count: lineCount)
    dealCredit = LaneBuffer(repeating: .zero, count: figureCount)
    dealsBefore = LaneBuffer(repeating: .zero, count: measures)
    told = LaneBuffer(repeating: Told(), count: rules.told.count)
    yearDeals = LaneBuffer(repeating: YearDeals(), count: PlanRules.DealOwner.allCases.count)
    earnedIn = LaneBuffer(repeating: .zero, count: rules.periods)
    occupied = LaneBuffer(repeating: .one, count: rules.pieces)
    entitled = LaneBuffer(repeating: .one, count: rules.pieces)
    ramped = LaneBuffer(repeating: .one, count: rules.pieces)
  }

  /// A seat in a year: where its credit stands and what its quotas are.
  struct Seat: BitwiseCopyable {
    /// Where the seat's row begins in the ledger, and the year's first bin in every flow.
    fileprivate let row: Int
    fileprivate let firstBin: Int
    /// By metric: the year's quota; by piece its share and the share of the year's ARR that has come
    /// due by its end.
    fileprivate let numbers: UnsafePointer<Double>
    /// Seats of the role, who share a pool.
    fileprivate let teamSize: Int
  }

  /// What a year came to.
  struct Outcome: BitwiseCopyable {
    var pay = MoneyLanes()
    /// Target incentive for the time that somebody sat in the seat.
    var target = MoneyLanes()
    /// Attainment of the whole year, over the plan's measures by weight, before gates.
    var attainment = MoneyLanes()
    /// 1 where there is an attainment; 0 where nothing was due that could count, or where the plan
    /// reads no quota.
    var attains = MoneyLanes()
  }

  /// What a measure came to in a year: its attainment, and 1 where something was due that could count,
  /// else 0.
  struct Told: BitwiseCopyable {
    var attainment = MoneyLanes()
    var counts = MoneyLanes()
  }

  /// What a person owes or is owed from one year to the next.
  struct Balance: BitwiseCopyable {
    var pay = PayBalances<MoneyLanes>()
    /// Deals of earlier years, the seat's own and its team's.
    fileprivate var own = PaidDeals()
    fileprivate var team = PaidDeals()
  }

  /// A seat that is paid: its own, its team's and the company's flows from the year's first bin on,
  /// who sits there, and for what.
  struct SeatPay: BitwiseCopyable {
    fileprivate let row: UnsafePointer<MoneyLanes>
    fileprivate let team: UnsafePointer<MoneyLanes>
    fileprivate let company: UnsafePointer<MoneyLanes>
    /// As ``Seat`` has them.
    let firstBin: Int
    let numbers: UnsafePointer<Double>
    let teamSize: Int
    let presence: Presence
    let occupied: UnsafePointer<MoneyLanes>
    let entitled: UnsafePointer<MoneyLanes>
    let ramped: UnsafePointer<MoneyLanes>
    let offer: PayOffer
    let balance: UnsafeMutablePointer<Balance>

    /// The year's first piece in the horizon.
    @inline(__always)
    func firstPiece(_ rules: PlanRules) -> Int { firstBin / rules.binsPerPiece }

    /// A flow in the year's bins `from`..<`to`.
    @inline(__always)
    func sum(_ part: PlanRules.Part, _ from: Int, _ to: Int) -> MoneyLanes {
      var total = MoneyLanes()
      guard part.offset >= 0 else { return total }
      let first =
        switch part.scope {
        case .individual: row + part.offset
        case .team: team + part.offset
        case .company: company + part.offset
        }
      for bin in from..<to { total += first[bin] }
      return total
    }
  }

  /// A seat that the plan pays in a year.
  ///
  /// - Parameter row: Where its row begins in the ledger.
  func seat(row: Int, year: Int, quotas: SeatQuotas) -> Seat {
    var numbers: [Double] = []
    for (asked, quota) in zip(rules.reading.metrics, quotas.metrics) {
      let due = quotas.dueSoFar(asked.scope)
      numbers.append(quota.year)
      numbers += quota.shares
      numbers += (1...rules.pieces).map { due[$0 * rules.binsPerPiece - 1] }
    }
    let buffer = LaneBuffer(numbers)
    owned.append(buffer)
    return Seat(
      row: row, firstBin: year * rules.pieces * rules.binsPerPiece, numbers: buffer.base,
      teamSize: max(1, quotas.teamSize))
  }

  /// Pays a seat for its year.
  ///
  /// - Parameters:
  ///   - flows: The ledger.
  ///   - team: The credit of the role's team.
  func pay(
    _ seat: Seat, flows: UnsafePointer<MoneyLanes>, team: UnsafePointer<MoneyLanes>,
    presence: Presence, offer: PayOffer, balance: UnsafeMutablePointer<Balance>
  ) -> Outcome {
    let seat = paying(seat, flows, team, presence, offer, balance)
    var outcome = Outcome()
    var (target, occupied, share) = (MoneyLanes(), MoneyLanes(), MoneyLanes())
    var earnedToDate = MoneyLanes()
    openDeals()
    for period in 0..<rules.periods {
      let here = presence.occupied[period]
      let targetHere = here * (offer.targetIncentive * rules.periodWeights[period])
      outcome.target += targetHere
      if !rules.isToDate { (target, occupied, share) = (MoneyLanes(), MoneyLanes(), MoneyLanes()) }
      target += targetHere
      occupied += here
      if program.capsMoney { share += here * rules.periodWeights[period] }
      let plans = UnsafeMutablePointer(mutating: planWindow)
      plans.pointee.target = target
      plans.pointee.settles = program.capsMoney ? share : target
      plans.pointee.present = occupied
      let (earned, taken) = earned(
        Window(
          first: rules.isToDate ? 0 : period * rules.piecesPerPeriod,
          last: (period + 1) * rules.piecesPerPeriod - 1), seat)
      earnedIn[period] = earned.money
      var due = earned.money
      if rules.isToDate {
        due -= earnedToDate
        earnedToDate = earned.money
      }
      let opening = recorder == nil ? PayBalances() : seat.balance.pointee.pay
      let paid = settle(due, taken: taken, period: period, seat)
      outcome.pay += paid
      recorder?.keep(
        self, seat, period: period, earned: earned.money, due: due, taken: taken, paid: paid,
        opening: opening)
      (outcome.attainment, outcome.attains) = (earned.attainment, earned.attains)
    }
    if !rules.endsWithYear {
      (outcome.attainment, outcome.attains) = yearAttainment(seat)
    }
    closeDeals(seat)
    tell(seat)
    return outcome
  }

  /// Tells what each measure attained; the last period of a plan that counts to date has gathered it.
  private func tell(_ seat: SeatPay) {
    let isGathered = rules.isToDate && !rules.hasOwnWindows
    for index in 0..<rules.told.count {
      let ask = rules.told[index]
      let figure =
        isGathered
        ? figures[ask]
        : figure(
          ask, Window(first: 0, last: rules.pieces - 1), seat, deals: dealCredit.base + ask)
      told[index] = Told(attainment: figure.attainment, counts: figure.counts)
    }
  }

  /// The attainment of a measure over the whole year, and 1 where it counts, 0 where nothing is due
  /// that could; of a matrix, its rows.
  func yearAttainment(
    ofMeasure place: Int, _ seat: Seat, flows: UnsafePointer<MoneyLanes>,
    team: UnsafePointer<MoneyLanes>, presence: Presence, offer: PayOffer
  ) -> (attainment: MoneyLanes, counts: MoneyLanes) {
    var balance = Balance()
    return withUnsafeMutablePointer(to: &balance) { balance in
      let figure = figure(
        program.measures[place].metrics.first, Window(first: 0, last: rules.pieces - 1),
        paying(seat, flows, team, presence, offer, balance), deals: dealCredit.base)
      return (figure.attainment, figure.counts)
    }
  }

  private func paying(
    _ seat: Seat, _ flows: UnsafePointer<MoneyLanes>, _ team: UnsafePointer<MoneyLanes>,
    _ presence: Presence, _ offer: PayOffer, _ balance: UnsafeMutablePointer<Balance>
  ) -> SeatPay {
    let isCut = rules.piecesPerPeriod > 1
    if rules.hasRamp || isCut {
      for period in 0..<rules.periods {
        let factor = rules.quotaFactor(presence.monthsSinceHire[period])
        let first = period * rules.piecesPerPeriod
        for piece in first..<first + rules.piecesPerPeriod {
          occupied[piece] = presence.occupied[period]
          ramped[piece] = factor
          entitled[piece] = presence.occupied[period] * factor
        }
      }
    }
    return SeatPay(
      row: flows + seat.row + seat.firstBin, team: team + seat.firstBin,
      company: flows + seat.firstBin, firstBin: seat.firstBin, numbers: seat.numbers,
      teamSize: seat.teamSize,
      presence: presence, occupied: isCut ? UnsafePointer(occupied.base) : presence.occupied,
      entitled: rules.hasRamp || isCut ? UnsafePointer(entitled.base) : presence.occupied,
      ramped: ramped.base, offer: offer, balance: balance)
  }
}

/// Deals that churn has not taken back, and what was paid for them.
///
/// A ledger does not tell deals apart: a lost one takes back what the credit of all of them was paid
/// on average.
struct PaidDeals: BitwiseCopyable {
  var credit = MoneyLanes()
  var pay = MoneyLanes()

  /// Takes lost credit away, and with it its part of the pay.
  ///
  /// - Returns: What is taken back.
  mutating func takeBack(_ lost: MoneyLanes) -> MoneyLanes {
    guard holds(lost .> MoneyLanes()) else { return MoneyLanes() }
    let part = least(share(of: lost, in: credit), .one)
    let taken = pay * part
    pay -= taken
    credit -= credit * part
    return taken
  }
}

/// The deals of a fiscal year so far.
struct YearDeals: BitwiseCopyable {
  /// By the last period that showed them.
  var paid = PaidDeals()
  /// Of all deals, also those that are lost.
  var credit = MoneyLanes()
  /// What all of them are paid by the latest period.
  var standing = MoneyLanes()
  /// What was taken back of those that are lost.
  private var taken = MoneyLanes()

  /// What more is taken now than so far: of what is lost, what it stands for.
  mutating func changeOfTaken() -> MoneyLanes {
    let due = most(MoneyLanes(), standing * share(of: credit - paid.credit, in: credit))
    defer { taken = due }
    return due - taken
  }
}

extension UnsafeMutablePointer<PlanPay.Balance> {
  /// The deals of earlier years.
  func deals(of owner: PlanRules.DealOwner) -> UnsafeMutablePointer<PaidDeals> {
    owner == .seat ? pointer(to: \.own)! : pointer(to: \.team)!
  }
}
