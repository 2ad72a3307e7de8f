import Units

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
    /// Whether the bound itself is left out.
    let isAbove: Bool

    init(
      from: PayConstant, pays: PayConstant, slope: PayConstant = PayConstant(0),
      isAbove: Bool = false
    ) {
      self.from = from
      self.pays = pays
      self.slope = slope
      self.isAbove = isAbove
    }

    /// The same line with cells of its own on a sheet.
    func numbered(from slot: Int) -> Line {
      Line(
        from: from.numbered(slot), pays: pays.numbered(slot + 1),
        slope: slope.numbered(slot + 2), isAbove: isAbove)
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
      pays =
        line.pointee.isAbove
        ? N.choose(N(line.pointee.from), reaches: value, pays, else: own)
        : N.choose(value, reaches: line.pointee.from, own, else: pays)
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
    self.init(
      from: PayConstant(written: stretch.knot.from), pays: PayConstant(written: stretch.knot.pays),
      slope: PayConstant(stretch.slope, exact: stretch.exactSlope),
      isAbove: stretch.knot.isAbove)
  }
}

extension TieredRate {
  /// Of marginal rates what a credit earns in all, of others the rate that it earns, over credit in
  /// the bounds' own unit.
  var lines: [PayLines.Line] {
    var earned = 0.0
    var exact = DoubleDouble.zero
    return knots.indices.map { index in
      let knot = knots[index]
      let (from, pays) = (PayConstant(written: knot.from), PayConstant(written: knot.pays))
      guard mode == .marginal else {
        return PayLines.Line(from: from, pays: pays, isAbove: knot.isAbove)
      }
      if index > 0 {
        let before = knots[index - 1]
        earned += (knot.from - before.from) * before.pays
        exact +=
          (from.exact - DoubleDouble(written: before.from)) * DoubleDouble(written: before.pays)
      }
      return PayLines.Line(from: from, pays: PayConstant(earned, exact: exact), slope: pays)
    }
  }
}

extension PayoutMatrix {
  /// By row: multiples of target incentive over the columns' attainment.
  var lines: [[PayLines.Line]] {
    pays.map { row in
      columns.indices.map { index in
        let next = index + 1
        let stretch =
          interpolates && next < columns.count
          ? Stretch(
            Knot(from: columns[index], pays: row[index]),
            to: Knot(from: columns[next], pays: row[next]))
          : Stretch(flat: Knot(from: columns[index], pays: row[index]))
        return PayLines.Line(stretch)
      }
    }
  }
}
