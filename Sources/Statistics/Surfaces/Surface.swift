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
  /// The figure's expectation over all that the assumptions may be; nil where worlds were left out.
  public let mean: MeanEstimate?
  /// The products that entered or came closest to it.
  let closestProducts: [SurfaceTerm]
  /// What the residuals' squares estimate: luck and whatever of the expectation the surface lacks.
  let residualVariance: Double

  /// The fewest worlds to fit.
  public static let fewestWorlds = 20

  /// The number of columns, the constant included.
  var columnCount: Int { terms.count }
  var worlds: Int { fitted.count }
  public var degreesOfFreedom: Int { worlds - columnCount }

  /// Nil where there are too few worlds.
  ///
  /// - Parameters:
  ///   - figure: The same worlds as the scores'.
  ///   - group: Worlds to leave out, as an index of the scores' groups.
  public init?(_ figure: WorldMeans, _ scores: AssumptionScores, without group: Int? = nil) {
    self.init(figure, scores, without: group, products: nil)
  }

  /// - Parameter products: Those that may enter; nil: all of two assumptions that did.
  init?(
    _ figure: WorldMeans, _ scores: AssumptionScores, without group: Int?,
    products: [SurfaceTerm]?
  ) {
    precondition(figure.count == scores.worlds, "the figure and the scores are of the same worlds")
    var choice = SurfaceChoice(figure.means, scores, without: group)
    guard choice.worlds >= Self.fewestWorlds else { return nil }
    choice.chooseAssumptions()
    closestProducts = choice.chooseProducts(among: products)
    linear = choice.linearFit()
    choice.choosePowers(of: linear)
    chosen = choice.chosen
    terms = choice.terms
    coefficients = choice.coefficients()
    let fitted = choice.fitted(coefficients)
    self.fitted = fitted
    let residuals = zip(choice.response, fitted).map { $0 - $1 }
    self.residuals = residuals
    residualVariance =
      residuals.reduce(0) { $0 + $1 * $1 } / Double(fitted.count - choice.terms.count)
    guard group == nil else {
      mean = nil
      return
    }
    let weights = Self.means(of: terms, linear, chosen)
    mean = MeanEstimate(
      value: zip(weights, coefficients).reduce(0) { $0 + $1.0 * $1.1 },
      standardError: choice.standardError(of: weights, residuals: residuals),
      degreesOfFreedom: Double(fitted.count - choice.terms.count))
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
    let linear = terms.prefix { if case .power = $0 { false } else { true } }
    var values = Self.sum(Array(linear), coefficients, chosen, points)
    guard linear.count < terms.count else { return values }
    let before = Self.sum(Array(linear), self.linear.coefficients, chosen, points)
    for (term, coefficient) in zip(terms, coefficients).dropFirst(linear.count) {
      guard case .power(let exponent) = term else { continue }
      for point in values.indices {
        values[point] +=
          coefficient * SurfaceTerm.power(self.linear.scaled(before[point]), exponent)
      }
    }
    return values
  }

  /// The sum of terms, without powers, by point.
  private static func sum(
    _ terms: [SurfaceTerm], _ coefficients: [Double], _ chosen: [Int], _ points: FixedPoints
  ) -> [Double] {
    let coordinate = Dictionary(uniqueKeysWithValues: chosen.enumerated().map { ($1, $0) })
    var values = [Double](repeating: 0, count: points.count)
    for (term, coefficient) in zip(terms, coefficients) {
      switch term {
      case .constant:
        for point in values.indices { values[point] += coefficient }
      case .hermite(let assumption, let degree):
        let z = points.coordinates[coordinate[assumption]!]
        for point in values.indices {
          values[point] += coefficient * Hermite.value(z[point], degree: degree)
        }
      case .product(let a, let b):
        let (a, b) = (points.coordinates[coordinate[a]!], points.coordinates[coordinate[b]!])
        for point in values.indices { values[point] += coefficient * a[point] * b[point] }
      case .power: break
      }
    }
    return values
  }
}
