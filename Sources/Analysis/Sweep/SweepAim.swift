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
