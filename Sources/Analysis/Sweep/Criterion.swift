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

/// What a search makes as large or as small as possible, over which criteria.
public struct SweepAim: Hashable, Sendable {
  public let figure: Figure
  public let maximises: Bool
  public let criteria: [Criterion]

  public init(_ figure: Figure, maximises: Bool, criteria: [Criterion]) {
    self.figure = figure
    self.maximises = maximises
    self.criteria = criteria
  }

  /// Whether a model meets every criterion.
  public func isMet(by score: VariantScores.Score) -> Bool {
    zip(criteria, score.chances).allSatisfy { $1 >= $0.chance }
  }

  /// The model of a variant that serves the aim best: one that meets the criteria, else the one that
  /// misses them least.
  public func best(of scores: VariantScores) -> VariantScores.Score {
    scores.models.max { isWorse($0, $1) }!
  }

  /// Whether one serves the aim less than another.
  public func isWorse(_ a: VariantScores.Score, _ b: VariantScores.Score) -> Bool {
    let (missA, missB) = (shortfall(a), shortfall(b))
    if missA != missB { return missA > missB }
    let (x, y) = (a[figure].mean, b[figure].mean)
    return maximises ? x < y : x > y
  }

  /// What a model lacks of the criteria's chances, all together; 0 where it meets them.
  private func shortfall(_ score: VariantScores.Score) -> Double {
    zip(criteria, score.chances).reduce(0) { $0 + max(0, $1.0.chance - $1.1) }
  }
}
