import Foundation

/// What money of a month of the horizon is worth at its beginning.
struct Discount: Hashable, Sendable {
  /// A year.
  let rate: Double

  func at(month: Double) -> Double { pow(1 + rate, -month / 12) }

  /// What an expense of a year, spread over its months, counts for.
  func ofYear(_ year: Int) -> Double {
    (0..<12).reduce(0) { $0 + at(month: Double(year * 12 + $1) + 0.5) } / 12
  }
}
