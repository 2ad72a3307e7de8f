/// What a person whose terms change within a year is paid, by the words of `docs/plans.md`, in exact
/// fractions and day by day.
///
/// It knows one measure a plan and the year 2026, and shares no code with the program.
public struct ExactChanges {
  public enum Shape {
    /// Multiples of target over attainment, straight between the points and level after the last.
    case curve([(from: Fraction, pays: Fraction)])
    case rate(Fraction)
    /// A share of base for each unit.
    case shareOfBase(Fraction)
    /// Each slice of credit, by its bound in attainment.
    case marginal([(from: Fraction, pays: Fraction)])
  }

  public struct Plan {
    public let shape: Shape
    /// Of its periods.
    public let months: Int
    public let isToDate: Bool

    public init(_ shape: Shape, months: Int, isToDate: Bool) {
      self.shape = shape
      self.months = months
      self.isToDate = isToDate
    }
  }

  /// What holds from a day on. Days count from 0, the first of the year.
  public struct Part {
    public let first: Int
    public let plan: Int
    public let target: Fraction
    public let base: Fraction
    public let quota: Fraction

    public init(first: Int, plan: Int, target: Int, base: Int, quota: Int) {
      self.first = first
      self.plan = plan
      self.target = Fraction(target)
      self.base = Fraction(base)
      self.quota = Fraction(quota)
    }
  }

  public let plans: [Plan]
  /// By rising days, the first on day 0.
  public let parts: [Part]
  public let credits: [(day: Int, amount: Fraction)]

  public init(plans: [Plan], parts: [Part], credits: [(day: Int, amount: Fraction)]) {
    self.plans = plans
    self.parts = parts
    self.credits = credits
  }

  private static let year = 365
  private static let firstDays = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

  private func days(of part: Int) -> Range<Int> {
    parts[part].first..<(part + 1 < parts.count ? parts[part + 1].first : Self.year)
  }

  /// The share of a year that some days are, each of the plan's periods being as much as another.
  private func share(_ days: Range<Int>, _ plan: Plan) -> Fraction {
    stride(from: 0, to: 12, by: plan.months).reduce(.zero) { sum, month in
      let period = Self.firstDays[month]..<Self.firstDays[month + plan.months]
      return sum
        + Fraction(plan.months, over: 12)
        * Fraction(days.clamped(to: period).count, over: period.count)
    }
  }

  private func credited(_ days: Range<Int>) -> Fraction {
    credits.filter { days.contains($0.day) }.reduce(.zero) { $0 + $1.amount }
  }

  /// The pays, plan after plan and period after period, and what is carried after the last.
  public func pays() -> (pays: [Fraction], carried: Fraction) {
    var (pays, carried) = ([Fraction](), Fraction.zero)
    var begin = 0
    while begin < parts.count {
      var end = begin + 1
      while end < parts.count, parts[end].plan == parts[begin].plan { end += 1 }
      let plan = plans[parts[begin].plan]
      let stint = days(of: begin).lowerBound..<days(of: end - 1).upperBound
      var before = Fraction.zero
      for month in stride(from: 0, to: 12, by: plan.months) {
        let period = Self.firstDays[month]..<Self.firstDays[month + plan.months]
        guard !period.clamped(to: stint).isEmpty else { continue }
        var earned = earned(plan, begin..<end, stint, until: period)
        if plan.isToDate { (earned, before) = (earned - before, earned) }
        let balance = earned + carried
        carried = min(balance, .zero)
        pays.append(max(balance, .zero))
      }
      begin = end
    }
    return (pays, carried)
  }

  private func earned(
    _ plan: Plan, _ own: Range<Int>, _ stint: Range<Int>, until period: Range<Int>
  ) -> Fraction {
    let window = plan.isToDate ? 0..<period.upperBound : period
    func sum(_ parts: Range<Int>, _ amount: (Part) -> Fraction) -> Fraction {
      parts.reduce(.zero) {
        $0 + amount(self.parts[$1]) * share(days(of: $1).clamped(to: window), plan)
      }
    }
    let paid = window.clamped(to: stint)
    switch plan.shape {
    case .rate(let rate): return credited(paid) * rate
    case .shareOfBase(let share):
      return own.reduce(.zero) {
        $0 + credited(days(of: $1).clamped(to: paid)) * share * parts[$1].base
      }
    case .marginal(let bounds):
      let quota = sum(own, \.quota)
      let credit = credited(paid)
      return bounds.indices.reduce(.zero) { total, index in
        let low = bounds[index].from * quota
        let high = index + 1 < bounds.count ? bounds[index + 1].from * quota : credit
        let slice = min(credit, index + 1 < bounds.count ? high : credit) - low
        return total + max(slice, .zero) * bounds[index].pays
      }
    case .curve(let points):
      // To date there is one attainment, also of the time on another plan.
      let attained = plan.isToDate ? 0..<own.upperBound : own
      let quota = sum(attained, \.quota)
      let days = window.clamped(
        to: self.days(of: attained.lowerBound).lowerBound..<stint.upperBound)
      guard quota > .zero else { return .zero }
      return sum(own, \.target) * Self.multiple(points, at: credited(days) / quota)
    }
  }

  private static func multiple(
    _ points: [(from: Fraction, pays: Fraction)], at attainment: Fraction
  ) -> Fraction {
    guard let index = points.lastIndex(where: { $0.from <= attainment }) else { return .zero }
    let low = points[index]
    guard index + 1 < points.count else { return low.pays }
    let high = points[index + 1]
    return low.pays
      + (high.pays - low.pays) * (attainment - low.from) / (high.from - low.from)
  }
}
