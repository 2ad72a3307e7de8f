import Plans
public import Units

/// A credit as a measure counts it: capped, then shared.
public struct CountedCredit: Hashable, Sendable {
  /// The credit as it was given.
  public let credit: Credit
  /// Where the credit stood among the actuals; nil for the removal of an earlier credit.
  public let index: Int?
  /// The days its date may mean.
  public let span: DaySpan
  /// The day whose terms value it.
  let valued: Day
  private let exactAmount: DoubleDouble
  let exactCounted: DoubleDouble

  init(
    credit: Credit, index: Int?, span: DaySpan, valued: Day, amount: DoubleDouble,
    counted: DoubleDouble
  ) {
    self.valued = valued
    self.credit = credit
    self.index = index
    self.span = span
    exactAmount = amount
    exactCounted = counted
  }

  /// A credit of which all counts.
  init(_ credit: Credit, index: Int?, span: DaySpan) {
    let amount = DoubleDouble(written: credit.amount)
    self.init(
      credit: credit, index: index, span: span, valued: span.last, amount: amount, counted: amount)
  }

  /// The credit's amount, times the share of its kind in the measure.
  public var amount: Double { exactAmount.high }
  /// What the deal cap leaves of the amount, before it is shared.
  public var counted: Double { exactCounted.high }
  /// What the measure adds up.
  public var credited: Double { exactCredited.high }
  var exactCredited: DoubleDouble {
    credit.share == 1 ? exactCounted : exactCounted * DoubleDouble(written: credit.share)
  }
  /// Whether the deal cap cut it.
  public var isCapped: Bool { exactCounted != exactAmount }
}
