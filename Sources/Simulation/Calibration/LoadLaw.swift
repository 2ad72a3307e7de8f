import Foundation
import Statistics

/// How the load of some people is distributed: the log of the share of work that they get done, in
/// bins that keep their weight, mean and variance.
struct LoadLaw {
  private struct Bin {
    var weight = 0.0
    var sum = 0.0
    var squares = 0.0
  }

  /// The last is for people who get everything done.
  private var bins = [Bin](repeating: Bin(), count: count + 1)

  private static let count = 128
  /// The least that two people together get done.
  private static let least = 2 * log(SeatOdds.served(ratio: 1, lost: 1))
  private static let components = 12

  var weight: Double { bins.reduce(0) { $0 + $1.weight } }

  mutating func add(logServed: Double, weight: Double) {
    let bin =
      logServed < 0
      ? max(0, Int((1 - logServed / Self.least) * Double(Self.count) - 1e-9)) : Self.count
    bins[bin].weight += weight
    bins[bin].sum += weight * logServed
    bins[bin].squares += weight * logServed * logServed
  }

  /// The load's part of the noise on log-odds, in a few components.
  ///
  /// - Parameters:
  ///   - exponents: The powers to which the share served multiplies odds, equally likely.
  ///   - total: The weight that counts as 1.
  ///   - variance: Of the other noise.
  func noise(exponents: [Double], total: Double, variance: Double) -> [Calibration.Noise] {
    var parts: [(weight: Double, mean: Double, variance: Double)] = []
    for bin in bins where bin.weight > 0 {
      let mean = bin.sum / bin.weight
      let spread = max(0, bin.squares / bin.weight - mean * mean)
      // No load is the same under every exponent.
      for exponent in mean < 0 ? exponents : [0] {
        parts.append(
          (
            bin.weight / (mean < 0 ? Double(exponents.count) : 1), mean * exponent,
            spread * exponent * exponent
          ))
      }
    }
    parts.sort { $0.mean < $1.mean }
    let share = parts.reduce(0) { $0 + $1.weight } / Double(Self.components)
    var merged: [Calibration.Noise] = []
    var open: (weight: Double, sum: Double, squares: Double) = (0, 0, 0)
    for (index, part) in parts.enumerated() {
      open.weight += part.weight
      open.sum += part.weight * part.mean
      open.squares += part.weight * (part.mean * part.mean + part.variance)
      let isLast = index == parts.count - 1
      // People without load stay apart, whatever the others' number.
      guard isLast || open.weight >= share || parts[index + 1].mean == 0 else { continue }
      let mean = open.sum / open.weight
      let spread = max(0, open.squares / open.weight - mean * mean)
      merged.append(
        Calibration.Noise(
          weight: open.weight / total, shift: mean,
          standardDeviation: (spread + variance).squareRoot()))
      open = (0, 0, 0)
    }
    return merged
  }
}
