import Foundation
import Statistics

/// Solves for the intercept under which a stated rate is the mean rate.
///
/// Noise on the log-odds pulls a mean towards one half: a chance of 90% under noise of standard
/// deviation 0.6 is 88.7% on average. The intercept undoes that.
enum Calibration {
  /// A normal component of the noise on the log-odds, with its probability.
  struct Noise: Sendable {
    var weight: Double
    var shift: Double
    var standardDeviation: Double
  }

  /// Accounts whose odds a driver multiplies by the same ratio.
  struct DriverClass: Sendable {
    var weight: Double
    var logOdds: Double
  }

  private static let rule = GaussHermite(points: 48)
  private static let lawNodes = 32

  /// The term to add to the log-odds of a chance so that its mean over noise, drivers and its own
  /// uncertainty is the stated mean.
  ///
  /// - Parameters:
  ///   - chance: The stated chance; if it is certainly 0 or 1 the intercept is 0.
  ///   - drivers: Weights total 1.
  ///   - noise: Weights total 1.
  static func intercept(
    _ chance: Distribution, drivers: [DriverClass] = [DriverClass(weight: 1, logOdds: 0)],
    noise: [Noise]
  ) -> Double {
    guard chance.mean > 0, chance.mean < 1 else { return 0 }
    let nodes = logOddsNodes(chance)
    // Uses the same nodes, so that without noise the intercept is exactly 0.
    let target =
      nodes.count == 1
      ? chance.mean : nodes.reduce(0) { $0 + $1.weight * LogOdds.probability($1.logOdds) }
    var points: [(weight: Double, logOdds: Double, deviation: Double)] = []
    for base in nodes {
      for driver in drivers {
        for part in noise {
          let deviation =
            (base.deviation * base.deviation
            + part.standardDeviation * part.standardDeviation).squareRoot()
          points.append(
            (
              base.weight * driver.weight * part.weight,
              base.logOdds + driver.logOdds + part.shift, deviation
            ))
        }
      }
    }
    func excess(_ intercept: Double) -> Double {
      var mean = 0.0
      for point in points {
        mean += point.weight * meanChance(point.logOdds + intercept, deviation: point.deviation)
      }
      return mean - target
    }
    if excess(0).magnitude < 1e-14 { return 0 }
    // The root lies within these limits for any chance that single precision can represent.
    return (try? Roots.brent(in: -40...40, tolerance: 1e-12, excess)) ?? 0
  }

  /// The mean chance under normal log-odds.
  static func meanChance(_ logOdds: Double, deviation: Double) -> Double {
    deviation == 0
      ? LogOdds.probability(logOdds) : rule.probability(logOdds, deviation: deviation)
  }

  /// The noise conditional on an event whose chance it affects: each component has its conditional
  /// weight, mean and standard deviation.
  ///
  /// - Parameter chance: The event's chance given the noise on the log-odds; above 0 and below 1.
  static func noise(_ noise: [Noise], where chance: (Double) -> Double) -> [Noise] {
    let parts = noise.map { part in
      let chances = rule.nodes.map { chance(part.shift + part.standardDeviation * $0) }
      func moment(_ power: (Double) -> Double) -> Double {
        rule.nodes.indices.reduce(0) {
          $0 + rule.weights[$1] * (power(rule.nodes[$1]) * chances[$1])
        }
      }
      let happens = moment { _ in 1 }
      let mean = moment { $0 } / happens
      let variance = moment { $0 * $0 } / happens - mean * mean
      return Noise(
        weight: part.weight * happens, shift: part.shift + part.standardDeviation * mean,
        standardDeviation: part.standardDeviation * variance.squareRoot())
    }
    let total = parts.reduce(0) { $0 + $1.weight }
    return parts.map {
      Noise(weight: $0.weight / total, shift: $0.shift, standardDeviation: $0.standardDeviation)
    }
  }

  private static func logOddsNodes(
    _ chance: Distribution
  ) -> [(weight: Double, logOdds: Double, deviation: Double)] {
    if chance.isConstant { return [(1, LogOdds.of(chance.mean), 0)] }
    if let normal = chance.logitNormalParameters { return [(1, normal.mu, normal.sigma)] }
    return (0..<lawNodes).map { node in
      let value = chance.quantile((Double(node) + 0.5) / Double(lawNodes))
      return (1 / Double(lawNodes), LogOdds.of(min(max(value, 1e-12), 1 - 1e-12)), 0)
    }
  }
}
