import Formats
import Model
import Ownership
import Units

/// Turns the rows of a file into the columns of a book, reporting every wrong field at its
/// location.
struct BookRows {
  let columns: BookColumns
  let table: DataTable
  private var segments: BookSegments
  let start: Day
  /// The ISO code of the scenario's currency.
  let currency: String
  private let uses: [String: DriversReader.Use]
  let diagnostics: Diagnostics
  /// The number of errors by column; only the first few are reported individually.
  private var refused: [Int: Int] = [:]
  private static let toldOneByOne = 20

  init(
    columns: BookColumns, segments: BookSegments, start: Day, currency: String,
    uses: [String: DriversReader.Use], diagnostics: Diagnostics
  ) {
    self.columns = columns
    table = columns.table
    self.segments = segments
    self.start = start
    self.currency = currency
    self.uses = uses
    self.diagnostics = diagnostics
  }

  /// The book, or nil if a problem was reported.
  mutating func book(at cursor: Cursor) -> Book? {
    let before = diagnostics.errorCount
    let ids = ids()
    checkCurrency()
    let arr = numbers("arr", .positiveMoney, blank: .refused).map { $0 ?? 0 }
    let term = numbers("term", .months, blank: .taken).map { Int($0 ?? 12) }
    let segment = segmentColumn()
    let renewalDay = days(ids: ids, term: term)
    let autoRenewal = booleans("auto-renewal")
    let salesCycle = numbers("sales-cycle", .nonNegative, blank: .taken)
    var persons: [Role: [String?]] = [:]
    for role in columns.persons {
      let names = texts(role)
      if names.contains(where: { $0 != nil }) { persons[Role(role)] = names }
    }
    var attributes: [String: BookAttribute] = [:]
    for name in columns.attributes { attributes[name] = attribute(name) }
    let names = texts("name")
    reportRemaining()
    let (declarations, order) = segments.declarations()
    guard diagnostics.errorCount == before else { return nil }
    warnOfFarRenewals(renewalDay, term, ids)
    warnOfTotal(arr, ids)
    do throws(BookError) {
      return try Book(
        ids: ids, names: names, arr: arr, segment: segment.map { order[$0] }, term: term,
        renewalDay: renewalDay, autoRenewal: autoRenewal, salesCycle: salesCycle,
        persons: persons, attributes: attributes, segments: declarations)
    } catch {
      for problem in error.problems {
        let location = SourceLocation(
          file: table.file, line: problem.row.map { table.location($0, 0).line ?? 0 })
        diagnostics.report(
          Diagnostic(
            at: location, subject: problem.column,
            .statement("found \(problem.found), expected \(problem.expected)")))
      }
      return nil
    }
  }

  // MARK: - Columns

  private mutating func ids() -> [String] {
    guard let column = columns["account"]?.index else { return [] }
    var firsts: [String: Int] = [:]
    firsts.reserveCapacity(table.rowCount)
    return (0..<table.rowCount).map { row in
      let id = table.text(row, column)
      if id.isEmpty {
        refuse(row, column, LiteralError(found: "", expected: "an id"))
      } else if let first = firsts.updateValue(row, forKey: id) {
        let line = table.location(first, column).line ?? 0
        if isTold(column) {
          diagnostics.report(
            Diagnostic(
              at: table.location(row, column), subject: table.headings[column],
              .statement("\(Excerpt.of(id)) appears twice (first at line \(line))")))
        }
        firsts[id] = first
      }
      return id
    }
  }

  private enum Blank { case taken, refused }

  /// The numbers of a column; nil for blanks and if the file has no such column.
  private mutating func numbers(_ name: String, _ quantity: Quantity, blank: Blank) -> [Double?] {
    guard let column = columns[name] else { return Array(repeating: nil, count: table.rowCount) }
    return (0..<table.rowCount).map { row in
      if blank == .taken, table.isEmpty(row, column.index) { return nil }
      do throws(LiteralError) {
        return try number(row, column, quantity)
      } catch {
        refuse(row, column.index, error)
        return nil
      }
    }
  }

  private func number(
    _ row: Int, _ column: BookColumns.Column, _ quantity: Quantity
  ) throws(LiteralError) -> Double {
    if column.values == nil, column.times == nil {
      let value = table.withBytes(row, column.index) { bytes in
        bytes.last == UInt8(ascii: "%") ? nil : Literal.number(bytes: bytes)
      }
      let isWhole = quantity.unit != .count || value == value?.rounded()
      if let value, isWhole, quantity.contains(value) { return value }
    }
    let text = try meaning(table.text(row, column.index), column)
    let isMoney = quantity.unit == .money
    guard isMoney || column.times != nil else { return try quantity.value(text) }
    let amount =
      column.values == nil
      ? try table.amount(row, column.index)
      : try WrittenAmount(text, decimal: table.format.decimal)
    let value = amount.value * (column.times ?? 1)
    guard quantity.contains(value) else {
      throw LiteralError(found: text, expected: quantity.bounds(passedBy: value))
    }
    return value
  }

  /// Refuses amounts in a different currency than the first that states one, and warns if that is
  /// not the scenario's.
  private mutating func checkCurrency() {
    guard let column = columns["arr"], column.values == nil else { return }
    var first: (sign: String, row: Int)?
    let signed = (0..<table.rowCount).filter { row in
      table.withBytes(row, column.index) { $0.first.map { !(48...57).contains($0) } ?? false }
    }
    for row in signed {
      let text = table.text(row, column.index)
      guard let sign = (try? table.amount(row, column.index))?.currency else { continue }
      guard let known = first else {
        first = (sign, row)
        warnOfOtherCurrency(text, sign, row, column.index)
        continue
      }
      if sign != known.sign {
        let line = table.location(known.row, column.index).line ?? 0
        refuse(
          row, column.index,
          LiteralError(found: text, expected: "an amount in \(known.sign), as at line \(line)"))
      }
    }
  }

