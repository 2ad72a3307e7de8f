/// How the trials of a run were drawn, as far as the error of a mean depends on it.
///
/// Where worlds are weighed, the fit behind the weights tells the error. Where there are enough decks of
/// worlds, or no worlds, clusters tell the error. Where there are
/// few decks, their scatter would be guesswork, and that of worlds counts what a Latin hypercube has
/// taken out: nearly all that is linear in the assumptions' scores. There the error is told by what
/// a regression on the scores leaves of the means of worlds, never less than their luck.
///
/// - Reference: Stein, "Large Sample Properties of Simulations Using Latin Hypercube Sampling",
///   Technometrics 29, 1987; Owen, "A Central Limit Theorem for Latin Hypercube Sampling", JRSS B 54,
///   1992 (the residual from an additive fit tells the variance).
public struct SampleDesign: Sendable {
  /// Of percentiles, tails, and means where there are enough decks.
  public let clusters: Clusters
  private let dealt: Dealt?
  private let weighted: Weighted?

  /// Worlds that are weighed.
  private struct Weighted {
    let worldSize: Int
    let weights: WorldWeights
  }

  /// Worlds of few decks.
  private struct Dealt {
    let worldSize: Int
    let worldsPerDeck: Int
    let scores: AssumptionScores
  }

  /// Trials whose clusters are independent, or counted so.
  public init(_ clusters: Clusters) {
    self.clusters = clusters
    dealt = nil
    weighted = nil
  }

  /// The same trials, their worlds weighed; a short last one does not count.
  public func weighted(by weights: WorldWeights, worldSize: Int) -> SampleDesign {
    SampleDesign(
      clusters: clusters, dealt: dealt,
      weighted: Weighted(worldSize: worldSize, weights: weights))
  }

  /// The same trials, each counting once.
  public var unweighted: SampleDesign {
    SampleDesign(clusters: clusters, dealt: dealt, weighted: nil)
  }

  private init(clusters: Clusters, dealt: Dealt?, weighted: Weighted?) {
    self.clusters = clusters
    self.dealt = dealt
    self.weighted = weighted
  }

  /// Trials of few decks.
  ///
  /// - Parameters:
  ///   - clusters: Worlds.
  ///   - scores: The normal scores by assumption, then whole world.
  public init(_ clusters: Clusters, scores: [[Double]], worldSize: Int, worldsPerDeck: Int) {
    self.clusters = clusters
    weighted = nil
    let worlds = clusters.valueCount / worldSize
    dealt =
      worlds < 2
      ? nil
      : Dealt(
        worldSize: worldSize, worldsPerDeck: worldsPerDeck,
        scores: AssumptionScores(
          scores, worlds: worlds, groupSize: worlds, degree: 1))
  }

  /// Whether worlds are weighed, so that a mean differs from that of the trials.
  var isWeighted: Bool { weighted != nil }

  /// The mean over trials of a column, where that is not ``mean(of:)``; else nil.
  func raw(of column: [Double]) -> MeanEstimate? {
    isWeighted ? unweighted.mean(of: column) : nil
  }

  /// The mean of a column of these trials, over those that have a value: NaN stands for none.
  public func mean(of column: [Double]) -> MeanEstimate {
    precondition(column.count == clusters.valueCount, "the column is of these trials")
    if PresentValues.hasMissing(column) { return meanOfPresent(column) }
    if let weighted {
      return weighted.weights.mean(of: WorldMeans(column, worldSize: weighted.worldSize))
    }
    let mean = Moments(column).mean
    guard let dealt else {
      return MeanEstimate(
        value: mean, standardError: clusters.standardError(of: mean, in: column),
        degreesOfFreedom: clusters.degreesOfFreedom)
    }
    return Self.mean(
      mean, of: WorldMeans(column, worldSize: dealt.worldSize),
      worlds: Double(column.count) / Double(dealt.worldSize), dealt)
  }

  /// - Parameter worlds: Their number, the part of a short last one included.
  private static func mean(
    _ mean: Double, of figure: WorldMeans, worlds: Double, _ dealt: Dealt
  ) -> MeanEstimate {
    let columns = dealt.scores.columns
    var choice = SurfaceChoice(
      TableResponse(figure.means, columns.table, byGroup: false), columns, without: nil,
      rule: .lenient)
    choice.chooseAssumptions()
    let freedom = Double(choice.worlds - choice.count)
    let luck = figure.luck.reduce(0, +) / Double(figure.count)
    let ofAssumptions = choice.coefficients().dropFirst().reduce(0) { $0 + $1 * $1 }
    // Scores still vary within their strata, and a short last deck balances less.
    let within = Strata.within(dealt.worldsPerDeck)
    let ofDeck = Double(dealt.worldsPerDeck)
    let left = worlds.truncatingRemainder(dividingBy: ofDeck)
    let variance =
      (max(choice.rest / freedom, luck) + within * ofAssumptions) / worlds
      + (1 - within) * ofAssumptions * left * (ofDeck - left) / (ofDeck - 1) / (worlds * worlds)
    return MeanEstimate(
      value: mean, standardError: variance.squareRoot(), degreesOfFreedom: freedom)
  }

  /// Strata of the standard normal law with equal chances.
  private enum Strata {
    /// The share of the variance that lies within them.
    static func within(_ count: Int) -> Double {
      let density = (0...count).map {
        (1..<count).contains($0)
          ? StandardNormal.density(StandardNormal.quantile(Double($0) / Double(count))) : 0
      }
      return zip(density, density.dropFirst()).reduce(1) {
        let mean = ($1.0 - $1.1) * Double(count)
        return $0 - mean * mean / Double(count)
      }
    }
  }
}

extension SampleDesign {
  /// The mean of a column over the trials that have a value: a ratio of two means, with the error of
  /// its linear part.
  ///
  /// - Reference: Cochran, "Sampling Techniques", 3rd edition, 1977, section 6.3.
  fileprivate func meanOfPresent(_ column: [Double]) -> MeanEstimate {
    let share = mean(of: column.map { $0.isNaN ? 0 : 1 }).value
    guard share > 0 else {
      return MeanEstimate(value: .nan, standardError: .infinity, degreesOfFreedom: 0)
    }
    let value = mean(of: column.map { $0.isNaN ? 0 : $0 }).value / share
    let rest = mean(of: column.map { $0.isNaN ? 0 : $0 - value })
    return MeanEstimate(
      value: value, standardError: rest.standardError / share,
      degreesOfFreedom: rest.degreesOfFreedom)
  }
}
