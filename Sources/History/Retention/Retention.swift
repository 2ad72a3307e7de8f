import Units

/// Retention by year and segment, by the definitions of closed cohorts.
///
/// ```swift
/// let retention = Retention(of: .movements(history))
/// print(retention.years.map { ($0.year, $0.whole.cohort?.nrr) })
/// ```
public struct Retention: Sendable {
  public let past: RecordedPast
  public let years: [YearRetention]
  /// Nil where the file does not follow accounts from year to year.
  public let triangle: CohortTriangle?

  /// A figure that the file cannot tell, and why.
  public struct Unknown: Hashable, Sendable {
    public let figures: String
    public let reason: String
  }

  /// - Returns: Nil for a table of survivors, which has no years of a book.
  public init?(of past: RecordedPast) {
    self.past = past
    var tally = Tally()
    switch past {
    case .renewals(let history):
      tally.add(history)
      triangle = nil
    case .snapshots(let history): triangle = tally.add(history)
    case .movements(let history): triangle = tally.add(history)
    case .survivors: return nil
    }
    years = tally.years
  }

  /// What is not known of what contracts renewed for.
  private static func unknownAmounts(of history: RenewalHistory) -> [Unknown] {
    let renewed = history.decided.filter { $0.outcome == .renewed && $0.date != nil }
    let missing = renewed.filter { $0.after == nil }
    guard !missing.isEmpty else { return [] }
    let years = Set(missing.compactMap { $0.date?.year }).sorted().map(String.init)
    return [
      Unknown(
        figures: "rates capped and with increase of \(years.joined(separator: ", "))",
        reason: missing.count == renewed.count
          ? "what contracts renewed for is not in the file"
          : "\(missing.count) of \(renewed.count) renewed contracts have no amount that they renewed"
            + " for")
    ]
  }

  /// What the form of the file cannot tell.
  public var unknown: [Unknown] {
    switch past {
    case .renewals(let history):
      Self.unknownAmounts(of: history) + [
        Unknown(
          figures: "NRR, GRR, logo retention, the ARR walk and cohorts",
          reason:
            "what expands or shrinks between renewals is not in the file, and an account comes"
            + " up once a term")
      ]
    case .snapshots:
      [
        Unknown(
          figures: "the ARR walk",
          reason: "movements within a year net out; the walk of year ends stands in its place"),
        Unknown(
          figures: "the renewal rate on due ARR",
          reason: "opening ARR is not what an account had on its renewal day; the rate on opening"
            + " ARR stands in its place"),
      ]
    case .movements:
      [
        Unknown(
          figures: "renewal rates",
          reason: "renewals that changed nothing are not in the file")
      ]
    case .survivors: []
    }
  }
}

/// The figures of years and segments while they are counted.
struct Tally {
  private var whole: [Int: RetentionFigures] = [:]
  private var parts: [Int: [String: RetentionFigures]] = [:]

  /// Changes the figures of a year, of the whole book and of a segment.
  mutating func change(
    _ year: Int, _ segment: String?, _ body: (inout RetentionFigures) -> Void
  ) {
    body(&whole[year, default: RetentionFigures()])
    if let segment { body(&parts[year, default: [:]][segment, default: RetentionFigures()]) }
  }

