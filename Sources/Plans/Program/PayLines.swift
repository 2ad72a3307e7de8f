/// What a shape pays as straight lines, each from its bound on; zero below the first.
///
/// Plain numbers in memory that another object owns.
package struct PayLines: BitwiseCopyable {
  /// A line until the next one begins.
  package struct Line: BitwiseCopyable {
    package let from: PayConstant
    /// At the bound.
    package let pays: PayConstant
    package let slope: PayConstant

    init(from: Double, pays: Double, slope: Double = 0, slot: Int = 0) {
      self.from = PayConstant(from, slot: slot)
      self.pays = PayConstant(pays, slot: slot + 1)
      self.slope = PayConstant(slope, slot: slot + 2)
    }

    /// The same line with cells of its own on a sheet.
    func numbered(from slot: Int) -> Line {
      Line(from: from.value, pays: pays.value, slope: slope.value, slot: slot)
    }

    /// How many constants a line has.
    static let slots = 3
  }

  package let first: UnsafePointer<Line>
  package let count: Int

  @inline(__always)
  func value<N: PayNumber>(at value: N) -> N {
    var pays = N.zero
    for index in 0..<count {
      let line = first + index
      var own = N(line.pointee.pays)
      if line.pointee.slope.value != 0 {
        let from = N(line.pointee.from)
        own = (N.larger(value, from) - from) * N(line.pointee.slope) + own
      }
      pays = N.choose(value, reaches: line.pointee.from, own, else: pays)
    }
    return pays
  }

  /// Where its lines begin.
  package var bounds: [PayConstant] { (0..<count).map { first[$0].from } }
}

/// What a matrix pays: for each of its rows the lines over its columns.
package struct PayGrid: BitwiseCopyable {
  package struct Row: BitwiseCopyable {
    package let from: PayConstant
    /// How far it is to the next row; 0 after the last, and where the matrix is stepped.
    package let reach: PayConstant
    package let columns: PayLines
  }

  package let first: UnsafePointer<Row>
  package let count: Int

  package var bounds: [PayConstant] { (0..<count).map { first[$0].from } }
}

extension PayNumber {
  /// How many of some rising bounds it reaches.
  package func reached(of bounds: [PayConstant]) -> Self {
    bounds.enumerated().reduce(.zero) { reached, bound in
      Self.choose(self, reaches: bound.element, Self(Double(bound.offset + 1)), else: reached)
    }
  }
}

extension PayLines.Line {
  init(_ stretch: Stretch) {
    self.init(from: stretch.knot.from, pays: stretch.knot.pays, slope: stretch.slope)
  }
}

extension TieredRate {
  /// Of marginal rates what a credit earns in all, of others the rate that it earns, over credit in
  /// the bounds' own unit.
  var lines: [PayLines.Line] {
    var earned = 0.0
    return knots.indices.map { index in
      let knot = knots[index]
      guard mode == .marginal else { return PayLines.Line(from: knot.from, pays: knot.pays) }
      if index > 0 { earned += (knot.from - knots[index - 1].from) * knots[index - 1].pays }
      return PayLines.Line(from: knot.from, pays: earned, slope: knot.pays)
    }
  }
}

extension PayoutMatrix {
  /// By row: multiples of target incentive over the columns' attainment.
  var lines: [[PayLines.Line]] {
    pays.map { row in
      columns.indices.map { index in
        let next = index + 1
        let slope =
          interpolates && next < columns.count
          ? (row[next] - row[index]) / (columns[next] - columns[index]) : 0
        return PayLines.Line(from: columns[index], pays: row[index], slope: slope)
      }
    }
  }
}
