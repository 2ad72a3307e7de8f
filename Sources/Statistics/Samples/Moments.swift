/// Count, mean and sum of squared deviations of a sample.
///
/// Two samples merge into the moments of both. Merging is associative up to rounding: for identical
/// bits, merge the same parts in the same order.
///
/// - Reference: Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance: Analysis and
///   Recommendations", The American Statistician 37, 1983 (two passes with a corrected mean; merging).
public struct Moments: Hashable, Sendable {
  public private(set) var count: Int
  /// The arithmetic mean; 0 for an empty sample.
  public private(set) var mean: Double
  /// The sum of (x - mean)^2.
  public private(set) var sumOfSquaredDeviations: Double

  /// The moments of an empty sample.
  public init() {
    count = 0
    mean = 0
    sumOfSquaredDeviations = 0
  }

  /// Restores stored moments.
  public init(count: Int, mean: Double, sumOfSquaredDeviations: Double) {
    precondition(count >= 0 && sumOfSquaredDeviations >= 0, "no sample has such moments")
    self.count = count
    self.mean = mean
    self.sumOfSquaredDeviations = sumOfSquaredDeviations
  }

  /// The moments of finite values.
  public init(_ values: [Double]) {
    self = values.withUnsafeBufferPointer { Moments($0, 0..<$0.count) }
  }

  init(_ values: UnsafeBufferPointer<Double>, _ rows: Range<Int>) {
    guard !rows.isEmpty else {
      self.init()
      return
    }
    let (mean, squares) = ColumnSum.deviations(values, rows)
    self.init(count: rows.count, mean: mean, sumOfSquaredDeviations: squares)
  }

  /// Adds a whole sample.
  public mutating func merge(_ other: Moments) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let total = Double(count + other.count)
    let deviation = other.mean - mean
    sumOfSquaredDeviations +=
      other.sumOfSquaredDeviations
      + deviation * deviation * (Double(count) * Double(other.count) / total)
    mean += deviation * (Double(other.count) / total)
    count += other.count
  }

  /// The unbiased variance, with divisor *n* - 1; 0 for fewer than two values.
  public var variance: Double {
    count < 2 ? 0 : sumOfSquaredDeviations / Double(count - 1)
  }

  public var standardDeviation: Double { variance.squareRoot() }

  /// The standard error of the mean of independent values; infinite for fewer than two, which say
  /// nothing about it.
  public var standardError: Double {
    count < 2 ? .infinity : (variance / Double(count)).squareRoot()
  }
}