  private mutating func segmentColumn() -> [Int] {
    guard let column = columns["segment"] else {
      if segments.values != nil {
        diagnostics.report(
          Diagnostic(
            at: SourceLocation(file: table.file, line: 1), .statement("no column `segment`"),
            hint: "map it under book.columns, or remove book.segments"))
      }
      return Array(repeating: segments.index(of: BookSegments.whole) ?? 0, count: table.rowCount)
    }
    return (0..<table.rowCount).map { row in
      do throws(LiteralError) {
        let text = try meaning(table.text(row, column.index), column)
        if text.isEmpty { throw LiteralError(found: "", expected: "a segment") }
        if text == NamedMap.wildcard {
          throw LiteralError(found: text, expected: "another name: `all` means every segment")
        }
        if let index = segments.index(of: text) { return index }
        throw unknown(text, "a value of book.segments", among: segments.values ?? [])
      } catch {
        refuse(row, column.index, error)
        return 0
      }
    }
  }

  private mutating func days(ids: [String], term: [Int]) -> [Day] {
    let column = columns["renewal-date"]
    return (0..<table.rowCount).map { row in
      guard let column, !table.isEmpty(row, column.index) else {
        guard RenewalCalendar.terms.contains(term[row]) else { return start }
        return RenewalCalendar.spread(
          hash: EntityHash.of(ids[row]), term: term[row], start: start)
      }
      do throws(LiteralError) {
        if column.values == nil { return try table.day(row, column.index) }
        return try Literal.day(try meaning(table.text(row, column.index), column))
      } catch {
        refuse(row, column.index, error)
        return start
      }
    }
  }

  private mutating func booleans(_ name: String) -> [Bool] {
    guard let column = columns[name] else { return Array(repeating: false, count: table.rowCount) }
    return (0..<table.rowCount).map { row in
      do throws(LiteralError) {
        let text = try meaning(table.text(row, column.index), column)
        if text.isEmpty { return false }
        if let value = BookRows.boolean(text) { return value }
        throw LiteralError(found: text, expected: "yes or no")
      } catch {
        refuse(row, column.index, error)
        return false
      }
    }
  }

  /// The day of a field; nil for anything else.
  static func day(_ text: String) -> Day? {
    var text = text
    return text.withUTF8(Day.init(iso:))
  }

  /// The words that CRMs write for true and false; nil for anything else.
  static func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "y", "true", "1": true
    case "no", "n", "false", "0": false
    default: nil
    }
  }

  /// The texts of a column; nil for blanks and if the file has no such column.
  private mutating func texts(_ name: String) -> [String?] {
    guard let column = columns[name] else { return Array(repeating: nil, count: table.rowCount) }
    return (0..<table.rowCount).map { row in
      if table.isEmpty(row, column.index) { return nil }
      do throws(LiteralError) {
        return try meaning(table.text(row, column.index), column)
      } catch {
        refuse(row, column.index, error)
        return nil
      }
    }
  }

  /// Numbers if a driver requires them or every value is one; else texts.
  private mutating func attribute(_ name: String) -> BookAttribute {
    guard let column = columns[name] else { return .text([]) }
    let use = uses[name] ?? DriversReader.Use()
    if use.byValue { return .text(texts(name)) }
    let isNumeric =
      use.byUnit || column.times != nil
      || (0..<table.rowCount).allSatisfy { row in
        table.isEmpty(row, column.index) || (try? number(row, column, .number)) != nil
      }
    return isNumeric ? .number(numbers(name, .number, blank: .taken)) : .text(texts(name))
  }

  // MARK: - Fields

  /// The meaning of a value; blanks have none.
  private func meaning(
    _ text: String, _ column: BookColumns.Column
  ) throws(LiteralError) -> String {
    guard let values = column.values, !text.isEmpty else { return text }
    if let meaning = values[text] { return meaning }
    throw unknown(text, "a value of book.columns", among: values.keys.sorted())
  }

  private func unknown(_ text: String, _ expected: String, among known: [String]) -> LiteralError {
    LiteralError(
      found: text, expected: expected,
      hint: Suggestion.hint(for: text, among: known, listsKnown: true))
  }

  private mutating func refuse(_ row: Int, _ column: Int, _ error: LiteralError) {
    if isTold(column) { diagnostics.report(table.diagnostic(row, column, error)) }
  }

  private mutating func isTold(_ column: Int) -> Bool {
    refused[column, default: 0] += 1
    return refused[column, default: 0] <= BookRows.toldOneByOne
  }

  private func reportRemaining() {
    for (column, count) in refused.sorted(by: { $0.key < $1.key })
    where count > BookRows.toldOneByOne {
      let more = Counted(count - BookRows.toldOneByOne, "more field")
      diagnostics.report(
        Diagnostic(
          at: SourceLocation(file: table.file), subject: table.headings[column],
          .statement("\(more) of this column \(more.count == 1 ? "is" : "are") wrong")))
    }
  }
}

extension Quantity {
  static let months = Quantity(
    .count, from: Double(RenewalCalendar.terms.lowerBound),
    to: Double(RenewalCalendar.terms.upperBound))
}
