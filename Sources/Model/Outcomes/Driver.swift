/// A column of the book that moves the odds of a motion.
public struct Driver: Hashable, Sendable {
  /// What the driver moves: `renewal`, `price-increase`, or a stream of expansion with a funnel.
  public enum Target: Hashable, Sendable {
    case renewal
    case priceIncrease
    case stream(ExpansionStream)
  }

  public enum Effect: Hashable, Sendable {
    /// The odds ratio of each value; a value that is not named, and a blank, is 1.
    case values([String: Assumption])
    /// The odds ratio per unit of a numeric column, measured from the segment's ARR-weighted mean.
    case perUnit(Assumption)
  }

  public var target: Target
  /// The column of the book, in the scenario's own word for it.
  public var column: String
  public var effect: Effect

  public init(target: Target, column: String, effect: Effect) {
    self.target = target
    self.column = column
    self.effect = effect
  }
}
