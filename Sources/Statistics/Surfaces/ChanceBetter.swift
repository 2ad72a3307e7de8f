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
    guard let fits = Surface.jackknifed(figure, scores) else { return nil }
    let table = scores.columns.table
    let whole = Replicate(figure, fits.whole, FixedPoints.many)
    let replicates = fits.replicates.indices.map { group in
      Replicate(
        figure.kept(table.ranges(without: group)), fits.replicates[group], FixedPoints.few)
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

/// The probability from some of the worlds.
private struct Replicate {
  var value: Double
  /// As if all that the surface lacks were luck.
  var valueAsLuck: Double

  /// - Parameter figure: In the worlds of the surface.
  init(_ figure: WorldMeans, _ surface: Surface, _ points: Int) {
    let near = Self.nearest(surface, figure.isZero)
    var (luck, squares) = (0.0, 0.0)
    for world in near {
      luck += figure.luck[world]
      squares += surface.residuals[world] * surface.residuals[world]
    }
    luck /= Double(max(1, near.count))
    squares /= Double(max(1, near.count))
    let misfit = max(
      0, squares * Double(figure.count) / Double(surface.degreesOfFreedom) - luck)
    let kept = misfit > 0 ? misfit / (misfit + luck) : 0
    let (ofMisfit, ofLuck) = (Chance(variance: misfit), Chance(variance: misfit * (1 - kept)))
    // What luck leaves of each world's expectation, zeros apart.
    var shrunken: [Double] = []
    shrunken.reserveCapacity(figure.count)
    for world in 0..<figure.count where !figure.isZero[world] {
      shrunken.append(
        misfit > 0 && luck == 0
          ? figure.means[world] : surface.fitted[world] + kept * surface.residuals[world])
    }
    let inside = ofLuck.sum(above: shrunken) + 0.5 * Double(figure.count - shrunken.count)
    let ofSurface = ofMisfit.sum(above: surface.fitted)
    let fixed = surface.values(at: FixedPoints(points, dimensions: surface.chosen.count))
    let expected = ofMisfit.sum(above: fixed)
    let count = Double(figure.count)
    value = min(
      1, max(0, inside / count + expected / Double(points) - ofSurface / count))
    valueAsLuck = Chance(variance: 0).sum(above: fixed) / Double(points)
  }

  /// The worlds in which the surface is nearest to 0: a third of those that are not all ties.
  private static func nearest(_ surface: Surface, _ isZero: [Bool]) -> [Int] {
    let live = isZero.indices.filter { !isZero[$0] }
    let count = min(live.count, max(fewestNear, Int(nearShare * Double(live.count))))
    guard count > 0 else { return [] }
    let distances = live.map { surface.fitted[$0].magnitude }
    var order = OrderStatistics(distances)
    let farthest = order.value(rank: count)
    // Of equal distances the first worlds.
    var ties = count - distances.count { $0 < farthest }
    return live.indices.filter { index in
      guard distances[index] == farthest else { return distances[index] < farthest }
      ties -= 1
      return ties >= 0
    }.map { live[$0] }
  }

  private static let fewestNear = 25
  private static let nearShare = 0.35
}

/// The chance that something is above 0 that is known with a normal error.
private struct Chance {
  /// Nil where it is known exactly.
  private let scale: Double?

  init(variance: Double) {
    scale = variance > 0 ? 1 / variance.squareRoot() : nil
  }

  /// The sum over several, of which this is known.
  func sum(above values: [Double]) -> Double {
    if let scale { return NormalTable.sum(values, scale: scale) }
    // Counted without branches, which no processor could foretell.
    var (above, below) = (0, 0)
    for value in values {
      above &+= value > 0 ? 1 : 0
      below &+= value < 0 ? 1 : 0
    }
    return Double(above) + 0.5 * Double(values.count - above - below)
  }
}
