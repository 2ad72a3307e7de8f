/// What the expectation of a figure owes to one assumption, all others as uncertain as they are.
///
/// ```swift
/// let effects = AssumptionEffect.all(WorldMeans(gain, worldSize: 16), scores) ?? []
/// for effect in effects where effect.isTold { print(effect.assumption, effect.swing.value) }
/// ```
public struct AssumptionEffect: Sendable {
  /// Its index among the scores.
  public let assumption: Int
  /// The expectation at the assumption's P10 and P90.
  public let ends: (low: Double, high: Double)
  /// The second less the first.
  public let swing: MeanEstimate
  /// Of the variance of the expectation. The shares of all need not add up to 1: products of
  /// assumptions belong to none alone, and noise to nobody.
  public let share: Double
  /// Whether it is told from nothing: it entered the surface, and its swing is beyond the 95%
  /// interval around 0.
  public let isTold: Bool
  /// Where the expectation is 0.
  public let breakEven: BreakEven
  /// Of Hermite polynomials of the score, from degree 0 to 3.
  let coefficients: [Double]

  /// Where an expectation changes its sign along the score of an assumption.
  public enum BreakEven: Hashable, Sendable {
    /// Between P5 and P95, with the 95% interval of where.
    case at([Double], within: ClosedRange<Double>)
    /// Nowhere from P5 to P95.
    case none
    /// The error hides whether or where.
    case undetermined
  }

  /// The effects of all assumptions, by index; nil where there are too few worlds.
  ///
  /// One that did not enter the surface is added for its own estimate alone. Errors are those of a
  /// jackknife over groups of worlds, the choice of columns held.
  ///
  /// - Reference: Fieller, "Some Problems in Interval Estimation", JRSS B 16, 1954 (intervals of
  ///   where a line is 0).
  public static func all(
    _ figure: WorldMeans, _ scores: AssumptionScores
  ) -> [AssumptionEffect]? {
    guard let (whole, replicates) = Surface.jackknifedAsChosen(figure, scores),
      replicates.count > 1
    else { return nil }
    let variance =
      Moments(figure.means).variance - figure.luck.reduce(0, +) / Double(figure.count)
    let reach = StudentT.quantile(0.975, degreesOfFreedom: Double(replicates.count - 1))
    return (0..<scores.assumptions).map { assumption in
      let hasEntered = whole.chosen.contains(assumption)
      return AssumptionEffect(
        assumption, Readout(whole, assumption, withGrid: true),
        replicates.map { Readout($0, assumption, withGrid: hasEntered) },
        hasEntered: hasEntered, variance: variance, reach: reach)
    }
  }

  private init(
    _ assumption: Int, _ whole: Readout, _ replicates: [Readout], hasEntered: Bool,
    variance: Double, reach: Double
  ) {
    self.assumption = assumption
    ends = whole.ends
    swing = MeanEstimate(
      value: whole.swing, standardError: ChanceBetter.jackknife(replicates.map(\.swing)),
      degreesOfFreedom: Double(replicates.count - 1))
    isTold = hasEntered && swing.value.magnitude > reach * swing.standardError
    coefficients = whole.curve.coefficients()
    let explained = coefficients.dropFirst().reduce(0) { $0 + $1 * $1 }
    share = variance > 0 ? explained / variance : 0
    // Where it is not told from nothing, nor is where it would be 0.
    breakEven =
      !hasEntered
      ? .undetermined
      : Self.breakEven(
        whole.grid,
        reaches: whole.grid.indices.map { index in
          reach * ChanceBetter.jackknife(replicates.map { $0.grid[index] })
        })
  }

  /// - Parameters:
  ///   - values: Over ``grid``.
  ///   - reaches: Half of their intervals.
  private static func breakEven(_ values: [Double], reaches: [Double]) -> BreakEven {
    /// Where a function on the grid, straight in between, is 0.
    func zeros(_ function: (Int) -> Double) -> [Double] {
      (1..<values.count).compactMap { index in
        let (a, b) = (function(index - 1), function(index))
        guard (a < 0) != (b < 0) else { return nil }
        return grid[index - 1] + (grid[index] - grid[index - 1]) * a / (a - b)
      }
    }
    let roots = zeros { values[$0] }
    // Where the interval holds 0: grid points, and where either of its ends passes 0 between them.
    let inside = values.indices.filter { values[$0].magnitude <= reaches[$0] }.map { grid[$0] }
    let ends = zeros { values[$0] - reaches[$0] } + zeros { values[$0] + reaches[$0] }
    let last = values.count - 1
    let isClosed = [0, last].allSatisfy { values[$0].magnitude > reaches[$0] }
    if isClosed, (values[0] < 0) != (values[last] < 0), !roots.isEmpty {
      let all = roots + inside + ends
      return .at(roots, within: all.min()!...all.max()!)
    }
    return inside.isEmpty && roots.isEmpty ? .none : .undetermined
  }

  /// Scores from P5 to P95.
  static let grid: [Double] = {
    let end = StandardNormal.quantile(0.95)
    return (0...32).map { end * (Double($0) / 16 - 1) }
  }()

  /// What is read from a surface.
  private struct Readout {
    let ends: (low: Double, high: Double)
    let curve: SurfaceCurve
    let grid: [Double]
    var swing: Double { ends.high - ends.low }

    init(_ surface: Surface, _ assumption: Int, withGrid: Bool) {
      let curve = SurfaceCurve(surface.including(assumption), along: assumption)
      let end = StandardNormal.quantile(0.9)
      ends = (curve.value(-end), curve.value(end))
      self.curve = curve
      grid = withGrid ? AssumptionEffect.grid.map(curve.value) : []
    }
  }
}
