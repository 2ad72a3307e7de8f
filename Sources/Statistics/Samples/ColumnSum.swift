/// Sums over a range of a column.
///
/// Eight partial sums, added up in a fixed order, so the bits do not depend on how many values a
/// processor adds at once.
enum ColumnSum {
  /// The sum of `term` over the values; `term` treats each value independently.
  @inline(__always)
  static func of(
    _ values: UnsafeBufferPointer<Double>, _ rows: Range<Int>,
    _ term: (SIMD8<Double>) -> SIMD8<Double>
  ) -> Double {
    var partial = SIMD8<Double>.zero
    var row = rows.lowerBound
    while row + 8 <= rows.upperBound {
      partial += term(
        SIMD8(
          values[row], values[row + 1], values[row + 2], values[row + 3],
          values[row + 4], values[row + 5], values[row + 6], values[row + 7]))
      row += 8
    }
    if row < rows.upperBound {
      var (last, isLive) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
      for (lane, row) in (row..<rows.upperBound).enumerated() {
        last[lane] = values[row]
        isLive[lane] = 1
      }
      partial += term(last) * isLive
    }
    let four = partial.lowHalf + partial.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  @inline(__always)
  static func of(_ values: UnsafeBufferPointer<Double>, _ rows: Range<Int>) -> Double {
    of(values, rows) { $0 }
  }

  /// The sum of squared deviations from the mean of the values, and that mean.
  @inline(__always)
  static func deviations(
    _ values: UnsafeBufferPointer<Double>, _ rows: Range<Int>
  ) -> (mean: Double, squares: Double) {
    let count = Double(rows.count)
    // The first mean carries rounding error; the mean deviation from it corrects that.
    let guess = of(values, rows) / count
    let correction = of(values, rows) { $0 - guess } / count
    let mean = guess + correction
    return (mean, of(values, rows) { ($0 - mean) * ($0 - mean) })
  }
}
