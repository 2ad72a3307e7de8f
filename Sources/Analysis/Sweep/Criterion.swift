import Model

/// What a figure has to keep to, with which chance: `cost <= 6.2m with 80%`.
public struct Criterion: Hashable, Sendable {
  public let figure: Figure
  /// Whether the figure is at most ``bound``, else at least.
  public let isMost: Bool
  /// In the unit of the figure; of cost and payout, a year's mean.
  public let bound: Double
  /// The least chance, in 0..1.
  public let chance: Double

  public init(_ figure: Figure, isMost: Bool, bound: Double, chance: Double) {
    self.figure = figure
    self.isMost = isMost
    self.bound = bound
    self.chance = chance
  }

  /// The share of trials that keep to the bound.
  func share(of column: [Double], years: Int) -> Double {
    let scale = figure == .cost || figure == .payout ? Double(years) : 1
    let kept = column.count { isMost ? $0 / scale <= bound : $0 / scale >= bound }
    return Double(kept) / Double(column.count)
  }
}
