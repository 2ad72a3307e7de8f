package import Units

/// What a person owes or is owed from one period to the next, and how a period settles.
///
/// In this order: a negative balance is made good, earnings are divided into instalments, the
/// guarantee fills up, the draw advances or recovers, the clawback takes.
package struct PayBalances<N: PayNumber> {
  /// A negative true-up not yet made good; not above 0.
  package var carried = N.zero
  /// Recoverable draw not yet recovered.
  package var owed = N.zero

  package init() {}

  /// The least that a period pays.
  package struct Floor {
    package var guarantee: N
    package var draw: N
    /// Whether the draw is owed.
    package var isRecoverable: Bool
    /// The most of a pay that recovers the draw; nil for all above it.
    package var atMost: PayConstant?

    package init(guarantee: N, draw: N, isRecoverable: Bool, atMost: PayConstant? = nil) {
      self.guarantee = guarantee
      self.draw = draw
      self.isRecoverable = isRecoverable
      self.atMost = atMost
    }
  }

  /// Settles one period.
  ///
  /// - Parameters:
  ///   - earned: May be negative: a true-up.
  ///   - instalments: Nil where everything is paid at credit.
  ///   - floor: Nil where nothing is guaranteed, granted or owed.
  ///   - taken: By a clawback; at least 0. It can make pay negative.
  @inline(__always)
  mutating func settling(
    _ earned: N, instalments: inout PayInstalments<N>?, floor: Floor?, taken: N?,
    _ rounding: Money.Rounding?
  ) -> PaySettlement<N> {
    let balance = earned + carried
    carried = N.smaller(balance, .zero)
    let payable = N.larger(balance, .zero)
    var paid = payable
    var (deferred, due) = (N.zero, N.zero)
    if instalments != nil {
      (deferred, due) = instalments!.divide(payable, rounding)
      paid = (payable - deferred + due).rounded(rounding)
    } else if let rounding {
      paid = payable.rounded(rounding)
    }
    var (filled, drawn) = (N.zero, N.zero)
    if let floor {
      filled = N.larger(floor.guarantee - paid, .zero).rounded(rounding)
      let entitled = paid + filled
      let advanced = N.larger(floor.draw - entitled, .zero).rounded(rounding)
      // What recovers a draw leaves the guarantee, which is the least that a period pays.
      var free = N.larger(entitled - N.larger(floor.draw, floor.guarantee), .zero)
      if let atMost = floor.atMost { free = N.smaller(free, entitled * N(atMost)) }
      let recovered = N.smaller(owed, free).rounded(rounding)
      owed = ((floor.isRecoverable ? owed + advanced : owed) - recovered).rounded(rounding)
      drawn = advanced - recovered
      paid = entitled + advanced - recovered
    }
    let takenNow = taken?.rounded(rounding)
    if let takenNow { paid = paid - takenNow }
    return PaySettlement(
      carried: (payable - earned).rounded(rounding), deferred: deferred, instalments: due,
      guarantee: filled, draw: drawn, clawback: takenNow ?? .zero, pay: paid.rounded(rounding))
  }
}

/// What a settlement did to earnings.
package struct PaySettlement<N: PayNumber> {
  /// What made good a negative balance (negative), or was put off as one (positive).
  package let carried: N
  /// Earnings put off to later periods; at least 0.
  package let deferred: N
  /// Earnings of earlier periods, paid now.
  package let instalments: N
  /// What fills up to the guarantee; at least 0.
  package let guarantee: N
  /// Advanced on the draw, or recovered by it (negative).
  package let draw: N
  /// At least 0.
  package let clawback: N
  /// What is paid; negative where the clawback takes more than there is.
  package let pay: N

  package init(
    carried: N, deferred: N, instalments: N, guarantee: N, draw: N, clawback: N, pay: N
  ) {
    self.carried = carried
    self.deferred = deferred
    self.instalments = instalments
    self.guarantee = guarantee
    self.draw = draw
    self.clawback = clawback
    self.pay = pay
  }
}

extension PayBalances: BitwiseCopyable where N: BitwiseCopyable {}
extension PayBalances: Sendable where N: Sendable {}

/// Sixteen trials at once, unrounded.
extension PayBalances<SIMD16<Double>> {
  package mutating func settle(_ earned: N, floor: Floor?, taken: N?) -> N {
    var none: PayInstalments<N>?
    return settling(earned, instalments: &none, floor: floor, taken: taken, nil).pay
  }
}

