/// A column of the book that moves the odds of a motion.
public struct Driver: Hashable, Sendable {
  /// What a driver moves: `renewal`, `price-increase`, or an expansion stream with a funnel.
  public enum Target: Hashable, Sendable {
    case renewal
    case priceIncrease
    case stream(ExpansionStream)
  }

  public enum Effect: Hashable, Sendable {
    /// The odds ratio of each value; 1 for blanks and values that are not named.
    case values([String: Assumption])
    /// The odds ratio per unit of a numeric column, measured from the segment's ARR-weighted mean.
    case perUnit(Assumption)
  }

  public var target: Target
  /// The column of the book, by the scenario's name for it.
  public var column: String
  public var effect: Effect

  public init(target: Target, column: String, effect: Effect) {
    self.target = target
    self.column = column
    self.effect = effect
  }
}
