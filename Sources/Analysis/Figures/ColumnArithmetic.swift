/// Columns of equal length, trial by trial.
extension [Double] {
  /// The sum of columns, added in order; zeros if there are none.
  init(sumOf columns: some Sequence<[Double]>, trials: Int) {
    self.init(repeating: 0, count: trials)
    for column in columns { add(column) }
  }

  /// Adds `factor` times another column.
  mutating func add(_ other: [Double], times factor: Double = 1) {
    combine(with: other) { $0 + factor * $1 }
  }

  /// Subtracts another column.
  func less(_ other: [Double]) -> [Double] {
    var difference = self
    difference.combine(with: other) { $0 - $1 }
    return difference
  }

  /// What is left of a column after a loss; rounding makes it no less than nothing.
  func left(after loss: [Double]) -> [Double] {
    var left = self
    left.combine(with: loss) { $1 < $0 ? $0 - $1 : 0 }
    return left
  }

  /// The column where a count is positive, and not below 0; else 0.
  func `where`(_ count: [Double]) -> [Double] {
    var column = self
    column.combine(with: count) { $1 > 0 && $0 > 0 ? $0 : 0 }
    return column
  }

  /// Divides by another column; 0 where the divisor is not positive.
  func over(_ whole: [Double]) -> [Double] {
    var ratio = self
    ratio.combine(with: whole) { $1 > 0 ? $0 / $1 : 0 }
    return ratio
  }

  /// What a cohort retains of what it began with; NaN where there was nothing to retain.
  func retained(of start: [Double]) -> [Double] {
    var ratio = self
    ratio.combine(with: start) { $1 > 0 ? Swift.min($0 / $1, .infinity) : .nan }
    return ratio
  }

  @inline(__always)
  private mutating func combine(
    with other: [Double], _ combined: (Double, Double) -> Double
  ) {
    precondition(count == other.count, "the columns are of the same trials")
    withUnsafeMutableBufferPointer { own in
      other.withUnsafeBufferPointer { other in
        for trial in own.indices { own[trial] = combined(own[trial], other[trial]) }
      }
    }
  }
}
