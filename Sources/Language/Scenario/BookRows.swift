import Formats
import Model
import Ownership
import Units

/// Turns the rows of a file into the columns of a book, reporting every wrong field at its
/// location.
struct BookRows {
  let columns: BookColumns
  /// Where a reading is open, read in one of the ways, so that other problems are told too.
  var table: DataTable
  let rules: BookRules
  private var segments: BookSegments
  let start: Day
  /// The ISO code of the scenario's currency.
  let currency: String
  let uses: [String: DriversReader.Use]
  let diagnostics: Diagnostics
  /// The rows of the table that are accounts, or the largest part of each.
  private(set) var rows: [Int] = []
  var intake = BookIntake()
  /// The number of errors by column; only the first few are reported individually.
  private var refused: [Int: Int] = [:]
  private static let toldOneByOne = 20

  init(
    columns: BookColumns, rules: BookRules, segments: BookSegments, start: Day, currency: String,
    uses: [String: DriversReader.Use], diagnostics: Diagnostics
  ) {
    self.columns = columns
    table = columns.table
    self.rules = rules
    self.segments = segments
    self.start = start
    self.currency = currency
    self.uses = uses
    self.diagnostics = diagnostics
  }

  /// The book, or nil if a problem was reported.
  mutating func book(at cursor: Cursor) -> Book? {
    let before = diagnostics.errorCount
    refuseOpenReadings()
    let lines = withoutTotals(lines())
    let (ids, arr) = accounts(of: lines)
    guard !rows.isEmpty || diagnostics.errorCount > before else {
      cursor["where"].report(.statement("no row of \(table.file) is left"), hint: "look at `where`")
      return nil
    }
    let term = numbers("term", .months, blank: .taken).map { Int($0 ?? 12) }
    let segment = segmentColumn()
    let renewalDay = leavingOnFirstDay(days(ids: ids, term: term), arr)
    let autoRenewal = booleans("auto-renewal")
    let salesCycle = numbers("sales-cycle", .nonNegative, blank: .taken)
    let persons = persons()
    var attributes: [String: BookAttribute] = [:]
    for name in columns.attributes { attributes[name] = attribute(name) }
    let names = texts("name")
    reportRemaining()
    let (declarations, order) = segments.declarations()
    guard diagnostics.errorCount == before else { return nil }
    warnOfFarRenewals(renewalDay, term, ids, arr)
    warnOfExpired(renewalDay, term, arr)
    tellUndated(arr)
    warnOfTotals(arr, ids)
    readBack(owners: arr)
    tellTypes(lines)
    do throws(BookError) {
      return try Book(
        ids: ids, names: names, arr: arr, segment: segment.map { order[$0] }, term: term,
        renewalDay: renewalDay, autoRenewal: autoRenewal, salesCycle: salesCycle,
        persons: persons, attributes: attributes, segments: declarations)
    } catch {
      for problem in error.problems {
        let location = SourceLocation(
          file: table.file, line: problem.row.map { table.line(rows[$0]) })
        diagnostics.report(
          Diagnostic(
            at: location, subject: problem.column,
            .statement("found \(problem.found), expected \(problem.expected)")))
      }
      return nil
    }
  }

  // MARK: - Accounts

  /// The ids and the ARR of the accounts that lines make up; ``rows`` are set.
  private mutating func accounts(of lines: BookLines) -> (ids: [String], arr: [Double]) {
    guard let column = columns["account"]?.index else { return ([], []) }
    let root = rules.parents == .join ? ParentAccounts(columns, lines.rows) : nil
    let addsUp = rules.repeats == .addUp || root != nil
    var groups: [String: Int] = [:]
    groups.reserveCapacity(lines.rows.count)
    var ids: [String] = []
    var arr: [Double] = []
    var largest: [Double] = []
    var parts: [Int] = []
    var account: [Int] = []
    var copies = 0
    for (line, row) in lines.rows.enumerated() {
      let own = table.text(row, column).trimmed
      if own.isEmpty {
        refuse(row, column, LiteralError(found: "", expected: "an id"))
      }
      let id = root?.root(of: own) ?? own
      if !own.isEmpty, let group = groups[id] {
        if addsUp {
          arr[group] += lines.arr[line]
          parts[group] += 1
          account.append(group)
          if lines.arr[line] > largest[group], root == nil || id == own {
            largest[group] = lines.arr[line]
            rows[group] = row
          }
        } else if rules.repeats == .once, isCopy(row, of: rows[group]) {
          copies += 1
        } else {
          // Its other fields are checked too, though it makes no account.
          rows.append(row)
          ids.append(id)
          arr.append(lines.arr[line])
          guard isTold(column) else { continue }
          diagnostics.report(
            Diagnostic(
              at: table.location(row, column), subject: table.headings[column],
              isCopy(row, of: rows[group])
                ? .statement(
                  "\(Excerpt.of(id)) is a duplicate: the same in every field as line"
                    + " \(table.line(rows[group]))")
                : .statement(
                  "\(Excerpt.of(id)) appears twice (first at line \(table.line(rows[group])))"),
              hint: isCopy(row, of: rows[group])
                ? "say `repeats: once` under `book`"
                : "say `repeats: add-up` under `book` if its rows are parts of an account"))
        }
        continue
      }
      if !own.isEmpty { groups[id] = ids.count }
      account.append(ids.count)
      ids.append(id)
      arr.append(lines.arr[line])
      largest.append(root != nil && id != own ? -.infinity : lines.arr[line])
      parts.append(1)
      rows.append(row)
    }
    if copies > 0 {
      intake.leftOut.append(.init(reason: "a copy of another row", rows: copies, arr: nil))
    }
    if addsUp { tellParts(lines, parts: parts, account: account, ids: ids, arr: arr) }
    return (ids, arr)
  }

