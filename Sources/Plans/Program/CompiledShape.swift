import Units

/// How a measure turns figures into pay, as lines in plain memory.
package enum CompiledShape: BitwiseCopyable {
  /// Multiples of target over attainment.
  case multiple(PayLines)
  case grid(PayGrid)
  /// Money for each unit of credit.
  case rate(PayConstant)
  /// A share of base for each unit of credit.
  case shareOfBase(PayConstant)
  /// The sum of what each slice of credit earns, over attainment where `ofQuota`.
  case slices(PayLines, ofQuota: Bool)
  /// All credit at the rate that it reaches.
  case topRate(PayLines, ofQuota: Bool)
}

extension CompiledShape {
  /// The multiple of target at the attainments of one metric, or of a matrix's rows and columns;
  /// 0 for a shape that pays money.
  @inline(__always)
  func multiple<N, Trace: PayTrace>(
    _ row: N, _ column: N, line: Int, _ trace: inout Trace
  ) -> N where Trace.Number == N {
    switch self {
    case .multiple(let lines): lines.value(at: row)
    case .grid(let grid): grid.value(at: row, column, line: line, &trace)
    case .rate, .shareOfBase, .slices, .topRate: .zero
    }
  }

  /// What a figure earns in money, before pools, caps and gates; 0 for a shape that pays a multiple.
  @inline(__always)
  func money<N: PayNumber>(_ figure: UnsafePointer<PayFigure<N>>, base: N) -> N {
    let credited = figure.pointee.credited
    switch self {
    case .rate(let rate): return credited * N(rate)
    case .shareOfBase(let share): return credited * (base * N(share))
    case .slices(let lines, ofQuota: false): return lines.value(at: credited)
    case .slices(let lines, ofQuota: true):
      return lines.value(at: figure.pointee.attainment) * figure.pointee.quota
    case .topRate(let lines, ofQuota: false): return lines.value(at: credited) * credited
    case .topRate(let lines, ofQuota: true):
      return N.choose(
        figure.pointee.quota, reaches: .least,
        lines.value(at: figure.pointee.attainment) * credited, else: .zero)
    case .multiple, .grid: return .zero
    }
  }
}

extension CompiledShape {
  /// The bounds that a shape looks figures up in, of a matrix for rows and columns, and whether the
  /// figures are attainments.
  package var read: [(bounds: [PayConstant], ofAttainment: Bool)] {
    switch self {
    case .rate, .shareOfBase: []
    case .multiple(let lines): [(lines.bounds, true)]
    case .slices(let lines, let ofQuota), .topRate(let lines, let ofQuota):
      [(lines.bounds, ofQuota)]
    case .grid(let grid): [(grid.bounds, true), (grid.first[0].columns.bounds, true)]
    }
  }
}

extension PayGrid {
  /// Stepped, or bilinear between the bounds; nothing below the first row or column.
  @inline(__always)
  func value<N, Trace: PayTrace>(
    at row: N, _ column: N, line: Int, _ trace: inout Trace
  ) -> N where Trace.Number == N {
    var pays = N.zero
    var own = trace.keep(.row(line: line, row: 0), first[0].columns.value(at: column))
    for index in 0..<count {
      let (from, reach) = (first[index].from, first[index].reach)
      var here = own
      if index + 1 < count {
        let next = trace.keep(
          .row(line: line, row: index + 1), first[index + 1].columns.value(at: column))
        if reach.value > 0 {
          here = own + (next - own) * ((N.larger(row, N(from)) - N(from)) / N(reach))
        }
        own = next
      }
      pays = N.choose(row, reaches: from, here, else: pays)
    }
    return pays
  }
}

/// Lays out shapes in plain memory and numbers their constants.
struct ShapeMemory {
  /// How many constants have a number.
  private(set) var slots = 0
  private(set) var owned: [AnyObject] = []

  mutating func constant(_ value: Double) -> PayConstant {
    defer { slots += 1 }
    return PayConstant(written: value, slot: slots)
  }

  /// A number that follows from what is written.
  private mutating func constant(_ value: Double, exact: DoubleDouble) -> PayConstant {
    defer { slots += 1 }
    return PayConstant(value, exact: exact, slot: slots)
  }

  private mutating func lines(_ lines: [PayLines.Line]) -> PayLines {
    var numbered: [PayLines.Line] = []
    for line in lines {
      numbered.append(line.numbered(from: slots))
      slots += PayLines.Line.slots
    }
    let memory = PlainMemory(numbered)
    owned.append(memory)
    return PayLines(first: memory.base, count: memory.count)
  }

  mutating func shape(_ shape: PayShape) -> CompiledShape {
    switch shape {
    case .rate(.perUnit(let rate)): return .rate(PayConstant(written: rate))
    case .rate(.shareOfBase(let share)): return .shareOfBase(PayConstant(written: share))
    case .tiers(let tiers):
      return tiers.mode == .marginal
        ? .slices(lines(tiers.lines), ofQuota: tiers.needsQuota)
        : .topRate(lines(tiers.lines), ofQuota: tiers.needsQuota)
    case .matrix(let matrix):
      let bounds = matrix.rows
      var rows: [PayGrid.Row] = []
      for (index, row) in matrix.lines.enumerated() {
        let isLast = index == bounds.count - 1
        rows.append(
          PayGrid.Row(
            from: constant(bounds[index]),
            reach: constant(
              matrix.interpolates && !isLast ? bounds[index + 1] - bounds[index] : 0,
              exact: matrix.interpolates && !isLast
                ? DoubleDouble(written: bounds[index + 1]) - DoubleDouble(written: bounds[index])
                : .zero),
            columns: lines(row)))
      }
      let memory = PlainMemory(rows)
      owned.append(memory)
      return .grid(PayGrid(first: memory.base, count: memory.count))
    default:
      guard let stretches = shape.stretches else {
        preconditionFailure("nothing says what a \(shape.key) pays")
      }
      return .multiple(lines(stretches.map { PayLines.Line($0) }))
    }
  }
}

/// Values side by side in memory of their own, written once.
package final class PlainMemory<Element: BitwiseCopyable> {
  package let base: UnsafePointer<Element>
  package let count: Int

  init(_ values: [Element]) {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, values.count))
    for (index, value) in values.enumerated() { (memory + index).initialize(to: value) }
    base = UnsafePointer(memory)
    count = values.count
  }

  deinit { base.deallocate() }

  @inline(__always)
  package subscript(index: Int) -> Element { base[index] }
}
