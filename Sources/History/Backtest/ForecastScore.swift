import Foundation
import Statistics

/// How a forecast did against what happened.
public struct ForecastScore: Hashable, Sendable {
  public let actual: Double
  public let mean: Double
  /// The ends of the band that 90% of the forecast lies in.
  public let low: Double
  public let high: Double
  /// The share of the forecast below what happened, ties divided at random: uniform if the forecast
  /// is right.
  ///
  /// - Reference: Czado, Gneiting and Held, "Predictive Model Assessment for Count Data", 2009.
  public let pit: Double
  /// The continuous ranked probability score, in the unit of the forecast: 0 is a sure hit.
  ///
  /// - Reference: Gneiting and Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation",
  ///   2007.
  public let crps: Double

  /// - Parameters:
  ///   - sample: Draws of the forecast.
  ///   - tie: Uniform in 0...1, to divide ties.
  init(of sample: [Double], actual: Double, tie: Double) {
    let sorted = sample.sorted()
    let count = Double(sorted.count)
    self.actual = actual
    mean = sorted.reduce(0, +) / count
    func quantile(_ p: Double) -> Double {
      sorted[min(sorted.count - 1, max(0, Int((p * count).rounded(.up)) - 1))]
    }
    (low, high) = (quantile(0.05), quantile(0.95))
    // Sums of money in another order differ by rounding.
    let tolerance = 1e-9 * max(1, abs(actual))
    let below = sorted.count { $0 < actual - tolerance }
    let ties = sorted.count { abs($0 - actual) <= tolerance }
    pit = (Double(below) + tie * Double(ties + 1)) / (count + 1)
    crps = Self.crps(sorted, actual)
  }

  /// E|X - y| - E|X - X'| / 2 of a sample in order.
  static func crps(_ sorted: [Double], _ actual: Double) -> Double {
    let count = Double(sorted.count)
    var (distance, spread) = (0.0, 0.0)
    for (index, value) in sorted.enumerated() {
      distance += abs(value - actual)
      spread += value * (2 * Double(index) - count + 1)
    }
    return distance / count - spread / (count * count)
  }

  /// Whether what happened lies in the middle band of a level, such as 0.9.
  public func isCovered(_ level: Double) -> Bool {
    pit >= (1 - level) / 2 && pit <= (1 + level) / 2
  }
}

/// How often bands held what happened, with the interval that so many trials leave.
public struct Coverage: Hashable, Sendable {
  public let level: Double
  public let covered: Int
  public let of: Int
  /// How many independent forecasts they are worth.
  public let effective: Double

  public var share: Double { Double(covered) / Double(of) }

  /// The 95% interval of the share, of as many independent forecasts as they are worth.
  ///
  /// - Reference: Clopper and Pearson, 1934.
  public var interval: ClosedRange<Double> { Binomial.interval(share: share, of: effective) }

  /// Whether the interval has the level in it.
  public var holds: Bool { interval.contains(level) }
}
