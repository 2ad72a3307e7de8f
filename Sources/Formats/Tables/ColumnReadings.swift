import Units

/// How the amounts of a column may be read.
public enum DecimalReading: Sendable {
  /// Every amount reads the same with either mark, or is typed.
  case plain
  /// Only with this mark are all of them amounts, or the file leaves no doubt.
  case only(DecimalMark)
  /// Both are possible: what the text in the first row of doubt may mean, and the sums.
  case open(row: Int, point: (value: Double, sum: Double), comma: (value: Double, sum: Double))
}

/// In what order the dates of a column may be read.
public enum DateReading: Hashable, Sendable {
  /// Every date reads the same in any order, or there is none.
  case plain
  /// Some dates have but one reading, and all of those are in this order; the first such row.
  case only(DateOrder, row: Int)
  /// Every date reads day first and month first; the first row where that makes a difference.
  case open(row: Int)
  /// Some can only be read day first, others only month first: the first of each.
  case mixed(dayFirst: Int, monthFirst: Int)
}

extension DataTable {
  /// How the amounts of a column may be read, whatever the format says.
  ///
  /// A comma before each third digit separates thousands, as English does and no amount has three
  /// decimals; a point there may be either, unless another amount tells.
  public func decimalReading(_ column: Int) -> DecimalReading {
    var point = 0.0
    var comma = 0.0
    var doubt: (row: Int, point: Double, comma: Double)?
    for row in 0..<rowCount where !isEmpty(row, column) && !isTyped(row, column) {
      let asPoint = amount(row, column, decimal: .point)
      let asComma = amount(row, column, decimal: .comma)
      // One amount that is one with one mark alone decides for all.
      if (asPoint == nil) != (asComma == nil) { return .only(asPoint == nil ? .comma : .point) }
      guard let asPoint, let asComma else { continue }
      point += asPoint
      comma += asComma
      if doubt == nil, asPoint != asComma { doubt = (row, asPoint, asComma) }
    }
    guard let doubt else { return .plain }
    // `83,407` everywhere.
    if doubt.comma.magnitude < doubt.point.magnitude { return .only(.point) }
    return .open(row: doubt.row, point: (doubt.point, point), comma: (doubt.comma, comma))
  }

  /// Whether a field is a day in any order.
  package func isDay(_ row: Int, _ column: Int) -> Bool {
    if (try? day(row, column)) != nil { return true }
    return kind(row, column) == .text && !WrittenDay.readings(text(row, column)).byOrder.isEmpty
  }

  /// The amount in a field, read with the format's mark or else with any.
  package func possibleAmount(_ row: Int, _ column: Int) -> Double? {
    (try? amount(row, column).value) ?? amount(row, column, decimal: .comma)
  }

  private func amount(_ row: Int, _ column: Int, decimal: DecimalMark) -> Double? {
    withBytes(row, column) { WrittenAmount.plain($0, decimal: decimal)?.value }
      ?? (try? WrittenAmount(text(row, column), decimal: decimal).value)
  }

  /// In what order the dates of a column may be read, whatever the format says.
  public func dateReading(_ column: Int) -> DateReading {
    var first: [DateOrder: Int] = [:]
    var doubt: Int?
    for row in 0..<rowCount where !isEmpty(row, column) && !isTyped(row, column) {
      if withBytes(row, column, Day.init(iso:)) != nil { continue }
      let readings = WrittenDay.readings(text(row, column))
      if readings.isPlain || readings.byOrder.isEmpty { continue }
      if readings.only == nil {
        if doubt == nil { doubt = row }
      } else if readings.byOrder.count == 1, let order = readings.byOrder.keys.first {
        if first[order] == nil { first[order] = row }
      }
    }
    switch (first[.dayFirst], first[.monthFirst], first[.yearFirst]) {
    case (let day?, let month?, _): return .mixed(dayFirst: day, monthFirst: month)
    case (let day?, nil, _): return .only(.dayFirst, row: day)
    case (nil, let month?, _): return .only(.monthFirst, row: month)
    case (nil, nil, let year?): return .only(.yearFirst, row: year)
    default: return doubt.map { .open(row: $0) } ?? .plain
    }
  }

  /// The same table with its amounts and dates read another way.
  public func reading(decimal: DecimalMark?, dates: DateOrder?) -> DataTable {
    var table = self
    table.format.decimal = decimal
    table.format.dates = dates
    return table
  }
}
