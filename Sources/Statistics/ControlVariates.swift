/// Columns that are known to have mean 0, by which the mean of any other column of the same trials is
/// adjusted.
///
/// The part of a column that a regression on the controls explains is luck that came out a little
/// high or low; the adjusted mean leaves it out. With estimated coefficients it is biased by the
/// order of 1 / trials, far below its standard error.
///
/// - Reference: Lavenberg and Welch, "A Perspective on the Use of Control Variables to Increase the
///   Efficiency of Monte Carlo Simulations", Management Science 27, 1981; Glasserman, "Monte Carlo
///   Methods in Financial Engineering", 2003, section 4.1.
public struct ControlVariates: Sendable {
  /// A control at right angles to those before it: of length 1 about its mean.
  private struct Direction {
    var values: [Double]
    var mean: Double
  }

  private let directions: [Direction]
  private let clusters: Clusters

  /// What is left of a control that others explain but for rounding.
  private static let negligible = 1e-9

  /// - Parameters:
  ///   - controls: Each one value a trial, of expectation 0. One that is a combination of those
  ///     before it adds nothing.
  ///   - clusterSize: How many consecutive trials go together; 1 where all are independent.
  public init(_ controls: [[Double]], clusterSize: Int = 1) {
    precondition(!controls.isEmpty, "there is a control")
    clusters = Clusters(size: clusterSize, valueCount: controls[0].count)
    var directions: [Direction] = []
    for control in controls {
      precondition(control.count == controls[0].count, "the columns are of the same trials")
      let moments = Moments(control)
      var direction = Direction(values: control, mean: moments.mean)
      // Twice: what the first pass leaves by rounding the second takes.
      for other in directions + directions {
        let share = Self.covariation(direction.values, other)
        direction.values.subtract(other.values, times: share)
        direction.mean -= share * other.mean
      }
      let length = Moments(direction.values).sumOfSquaredDeviations.squareRoot()
      guard length > Self.negligible * moments.sumOfSquaredDeviations.squareRoot() else { continue }
      for trial in direction.values.indices { direction.values[trial] /= length }
      direction.mean /= length
      directions.append(direction)
    }
    self.directions = directions
  }

  /// The adjusted mean of a column of the same trials; nil where the controls say nothing about it,
  /// or too few trials tell.
  public func adjusted(_ column: [Double]) -> AdjustedMean? {
    precondition(column.count == clusters.valueCount, "the columns are of the same trials")
    let raw = Moments(column)
    guard raw.sumOfSquaredDeviations > 0, !directions.isEmpty,
      clusters.count > directions.count + 2
    else { return nil }
    var mean = raw.mean
    var rest = column
    for direction in directions {
      let share = Self.covariation(column, direction)
      mean -= share * direction.mean
      rest.subtract(direction.values, times: share)
    }
    // The estimated coefficients cost a degree of freedom each.
    let count = Double(clusters.count)
    let freedom = (count - 1) / (count - 1 - Double(directions.count))
    let error = clusters.standardError(of: mean, in: rest) * freedom.squareRoot()
    let rawError = clusters.standardError(of: raw.mean, in: column)
    return AdjustedMean(
      mean: mean, standardError: error,
      gain: error > 0 ? rawError * rawError / (error * error) : .infinity)
  }

  /// The sum of products of the deviations of a column and those of a direction.
  private static func covariation(_ column: [Double], _ direction: Direction) -> Double {
    column.withUnsafeBufferPointer { column in
      direction.values.withUnsafeBufferPointer { values in
        var sums = SIMD4<Double>.zero
        var trial = 0
        while trial + 4 <= column.count {
          let value = SIMD4(
            values[trial], values[trial + 1], values[trial + 2], values[trial + 3])
          let own = SIMD4(
            column[trial], column[trial + 1], column[trial + 2], column[trial + 3])
          sums += own * (value - direction.mean)
          trial += 4
        }
        var sum = sums.sum()
        while trial < column.count {
          sum += column[trial] * (values[trial] - direction.mean)
          trial += 1
        }
        return sum
      }
    }
  }
}

extension [Double] {
  fileprivate mutating func subtract(_ other: [Double], times factor: Double) {
    withUnsafeMutableBufferPointer { own in
      other.withUnsafeBufferPointer { other in
        for trial in own.indices { own[trial] -= factor * other[trial] }
      }
    }
  }
}
