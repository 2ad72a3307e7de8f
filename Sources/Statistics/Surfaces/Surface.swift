/// The expectation of a figure given the assumptions, as a function of their normal scores, fitted
/// to the means of worlds by least squares.
///
/// Assumptions enter as Hermite polynomials, then products of two that entered, then powers of the
/// fit so far, one column of which catches what is multiplicative. A candidate enters while its F
/// test would be passed by any of those left with a chance below 5%. Since the columns have known
/// means under the law of the scores, the surface averaged over that law estimates the figure's
/// expectation without the luck of which worlds were drawn.
///
/// ```swift
/// let scores = AssumptionScores(byAssumption, worlds: 625, groupSize: 16)
/// let surface = Surface(WorldMeans(difference, worldSize: 16), scores)
/// surface?.mean?.value  // the mean without that luck
/// ```
///
/// - Reference: Tukey, "One Degree of Freedom for Non-additivity", Biometrics 5, 1949; Ramsey,
///   "Tests for Specification Errors", JRSS B 31, 1969; MacKinnon and White, "Some
///   Heteroskedasticity-Consistent Covariance Matrix Estimators", 1985 (HC3).
public struct Surface: Sendable {
  /// The assumptions that entered, in order.
  public let chosen: [Int]
  let terms: [SurfaceTerm]
  let coefficients: [Double]
  /// The fit before powers: coefficients, and how it is scaled.
  let linear: LinearFit
  /// By world, without those left out.
  let fitted: [Double]
  let residuals: [Double]
  /// What the residuals' squares estimate: luck and whatever of the expectation the surface lacks.
  let residualVariance: Double
  private let choice: SurfaceChoice

  /// The fewest worlds to fit.
  public static let fewestWorlds = 20

  /// The number of columns, the constant included.
  var columnCount: Int { terms.count }
  var worlds: Int { fitted.count }
  public var degreesOfFreedom: Int { worlds - columnCount }

  /// Nil where there are too few worlds.
  ///
  /// - Parameter figure: The same worlds as the scores'.
  public init?(_ figure: WorldMeans, _ scores: AssumptionScores) {
    guard let fitted = Self.fitted(figure, scores, narrowed: false) else { return nil }
    self = fitted.surface
  }

  /// A surface, and one without each group of the scores' worlds, in which every column is chosen
  /// anew from those that entered the first and those that came closest to it. Nil where there are
  /// too few worlds.
  static func jackknifed(
    _ figure: WorldMeans, _ scores: AssumptionScores
  ) -> (whole: Surface, replicates: [Surface])? {
    guard let (whole, columns) = fitted(figure, scores, narrowed: true) else { return nil }
    let response = TableResponse(figure.means, columns.table, byGroup: true)
    let replicates = columns.table.groups.indices.compactMap { group -> Surface? in
      var choice = SurfaceChoice(response, columns, without: group)
      guard choice.worlds >= fewestWorlds else { return nil }
      choice.chooseAssumptions()
      choice.chooseProducts()
      return Surface(choice)
    }
    return (whole, replicates)
  }

  /// A surface, and one of the same terms without each group of the scores' worlds. Nil where there
  /// are too few worlds.
  static func jackknifedAsChosen(
    _ figure: WorldMeans, _ scores: AssumptionScores
  ) -> (whole: Surface, replicates: [Surface])? {
    guard let (whole, columns) = fitted(figure, scores, narrowed: false) else { return nil }
    let response = TableResponse(figure.means, columns.table, byGroup: true)
    let replicates = columns.table.groups.indices.map { group in
      var choice = SurfaceChoice(response, columns, without: group)
      choice.enter(whole.terms)
      let linear = choice.linearFit()
      choice.enterPowers(whole.powers.map(\.exponent), of: linear)
      return Surface(choice, linear)
    }
    return (whole, replicates)
  }

  /// - Returns: The surface, and the columns that may enter its replicates.
  private static func fitted(
    _ figure: WorldMeans, _ scores: AssumptionScores, narrowed: Bool
  ) -> (surface: Surface, columns: SurfaceColumns)? {
    precondition(figure.count == scores.worlds, "the figure and the scores are of the same worlds")
    guard scores.worlds >= fewestWorlds else { return nil }
    let columns = scores.columns
    var choice = SurfaceChoice(
      TableResponse(figure.means, columns.table, byGroup: false), columns, without: nil)
    choice.chooseAssumptions()
    let assumptions = narrowed ? choice.closestAssumptions : []
    choice.chooseProducts()
    let products = narrowed ? choice.closestProducts : []
    return (
      Surface(choice),
      narrowed ? columns.narrowed(to: assumptions, products: products) : columns
    )
  }