/// Of one person.
extension PayBalances {
  package mutating func settle(
    _ earned: N, instalments: inout PayInstalments<N>?, floor: Floor, taken: N,
    _ rounding: Money.Rounding?
  ) -> PaySettlement<N> {
    settling(earned, instalments: &instalments, floor: floor, taken: taken, rounding)
  }
}

/// Earnings that are paid in later periods.
package struct PayInstalments<N: PayNumber> {
  /// To come; the first is due next period.
  package private(set) var later: [N] = []
  /// How earnings are divided now, by the number of periods later; total 1.
  package var shares: [Int: N] = [:]

  package init() {}

  /// - Parameter later: What an earlier calculation left; the first is due in the next period.
  package init(later: [N]) { self.later = later }

  /// - Returns: What is put off, and what of earlier periods is due now.
  mutating func divide(
    _ payable: N, _ rounding: Money.Rounding?
  ) -> (deferred: N, due: N) {
    let due = later.isEmpty ? N.zero : later.removeFirst()
    var deferred = N.zero
    for (periods, share) in shares.sorted(by: { $0.key < $1.key }) where periods > 0 {
      let part = (payable * share).rounded(rounding)
      while later.count < periods { later.append(.zero) }
      later[periods - 1] = (later[periods - 1] + part).rounded(rounding)
      deferred = deferred + part
    }
    return (deferred, due)
  }

  /// Cancels what will not be paid, by the number of periods until it is due.
  package mutating func cancel(_ amounts: [Int: N], _ rounding: Money.Rounding?) {
    for (periods, amount) in amounts where later.indices.contains(periods - 1) {
      later[periods - 1] = N.larger(later[periods - 1] - amount, .zero).rounded(rounding)
    }
  }
}

extension PayProgram {
  /// The factor on the quota of a period counted from the start.
  package func rampedQuota(inPeriod ordinal: Int) -> Double {
    ordinal < rampQuota.count ? rampQuota[ordinal] : 1
  }

  /// What a period pays at least.
  ///
  /// - Parameters:
  ///   - target: The target incentive that falls into the period.
  ///   - atWork: The share of the period at work.
  ///   - ordinal: The period's number after the start, from 0; nil for a person employed from the
  ///     beginning.
  ///   - months: Whole months from the start to the period's first day; nil as well.
  @inline(__always)
  private func floor<N: PayNumber>(
    target: N, atWork: N, ordinal: Int?, months: Int?
  ) -> PayBalances<N>.Floor {
    var least = N.zero
    if let ordinal, ordinal < rampGuarantee.count { least = target * N(rampGuarantee[ordinal]) }
    if let guarantee, Self.isWithin(guarantee.months, months) {
      let whole = guarantee.isOfTarget ? target : atWork
      least = N.larger(least, whole * N(guarantee.amount))
    }
    var advance = N.zero
    if let draw, Self.isWithin(draw.months, months) { advance = atWork * N(draw.amount) }
    return PayBalances.Floor(
      guarantee: least, draw: advance, isRecoverable: plan.draw?.recoverable ?? false,
      atMost: drawAtMost)
  }

  package func floor(
    target: Double, atWork: Double, ordinal: Int?, monthsSinceStart months: Int?
  ) -> PayBalances<Double>.Floor {
    floor(target: target, atWork: atWork, ordinal: ordinal, months: months)
  }

  package func floor(
    target: DoubleDouble, atWork: DoubleDouble, ordinal: Int?, monthsSinceStart months: Int?
  ) -> PayBalances<DoubleDouble>.Floor {
    floor(target: target, atWork: atWork, ordinal: ordinal, months: months)
  }

  private var drawAtMost: PayConstant? {
    plan.draw.flatMap { $0.atMost < 1 ? PayConstant(written: $0.atMost) : nil }
  }

  /// Whether any floor can hold, and whether one holds beyond a new hire's first months.
  package var hasFloor: Bool { draw != nil || guarantee != nil || rampGuarantee.count > 0 }
  package var hasFloorForGood: Bool {
    (draw.map { $0.months == nil } ?? false) || (guarantee.map { $0.months == nil } ?? false)
  }

  /// Whether a period begins within so many months of the start.
  private static func isWithin(_ limit: Int?, _ months: Int?) -> Bool {
    guard let limit else { return true }
    return months.map { $0 < limit } ?? false
  }
}
