/// Weights of worlds under which what is known of the assumptions' scores holds exactly.
///
/// Scores are drawn, so their squares and products have not quite the means that their law gives
/// them. Weighted by these, the worlds of a run have those means, and with them goes the part of a
/// figure's error that comes of them. The weights are those of a least-squares fit on the columns, so
/// that the weighted mean of any figure is its surface on them, averaged over the law of the scores.
/// They are the same for all figures: what adds up in every world adds up in weighted means.
///
/// - Reference: Deville and Sarndal, "Calibration Estimators in Survey Sampling", JASA 87, 1992;
///   MacKinnon and White, "Some Heteroskedasticity-Consistent Covariance Matrix Estimators", 1985.
public struct WorldWeights: Sendable {
  /// Orthonormal columns, by world.
  private let basis: [[Double]]
  private let weights: [Double]
  private let leverages: [Double]

  /// The fewest worlds to weigh.
  public static let fewestWorlds = 100
  /// Columns per world, at most.
  private static let share = 0.25

  /// Weighs worlds by whatever columns enter the surface of one of some figures; nil where there are
  /// too few worlds, or no column enters.
  public init?(_ figures: [WorldMeans], _ scores: AssumptionScores) {
    guard scores.worlds >= Self.fewestWorlds else { return nil }
    var terms: [SurfaceTerm] = [.constant]
    for figure in figures {
      var choice = SurfaceChoice(
        TableResponse(figure.means, scores.columns.table, byGroup: false), scores.columns,
        without: nil)
      choice.chooseAssumptions()
      choice.chooseProducts()
      terms += choice.terms.map(\.ordered).filter { !terms.contains($0) }
    }
    // For figures that move by what the differences do not; decks balance it, and no error counts it.
    terms += scores.columns.blocks.map { .hermite(assumption: $0.assumption, degree: 1) }
      .filter { !terms.contains($0) }
    let limit = Int(Self.share * Double(scores.worlds))
    var basis: [[Double]] = []
    var means: [Double] = []
    for term in terms where basis.count < limit {
      let column = scores.column(of: term)
      var (vector, mean) = (column, term == .constant ? 1.0 : 0)
      let whole = Self.product(column, column)
      // Twice: the second pass removes what rounding left in the first.
      for index in Array(basis.indices) + Array(basis.indices) {
        let part = Self.product(vector, basis[index])
        Product.add(basis[index][...], times: -part, to: &vector)
        mean -= part * means[index]
      }
      let length = Self.product(vector, vector).squareRoot()
      guard length * length > 1e-12 * whole else { continue }
      basis.append(vector.map { $0 / length })
      means.append(mean / length)
    }
    guard basis.count > 1 else { return nil }
    self.basis = basis
    var weights = [Double](repeating: 0, count: scores.worlds)
    var leverages = weights
    for (vector, mean) in zip(basis, means) {
      for world in weights.indices {
        weights[world] += mean * vector[world]
        leverages[world] += vector[world] * vector[world]
      }
    }
    self.weights = weights
    self.leverages = leverages
  }

  /// The weighted mean of a figure of the same worlds.
  func mean(of figure: WorldMeans) -> MeanEstimate {
    precondition(figure.count == weights.count, "the figure is of the same worlds")
    // About the mean of the worlds, so that what never varies stays as it is.
    let centre = Moments(figure.means).mean
    let deviations = figure.means.map { $0 - centre }
    var rest = deviations
    for vector in basis {
      Product.add(vector[...], times: -Self.product(deviations, vector), to: &rest)
    }
    var variance = 0.0
    for world in rest.indices {
      let share = weights[world] * rest[world]
      variance += share * share / max(1 - leverages[world], 1e-9)
    }
    return MeanEstimate(
      value: centre + Self.product(deviations, weights), standardError: variance.squareRoot(),
      degreesOfFreedom: Double(weights.count - basis.count))
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    Product.of(a, b, [0..<a.count])
  }
}

extension SurfaceTerm {
  /// The same term, whichever way round.
  fileprivate var ordered: SurfaceTerm {
    if case .product(let a, let b) = self { return .product(min(a, b), max(a, b)) }
    return self
  }
}

extension AssumptionScores {
  fileprivate func column(of term: SurfaceTerm) -> [Double] {
    switch term {
    case .constant, .power: [Double](repeating: 1, count: worlds)
    case .hermite(let assumption, let degree):
      Array(column(assumption: assumption, degree: degree))
    case .product(let a, let b):
      zip(column(assumption: a, degree: 1), column(assumption: b, degree: 1)).map { $0 * $1 }
    }
  }
}