  /// - Parameter choice: Of all but powers.
  private init(_ choice: SurfaceChoice) {
    var choice = choice
    let linear = choice.linearFit()
    choice.choosePowers(of: linear)
    self.init(choice, linear)
  }

  private init(_ choice: SurfaceChoice, _ linear: LinearFit) {
    self.linear = linear
    chosen = choice.chosen
    terms = choice.terms
    coefficients = choice.coefficients()
    let fitted = choice.fitted(coefficients)
    self.fitted = fitted
    var residuals = choice.responseKept
    for world in residuals.indices { residuals[world] -= fitted[world] }
    self.residuals = residuals
    residualVariance =
      Product.of(residuals, residuals, [residuals.indices]) / Double(fitted.count - choice.count)
    self.choice = choice
  }

  /// The surface with an assumption's polynomials besides, whatever they explain.
  func including(_ assumption: Int) -> Surface {
    guard !chosen.contains(assumption) else { return self }
    var choice = choice
    choice.include(assumption)
    return Surface(choice, linear)
  }

  /// The figure's expectation over all that the assumptions may be.
  public var mean: MeanEstimate {
    let weights = Self.means(of: terms, linear, chosen)
    return MeanEstimate(
      value: zip(weights, coefficients).reduce(0) { $0 + $1.0 * $1.1 },
      standardError: choice.standardError(of: weights, residuals: residuals),
      degreesOfFreedom: Double(degreesOfFreedom))
  }

  /// The mean of each column under the law of the scores: known, or over the fixed points.
  private static func means(
    of terms: [SurfaceTerm], _ linear: LinearFit, _ chosen: [Int]
  ) -> [Double] {
    let powers = terms.contains { if case .power = $0 { true } else { false } }
    let fit =
      powers
      ? sum(
        terms, linear.coefficients, chosen,
        FixedPoints(FixedPoints.many, dimensions: chosen.count))
      : []
    return terms.map { term in
      switch term {
      case .constant: 1
      case .hermite, .product: 0
      case .power(let exponent):
        fit.reduce(0) { $0 + SurfaceTerm.power(linear.scaled($1), exponent) } / Double(fit.count)
      }
    }
  }

  /// The surface at fixed points, by point.
  ///
  /// - Parameter points: Their coordinates are those of ``chosen``, in its order.
  func values(at points: FixedPoints) -> [Double] {
    var values = Self.sum(terms, coefficients, chosen, points)
    let powers = powers
    guard !powers.isEmpty else { return values }
    let before = Self.sum(terms, linear.coefficients, chosen, points)
    for (exponent, coefficient) in powers {
      for point in values.indices {
        values[point] += coefficient * SurfaceTerm.power(linear.scaled(before[point]), exponent)
      }
    }
    return values
  }

  /// The powers of the linear fit, with their coefficients.
  var powers: [(exponent: Int, coefficient: Double)] {
    zip(terms, coefficients).compactMap { term, coefficient in
      if case .power(let exponent) = term { (exponent, coefficient) } else { nil }
    }
  }

  /// The sum of terms, without powers, by point.
  ///
  /// - Parameter coefficients: Of the first terms.
  static func sum(
    _ terms: [SurfaceTerm], _ coefficients: [Double], _ chosen: [Int], _ points: FixedPoints
  ) -> [Double] {
    let coordinate = Dictionary(uniqueKeysWithValues: chosen.enumerated().map { ($1, $0) })
    // By coordinate.
    var polynomials = [SIMD4<Double>](repeating: .zero, count: chosen.count)
    var constant = 0.0
    var products: [(Int, Int, Double)] = []
    for (term, coefficient) in zip(terms, coefficients) {
      switch term {
      case .constant: constant += coefficient
      case .hermite(let assumption, let degree):
        polynomials[coordinate[assumption]!] += coefficient * Hermite.factors(degree)
      case .product(let a, let b):
        products.append((coordinate[a]!, coordinate[b]!, coefficient))
      case .power: break
      }
    }
    return points.values(constant: constant, polynomials, products: products)
  }
}
