internal import CGSL

/// The probability, over assumptions, that the expectation of a figure is above 0, with a 95%
/// interval.
///
/// The share of worlds with a mean above 0 would count their luck. Here a ``Surface`` says what a
/// world may expect; where it is near 0, the residuals in excess of luck say how far it misfits;
/// and fixed points take out the luck of which worlds were drawn. Ties count half. The interval is
/// Wilson's, for as many independent worlds as a jackknife over groups of worlds finds; away from
/// 1/2 it reaches as far as if all misfit were luck.
///
/// - Reference: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
///   JASA 22, 1927; Efron and Stein, "The Jackknife Estimate of Variance", Annals of Statistics 9,
///   1981.
public struct ChanceBetter: Hashable, Sendable {
  public let value: Double
  /// The ends of the interval.
  public let low: Double
  public let high: Double

  /// Of being worse.
  public var reversed: ChanceBetter {
    ChanceBetter(value: 1 - value, low: 1 - high, high: 1 - low)
  }

  /// A probability with its interval, from `low` to `high`.
  public init(value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// A probability that is known.
  public init(exactly value: Double) {
    self.value = value
    low = value
    high = value
  }

  /// Nil for fewer than ``Surface/fewestWorlds`` worlds.
  ///
  /// - Parameter figure: Signed so that more is better; the same worlds as the scores'.
  /// - Complexity: A surface, and one for each group of the scores.
  public init?(_ figure: WorldMeans, _ scores: AssumptionScores) {
    guard let whole = Replicate(figure, scores, without: nil, FixedPoints.many) else { return nil }
    let replicates = scores.groups.indices.compactMap {
      Replicate(figure, scores, without: $0, FixedPoints.few, products: whole.products)
    }
    let worlds = Double(figure.count)
    func interval(_ share: KeyPath<Replicate, Double>) -> (low: Double, high: Double) {
      let value = whole[keyPath: share]
      let error = Self.jackknife(replicates.map { $0[keyPath: share] })
      let spread = max(value * (1 - value), 0.5 / worlds)
      let number = error > 0 ? spread / (error * error) : .infinity
      return Self.wilson(value, number: min(max(number, 2), 4 * worlds))
    }
    let (own, asLuck) = (interval(\.value), interval(\.valueAsLuck))
    value = whole.value
    low = value < 0.5 ? min(own.low, asLuck.low) : own.low
    high = value < 0.5 ? own.high : max(own.high, asLuck.high)
  }

  static func jackknife(_ values: [Double]) -> Double {
    guard values.count > 1 else { return .infinity }
    let moments = Moments(values)
    let count = Double(values.count)
    return ((count - 1) / count * moments.sumOfSquaredDeviations).squareRoot()
  }

  /// The interval of a share among so many independent ones.
  static func wilson(_ share: Double, number: Double) -> (low: Double, high: Double) {
    let z = StandardNormal.quantile(0.975)
    let whole = 1 + z * z / number
    let centre = (share + z * z / (2 * number)) / whole
    let reach =
      z * (share * (1 - share) / number + z * z / (4 * number * number)).squareRoot() / whole
    return (max(0, centre - reach), min(1, centre + reach))
  }
}

/// The probability from the worlds without a group.
private struct Replicate {
  var value: Double
  /// As if all that the surface lacks were luck.
  var valueAsLuck: Double
  /// The products that came closest to entering the surface.
  let products: [SurfaceTerm]

  /// - Parameter products: Those that may enter; nil: all.
  init?(
    _ figure: WorldMeans, _ scores: AssumptionScores, without group: Int?, _ points: Int,
    products: [SurfaceTerm]? = nil
  ) {
    guard let surface = Surface(figure, scores, without: group, products: products) else {
      return nil
    }
    self.products = surface.closestProducts
    let worlds = scores.ranges(without: group).flatMap(Array.init)
    let near = Self.nearest(surface, worlds.map { figure.isZero[$0] })
    let luck = near.reduce(0) { $0 + figure.luck[worlds[$1]] } / Double(max(1, near.count))
    let squares =
      near.reduce(0) { $0 + surface.residuals[$1] * surface.residuals[$1] }
      / Double(max(1, near.count))
    let misfit = max(
      0, squares * Double(worlds.count) / Double(surface.degreesOfFreedom) - luck)
    /// The chance of an expectation above 0 where the surface is `fit`.
    func chance(_ fit: Double, variance: Double) -> Double {
      variance > 0 ? StandardNormal.cumulative(fit / variance.squareRoot()) : Self.sign(fit)
    }
    let kept = misfit > 0 ? misfit / (misfit + luck) : 0
    var (inside, ofSurface) = (0.0, 0.0)
    for (index, world) in worlds.enumerated() {
      let fit = surface.fitted[index]
      if figure.isZero[world] {
        inside += 0.5
      } else if misfit > 0, luck == 0 {
        inside += Self.sign(figure.means[world])
      } else {
        inside += chance(fit + kept * surface.residuals[index], variance: misfit * (1 - kept))
      }
      ofSurface += chance(fit, variance: misfit)
    }
    let fixed = surface.values(
      at: FixedPoints(points, dimensions: surface.chosen.count))
    let expected = fixed.reduce(0) { $0 + chance($1, variance: misfit) }
    let count = Double(worlds.count)
    value = min(
      1, max(0, inside / count + expected / Double(points) - ofSurface / count))
    valueAsLuck = fixed.reduce(0) { $0 + Self.sign($1) } / Double(points)
  }

  @inline(__always)
  private static func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? 0 : 0.5 }

  /// The worlds in which the surface is nearest to 0: a third of those that are not all ties.
  private static func nearest(_ surface: Surface, _ isZero: [Bool]) -> [Int] {
    let live = isZero.indices.filter { !isZero[$0] }
    let count = min(live.count, max(fewestNear, Int(nearShare * Double(live.count))))
    let distance = surface.fitted.map(\.magnitude)
    return Array(live.sorted { (distance[$0], $0) < (distance[$1], $1) }.prefix(count))
  }

  private static let fewestNear = 25
  private static let nearShare = 0.35
}