  private func isCopy(_ row: Int, of other: Int) -> Bool {
    table.headings.indices.allSatisfy { table.text(row, $0) == table.text(other, $0) }
  }

  // MARK: - Columns

  private enum Blank { case taken, refused }

  /// The numbers of a column; nil for blanks and if the file has no such column.
  private mutating func numbers(_ name: String, _ quantity: Quantity, blank: Blank) -> [Double?] {
    guard let column = columns[name] else { return Array(repeating: nil, count: rows.count) }
    return rows.map { row in
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
    if column.values == nil, column.times == nil, column.factors.isEmpty {
      let value = table.withBytes(row, column.index) { bytes in
        bytes.last == UInt8(ascii: "%") ? nil : Literal.number(bytes: bytes)
      }
      let isWhole = quantity.unit != .count || value == value?.rounded()
      if let value, isWhole, quantity.contains(value) { return value }
    }
    let text = try column.meaning(table.text(row, column.index).trimmed)
    if column.times == nil, column.factors.isEmpty { return try quantity.value(text) }
    var value = try Literal.number(text) * (column.times ?? 1)
    for factor in column.factors { value *= try factor.number(row, of: table) }
    guard quantity.contains(value) else {
      throw LiteralError(found: text, expected: quantity.bounds(passedBy: value))
    }
    return value
  }

  private mutating func segmentColumn() -> [Int] {
    guard let column = columns["segment"] else {
      if segments.values != nil {
        diagnostics.report(
          Diagnostic(
            at: SourceLocation(file: table.file, line: 1), .statement("no column `segment`"),
            hint: "map it under book.columns, or remove book.segments"))
      }
      return Array(repeating: segments.index(of: BookSegments.whole) ?? 0, count: rows.count)
    }
    return rows.map { row in
      do throws(LiteralError) {
        let text = try column.meaning(table.text(row, column.index)).trimmed
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
    return rows.indices.map { index in
      let row = rows[index]
      guard let column, !table.isEmpty(row, column.index) else {
        guard RenewalCalendar.terms.contains(term[index]) else { return start }
        return RenewalCalendar.spread(
          hash: EntityHash.of(ids[index]), term: term[index], start: start)
      }
      do throws(LiteralError) {
        if column.plusTerm {
          return try table.day(row, column.index).adding(months: term[index])
        }
        if column.values == nil { return try table.day(row, column.index) }
        return try Literal.day(try column.meaning(table.text(row, column.index)))
      } catch {
        refuse(row, column.index, error)
        return start
      }
    }
  }

  /// The persons of roles whose heads they fix; of all of them it is told what they are.
  private mutating func persons() -> [Role: [String?]] {
    var persons: [Role: [String?]] = [:]
    for role in columns.persons {
      let (names, _) = PersonNames.column(texts(role))
      let count = Set(names.compactMap(\.self)).count
      guard count > 0 else { continue }
      let fixes = rules.headRoles.contains(role)
      if fixes { persons[Role(role)] = names }
      intake.persons.append(
        .init(
          role: role, persons: count, unnamed: names.count { $0 == nil }, fixesHeads: fixes))
    }
    return persons
  }

  private mutating func booleans(_ name: String) -> [Bool] {
    guard let column = columns[name] else { return Array(repeating: false, count: rows.count) }
    return rows.map { row in
      do throws(LiteralError) {
        let text = try column.meaning(table.text(row, column.index))
        if text.isEmpty { return false }
        if let value = Vocabulary.boolean(text) { return value }
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

  /// The texts of a column; nil for blanks and if the file has no such column.
  mutating func texts(_ name: String) -> [String?] {
    guard let column = columns[name] else { return Array(repeating: nil, count: rows.count) }
    return rows.map { row in
      if table.isEmpty(row, column.index) { return nil }
      do throws(LiteralError) {
        return try column.meaning(table.text(row, column.index))
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
      || rows.allSatisfy { row in
        table.isEmpty(row, column.index) || (try? number(row, column, .number)) != nil
      }
    return isNumeric ? .number(numbers(name, .number, blank: .taken)) : .text(texts(name))
  }

  // MARK: - Fields

  private func unknown(_ text: String, _ expected: String, among known: [String]) -> LiteralError {
    LiteralError(
      found: text, expected: expected,
      hint: Suggestion.hint(for: text, among: known, listsKnown: true))
  }

  mutating func refuse(_ row: Int, _ column: Int, _ error: LiteralError) {
    if isTold(column) { diagnostics.report(table.diagnostic(row, column, error)) }
  }

  mutating func isTold(_ column: Int) -> Bool {
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

/// The rows of a file that are part of the book, with what each adds to ARR in the scenario's
/// currency.
struct BookLines {
  var rows: [Int] = []
  var arr: [Double] = []
}

extension Quantity {
  static let months = Quantity(
    .count, from: Double(RenewalCalendar.terms.lowerBound),
    to: Double(RenewalCalendar.terms.upperBound))
}
