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
  /// The credit's amount, times the share of its kind in the measure.
  public let amount: Double
  /// What the deal cap leaves of the amount, before it is shared.
  public let counted: Double

  init(credit: Credit, index: Int?, span: DaySpan, amount: Double, counted: Double) {
    self.credit = credit
    self.index = index
    self.span = span
    self.amount = amount
    self.counted = counted
  }

  /// A credit of which all counts.
  init(_ credit: Credit, index: Int?, span: DaySpan) {
    self.init(
      credit: credit, index: index, span: span, amount: credit.amount, counted: credit.amount)
  }

  /// What the measure adds up.
  public var credited: Double { counted * credit.share }
  /// Whether the deal cap cut it.
  public var isCapped: Bool { counted != amount }
}
