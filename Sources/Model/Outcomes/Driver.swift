/// A column of the book that moves the odds of a motion.
public struct Driver: Hashable, Sendable {
  /// What a driver moves: `renewal`, `price-increase`, or an expansion stream with a funnel.
  public enum Target: Hashable, Sendable {
    case renewal
    case priceIncrease
    case stream(ExpansionStream)
  }

  public enum Effect: Hashable, Sendable {
    /// The odds ratio of each value; 1 for blanks and values that are not named. Of a renewal it may
    /// be 0: whoever has the value leaves when the term ends. A stated rate is that of the others.
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

extension Driver {
  /// The values that rule a renewal out; empty for other targets.
  public var excluding: Set<String> {
    guard target == .renewal, case .values(let ratios) = effect else { return [] }
    return Set(ratios.filter { $0.value.isCertain && $0.value.mean == 0 }.keys)
  }
}
