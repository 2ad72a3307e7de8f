/// Columns known to have mean 0, which adjust the mean of any other column of the same trials.
///
/// The part of a column explained by a regression on the controls is luck that came out slightly
/// high or low; the adjusted mean removes it. Estimated coefficients bias it by the order of 1 /
/// trials, far below its standard error.
///
/// - Reference: Lavenberg and Welch, "A Perspective on the Use of Control Variables to Increase the
///   Efficiency of Monte Carlo Simulations", Management Science 27, 1981; Glasserman, "Monte Carlo
///   Methods in Financial Engineering", 2003, section 4.1.
public struct ControlVariates: Sendable {
  /// A control made orthogonal to those before it.
  private struct Direction {
    var values: [Double]
    var mean: Double
    /// Deviations from the mean, added up by unit; their squares total 1.
    var units: [Double]
  }

  private let directions: [Direction]
  private let design: SampleDesign
  private let units: Clusters

  /// The fewest units of several trials that tell coefficients and an error.
  public static let fewestUnits = 30
  /// A control with no more than this left over is a combination of the others, up to rounding.
  private static let negligible = 1e-9

  /// - Parameters:
  ///   - controls: Each has one value per trial and expectation 0. A combination of earlier ones
  ///     adds nothing.
  ///   - design: Of the trials; nil if all are independent.
  ///   - unitSize: How many consecutive trials are one observation of the regression. Usually one.
  ///     Where trials within a cluster offset one another, as strata do, the scatter of single
  ///     trials is not what blurs the mean, so whole clusters estimate the coefficients better.
  public init(_ controls: [[Double]], design: SampleDesign? = nil, unitSize: Int = 1) {
    precondition(!controls.isEmpty, "there is a control")
    let count = controls[0].count
    let design = design ?? SampleDesign(Clusters(size: 1, valueCount: count))
    precondition(count == design.clusters.valueCount, "the controls are of these trials")
    self.design = design
    units = Clusters(size: unitSize, valueCount: controls[0].count)
    var directions: [Direction] = []
    for control in controls {
      precondition(control.count == controls[0].count, "the columns are of the same trials")
      var (values, mean) = (control, Moments(control).mean)
      let length = Self.product(
        Self.deviations(values, by: units), Self.deviations(values, by: units)
      ).squareRoot()
      // Twice: the second pass removes what rounding left in the first.
      for other in directions + directions {
        let share = Self.product(Self.deviations(values, by: units), other.units)
        values.subtract(other.values, times: share)
        mean -= share * other.mean
      }
      let deviations = Self.deviations(values, by: units)
      let left = Self.product(deviations, deviations).squareRoot()
      guard left > Self.negligible * length else { continue }
      directions.append(
        Direction(
          values: values.map { $0 / left }, mean: mean / left,
          units: deviations.map { $0 / left }))
    }
    self.directions = directions
  }

  /// The adjusted mean of a column of the same trials; nil if the controls explain nothing or there
  /// are too few trials, or units, or some trials have no value.
  public func adjusted(_ column: [Double]) -> AdjustedMean? {
    precondition(column.count == design.clusters.valueCount, "the columns are of the same trials")
    guard !PresentValues.hasMissing(column) else { return nil }
    let raw = Moments(column)
    guard raw.sumOfSquaredDeviations > 0, !directions.isEmpty, design.clusters.degreesOfFreedom > 0,
      units.count > directions.count + 2, units.areSingle || units.count >= Self.fewestUnits
    else { return nil }
    let deviations = Self.deviations(column, by: units)
    var rest = column
    for direction in directions {
      let share = Self.product(deviations, direction.units)
      rest.subtract(direction.values, times: share)
    }
    // The estimated coefficients cost a degree of freedom each, and their own error adds to the mean's.
    let (count, lost) = (Double(units.count), Double(directions.count))
    let factor = (count - 1) / (count - 1 - lost) * (count - 2) / (count - 2 - lost)
    // What is taken out has mean 0.
    let mean = design.mean(of: rest)
    let error = mean.standardError * factor.squareRoot()
    let rawError = design.mean(of: column).standardError
    return AdjustedMean(
      mean: mean.value, standardError: error,
      gain: error > 0 ? rawError * rawError / (error * error) : .infinity)
  }

  /// The deviations of a column from its mean, added up by unit.
  private static func deviations(_ column: [Double], by units: Clusters) -> [Double] {
    column.withUnsafeBufferPointer { values in
      let mean = ColumnSum.of(values, 0..<values.count) / Double(values.count)
      if units.areSingle { return values.map { $0 - mean } }
      return (0..<units.count).map { ColumnSum.of(values, units.rows($0)) { $0 - mean } }
    }
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var partial = SIMD4<Double>.zero
        var place = 0
        while place + 4 <= a.count {
          let left = SIMD4(a[place], a[place + 1], a[place + 2], a[place + 3])
          let right = SIMD4(b[place], b[place + 1], b[place + 2], b[place + 3])
          partial += left * right
          place += 4
        }
        var sum = partial.sum()
        while place < a.count {
          sum += a[place] * b[place]
          place += 1
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

/// A mean without the luck that control variates explain. It estimates the same quantity as the raw
/// mean and is shown beside it.
public struct AdjustedMean: Hashable, Sendable {
  public let mean: Double
  /// Clustered like the raw mean's.
  public let standardError: Double
  /// How many times the trials the raw mean would need for this standard error; below 1 where the
  /// controls explain nothing.
  public let gain: Double
}
