public import Units

/// What turns retained revenue into value.
public struct Finance: Hashable, Sendable {
  /// Margin on ARR before the people modelled here.
  public var grossMargin: Assumption
  /// A year.
  public var discountRate: Assumption
  /// Ending ARR counts this many times in value.
  public var terminalMultiple: Assumption
  /// People cost allowed in a year; nil where none is stated.
  public var budget: Money?
  public var targetNRR: Double?
  public var targetGRR: Double?

  public init(
    grossMargin: Assumption, discountRate: Assumption, terminalMultiple: Assumption,
    budget: Money?, targetNRR: Double?, targetGRR: Double?
  ) {
    self.grossMargin = grossMargin
    self.discountRate = discountRate
    self.terminalMultiple = terminalMultiple
    self.budget = budget
    self.targetNRR = targetNRR
    self.targetGRR = targetGRR
  }
}
