import Model
import Plans

extension PlanPay {
  /// Weighted measures, as shares of the weight that could be reached.
  struct Weighted: BitwiseCopyable {
    /// Of the plan's own stretch; what measures of a longer one earn is money.
    var multiple = MoneyLanes()
    var money = MoneyLanes()
    var attainment = MoneyLanes()
    /// 1 where any measure counts.
    private(set) var attains = MoneyLanes()
    /// The weight that counts in every trial, and in some.
    private var certain = 0.0
    private var uncertain = MoneyLanes()
    private var isCertain = true

    /// - Parameter target: Of the measure's own stretch, where that is not the plan's.
    @inline(__always)
    mutating func add(
      _ weight: Double, multiple: MoneyLanes, target: MoneyLanes? = nil, attainment: MoneyLanes
    ) {
      earn(multiple, weight, target)
      self.attainment += attainment * weight
      certain += weight
      attains = MoneyLanes.one
    }

    @inline(__always)
    private mutating func earn(_ multiple: MoneyLanes, _ weight: Double, _ target: MoneyLanes?) {
      if let target {
        money += target * multiple * weight
      } else {
        self.multiple += multiple * weight
      }
    }

    /// Adds a measure that is settled later.
    mutating func add(settledLater weight: Double) { certain += weight }

    /// Adds a measure that in some trials cannot count: it pays nothing there, as at target, or
    /// leaves its weight to the others.
    mutating func add(
      _ weight: Double, multiple: MoneyLanes, target: MoneyLanes? = nil, attainment: MoneyLanes,
      counts: MoneyLanes, _ nothingDue: QuotaRule.NothingDue
    ) {
      let atTarget = nothingDue == .target ? 1 - counts : MoneyLanes()
      earn(counts * multiple + atTarget, weight, target)
      attains = most(attains, counts)
      self.attainment += (counts * attainment + atTarget) * weight
      if nothingDue == .redistribute {
        uncertain += counts * weight
        isCertain = false
      } else {
        certain += weight
      }
    }

    @inline(__always)
    mutating func divideByReachable() {
      if !isCertain {
        multiple = share(of: multiple, in: uncertain + certain)
        money = share(of: money, in: uncertain + certain)
        attainment = share(of: attainment, in: uncertain + certain)
      } else if certain > 0 {
        multiple *= 1 / certain
        money *= 1 / certain
        attainment *= 1 / certain
      }
    }
  }
}