  var years: [YearRetention] {
    whole.sorted { $0.key < $1.key }.map { year, figures in
      YearRetention(
        year: year, whole: figures,
        segments: (parts[year] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
  }

  // MARK: - Renewals

  mutating func add(_ history: RenewalHistory) {
    for renewal in history.decided {
      guard let date = renewal.date else { continue }
      change(date.year, renewal.segment) { figures in
        var due = figures.due ?? DueFigures()
        due.add(renewal)
        figures.due = due
      }
    }
  }

  // MARK: - Snapshots

  mutating func add(_ history: SnapshotHistory) -> CohortTriangle? {
    let snapshots = history.snapshots.sorted { $0.year < $1.year }
    guard let first = snapshots.first?.year, let last = snapshots.last?.year else { return nil }
    var seen: Set<String> = []
    for snapshot in snapshots {
      add(snapshot, isReturn: seen.contains(snapshot.account) && snapshot.opening == 0)
      seen.insert(snapshot.account)
    }
    return CohortTriangle(lives: Self.lives(of: snapshots, from: first), years: first...last)
  }

  private mutating func add(_ snapshot: Snapshot, isReturn: Bool) {
    let (opening, closing) = (snapshot.opening, snapshot.closing)
    change(snapshot.year, snapshot.segment) { figures in
      var cohort = figures.cohort ?? CohortFigures(countsLosses: false)
      var walk = figures.netWalk ?? ARRWalk()
      walk.add(.opening, opening)
      if opening > 0 {
        cohort.add(start: opening, end: closing, lost: nil)
        let kind: Movement.Kind =
          closing == 0 ? .churn : closing < opening ? .contraction : .expansion
        walk.add(kind, closing - opening)
      } else {
        walk.add(isReturn ? .reactivation : .new, closing)
      }
      (figures.cohort, figures.netWalk) = (cohort, walk)
      if snapshot.isDue == true, opening > 0 {
        var due = figures.openingDue ?? OpeningDueFigures()
        due.add(opening: opening, closing: closing)
        figures.openingDue = due
      }
    }
  }

  /// The lives of accounts, each with its ARR at the end of every year from its intake on.
  ///
  /// A year without a row is known by its neighbours: it ends with what the next row opens with. Of
  /// several in a row only the last is; the others are taken to end with the same.
  private static func lives(
    of snapshots: [Snapshot], from first: Int
  ) -> [(year: Int?, ends: [Double])] {
    Dictionary(grouping: snapshots, by: \.account).values.flatMap { own in
      var lives: [(year: Int?, ends: [Double])] = []
      var last: Snapshot?
      for snapshot in own {
        if snapshot.opening == 0 {
          lives.append((snapshot.year, [snapshot.closing]))
        } else if let last, last.closing > 0 {
          let missing = max(0, snapshot.year - last.year - 1)
          lives[lives.count - 1].ends += Array(repeating: snapshot.opening, count: missing)
          lives[lives.count - 1].ends.append(snapshot.closing)
        } else if last != nil {
          // Back, before this year opened.
          lives.append(
            (snapshot.year - 1, [snapshot.opening, snapshot.closing]))
        } else {
          // From before the file, which may leave out its first years.
          lives.append(
            (
              nil,
              Array(repeating: 0, count: snapshot.year - first)
                + [snapshot.opening, snapshot.closing]
            ))
        }
        last = snapshot
      }
      return lives
    }
  }

  // MARK: - Movements

  mutating func add(_ history: MovementHistory) -> CohortTriangle {
    var lives: [(year: Int?, ends: [Double])] = []
    for movements in history.accounts {
      lives += add(movements, years: history.years)
    }
    return CohortTriangle(lives: lives, years: history.years)
  }

  /// Plays the movements of one account.
  ///
  /// - Returns: Its lives, for the triangle.
  private mutating func add(
    _ movements: [Movement], years: ClosedRange<Int>
  ) -> [(year: Int?, ends: [Double])] {
    var lives: [(year: Int?, ends: [Double])] = []
    var balance = ARRBalance()
    var next = movements.startIndex
    let segment = movements.last(where: { $0.segment != nil })?.segment
    while next < movements.endIndex,
      movements[next].kind == .opening || movements[next].date.year < years.lowerBound
    {
      balance.add(movements[next].amount)
      next += 1
    }
    if balance.isCustomer { lives.append((nil, [balance.amount])) }
    for year in years {
      let start = balance.amount
      let isOfCohort = balance.isCustomer
      var (isLeft, lost) = (false, 0.0)
      var walk = ARRWalk()
      walk.add(.opening, start)
      while next < movements.endIndex, movements[next].date.year == year {
        let movement = movements[next]
        next += 1
        let wasCustomer = balance.isCustomer
        balance.add(movement.amount)
        walk.add(movement.kind == .opening ? .new : movement.kind, movement.amount)
        if isOfCohort, !isLeft, movement.amount < 0 { lost -= movement.amount }
        if !wasCustomer, balance.isCustomer { lives.append((year, [])) }
        if wasCustomer, !balance.isCustomer { isLeft = true }
      }
      if balance.isCustomer, !lives.isEmpty { lives[lives.count - 1].ends.append(balance.amount) }
      guard isOfCohort || walk != ARRWalk() else { continue }
      let end = isLeft ? 0 : balance.amount
      change(year, segment) { figures in
        var total = figures.walk ?? ARRWalk()
        total.add(walk)
        figures.walk = total
        var cohort = figures.cohort ?? CohortFigures(countsLosses: true)
        if isOfCohort { cohort.add(start: start, end: end, lost: lost) }
        figures.cohort = cohort
      }
    }
    return lives
  }
}

extension ARRWalk {
  mutating func add(_ other: ARRWalk) {
    start += other.start
    new += other.new
    reactivation += other.reactivation
    expansion += other.expansion
    contraction += other.contraction
    churn += other.churn
  }
}
