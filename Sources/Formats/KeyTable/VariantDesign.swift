import Units

/// Which combinations of values are tried.
public enum VariantDesign: Hashable, Sendable {
  /// Every combination; the last key changes fastest.
  case grid
  /// So many combinations in which each value of each key is as frequent as any other, in orders
  /// that are independent of one another: a Latin hypercube of values.
  ///
  /// - Reference: McKay, Beckman and Conover, Technometrics 21, 1979.
  case latin(Int)

  /// The most variants of a sweep.
  public static let mostVariants = 1_000_000

  /// The variants: for each, the values of the keys in their order. The same for every run.
  public func variants(of variations: [Variation]) -> [[String]] {
    switch self {
    case .grid:
      return variations.reduce([[]]) { variants, variation in
        variants.flatMap { variant in variation.values.map { variant + [$0] } }
      }
    case .latin(let count):
      let columns = variations.map { variation in
        var column = (0..<count).map { variation.values[$0 * variation.values.count / count] }
        var random = SplitMix(state: EntityHash.of("sweep:\(variation.key)"))
        column.shuffle(using: &random)
        return column
      }
      return (0..<count).map { variant in columns.map { $0[variant] } }
    }
  }

  /// How many there are, before any is made; nil if they cannot be counted.
  public func count(of variations: [Variation]) -> Int? {
    switch self {
    case .latin(let count): count
    case .grid:
      variations.reduce(1) { count, variation in
        count.flatMap {
          let (product, overflows) = $0.multipliedReportingOverflow(by: variation.values.count)
          return overflows ? nil : product
        }
      }
    }
  }
}
