import Units

/// What a file turns out to be: the format to read it by, what was chosen, and what it leaves open.
///
/// ```swift
/// let found = try file.found()
/// for choice in found.choices { print(choice.key, choice.value, choice.ground) }
/// if let table = file.table(found.format, diagnostics) {
///   let open = found.questions(of: table, amounts: [3], days: [5])   // decimal, dates
/// }
/// ```
public struct FoundTable: Sendable {
  /// Everything but ``TableFormat/decimal`` and ``TableFormat/dates``, which hang on the columns that
  /// are used: see ``DataTable/decimalReading(_:)`` and ``DataTable/dateReading(_:)``.
  public var format = TableFormat()
  /// What was chosen, in the order in which it is to be told.
  public private(set) var choices: [Choice] = []
  /// The sheet's rows that are hidden, and count.
  public private(set) var hiddenRows = 0
  /// What was seen besides and changes nothing, each a sentence without its full stop.
  public private(set) var remarks: [String] = []

  /// A key of the format, its value, and why.
  public struct Choice: Hashable, Sendable {
    /// Such as `skip-rows`.
    public let key: String
    public let value: String
    /// A sentence without its full stop.
    public let ground: String
  }

  private mutating func choose(_ key: String, _ value: String, _ ground: String) {
    choices.append(Choice(key: key, value: value, ground: ground))
  }
}

extension TableFile {
  /// What is known of a file before it is looked at.
  public struct Stated: Sendable {
    public var encoding: String?
    public var separator: Unicode.Scalar?
    public var sheet: String?
    public var skipRows: Int?

    public init(
      encoding: String? = nil, separator: Unicode.Scalar? = nil, sheet: String? = nil,
      skipRows: Int? = nil
    ) {
      self.encoding = encoding
      self.separator = separator
      self.sheet = sheet
      self.skipRows = skipRows
    }
  }

  /// Finds the format of the file, as far as it is not stated.
  ///
  /// - Throws: A diagnostic for a text that cannot be decoded or whose quotes do not fit, or a broken
  ///   workbook.
  public func found(_ stated: Stated = Stated()) throws(Diagnostic) -> FoundTable {
    var found = FoundTable()
    let records: Records
    if !isWorkbook, let sheet = stated.sheet {
      throw Diagnostic(
        at: SourceLocation(file: file),
        .statement("a text has no sheet, and \(Excerpt.of(sheet)) is named as one"),
        hint: "leave out `sheet`, or name the workbook")
    }
    if isWorkbook, let sheet = stated.sheet {
      found.format.sheet = sheet
      records = try self.records(found.format)
    } else if isWorkbook {
      records = try found.chooseSheet(of: self)
    } else {
      records = try found.chooseEncodingAndSeparator(of: self, stated)
    }
    if let rows = stated.skipRows { found.format.skipRows = rows }
    found.chooseRows(of: records, isFirstStated: stated.skipRows != nil)
    found.tellMerged(records)
    return found
  }
}

extension FoundTable {
  fileprivate mutating func tellMerged(_ records: Records) {
    guard records.merged > 0 else { return }
    remarks.append(
      "\(Counted(records.merged, "cell")) of merged ones \(records.merged == 1 ? "has" : "have") the"
        + " text of the first")
  }

  // MARK: - Sheet, encoding, separator

  /// Chooses the sheet with the most fields in rows of some width.
  fileprivate mutating func chooseSheet(of file: TableFile) throws(Diagnostic) -> Records {
    var best: (name: String, records: Records, size: Int)?
    var others: [String] = []
    for name in file.sheets {
      format.sheet = name
      let records = try file.records(format)
      let size = (0..<records.count).reduce(0) { $0 + max(0, records.filled($1) - 1) }
      if let known = best, size <= known.size {
        others.append(name)
      } else {
        if let known = best { others.append(known.name) }
        best = (name, records, size)
      }
    }
    guard let best else { preconditionFailure("a workbook has a sheet") }
    format.sheet = best.name
    if others.isEmpty {
      choose("sheet", best.name, "the only sheet")
    } else {
      choose(
        "sheet", best.name,
        "the sheet with the largest table; the others are \(others.joined(separator: ", "))")
    }
    hiddenRows = best.records.hidden.count
    return best.records
  }

  fileprivate mutating func chooseEncodingAndSeparator(
    of file: TableFile, _ stated: TableFile.Stated
  ) throws(Diagnostic) -> Records {
    if let encoding = stated.encoding {
      format.encoding = encoding.lowercased() == "utf-8" ? nil : encoding
    } else if let encoding = file.foundEncoding {
      format.encoding = encoding
      let isMarked = encoding.hasPrefix("utf-16")
      choose(
        "encoding", encoding,
        isMarked ? "its bytes are in pairs" : "it is no UTF-8, and its letters make words so")
    }
    let source = try file.source(format.encoding)
    if let mark = stated.separator {
      format.separator = mark
      return try Records.separated(source, by: mark)
    }
    // A first line `sep=;` is an order to spreadsheets, not a heading.
    let start = String(decoding: source.bytes.prefix(6), as: UTF8.self)
    if start.hasPrefix("sep="), let mark = start.unicodeScalars.dropFirst(4).first, mark.isASCII {
      format.separator = mark
      format.skipRows = 1
      choose("separator", String(mark), "the first line says so")
      return try Records.separated(source, by: mark)
    }
    var best: (separator: TableSeparator, records: Records, score: Double)?
    var failure: Diagnostic?
    for separator in TableSeparator.allCases {
      do throws(Diagnostic) {
        let records = try Records.separated(source, by: separator.rawValue)
        let score = Self.regularity(records)
        if score > best?.score ?? 0 { best = (separator, records, score) }
      } catch {
        // Of a separator that the file does not have, quotes need not fit.
        if separator == .comma { failure = error }
      }
    }
    guard let best else {
      if let failure { throw failure }
      return try Records.separated(source, by: format.separator)
    }
    format.separator = best.separator.rawValue
    if best.separator != .comma {
      choose(
        "separator", String(best.separator.rawValue),
        "fields are separated by \(best.separator.name)")
    }
    return best.records
  }

  /// How regular records are: the share of those with the most frequent width, times a width above
  /// one field; 0 for single fields.
  private static func regularity(_ records: Records) -> Double {
    var counts: [Int: Int] = [:]
    for record in 0..<min(records.count, 2000) { counts[records.width(record), default: 0] += 1 }
    let wide = counts.filter { $0.key > 1 }
    guard let most = wide.max(by: { ($0.value * $0.key, $0.key) < ($1.value * $1.key, $1.key) })
    else { return 0 }
    return Double(most.value) / Double(min(records.count, 2000))
      * Double(min(most.key, 12)).squareRoot()
  }

  // MARK: - Rows

  fileprivate mutating func chooseRows(of records: Records, isFirstStated: Bool) {
    let firstBelow = (0..<records.count).first {
      records.lines[$0] > format.skipRows && records.first($0) != nil
    }
    let found = isFirstStated ? firstBelow : Self.heading(of: records, after: format.skipRows)
    guard let heading = found else { return }
    let line = Int(records.lines[heading])
    let first = (0..<records.count).first {
      records.lines[$0] > format.skipRows && records.first($0) != nil
    }
    if let first, first < heading {
      format.skipRows = line - 1
      let titles = (first..<heading).compactMap { records.first($0) }
      choose(
        "skip-rows", String(line - 1),
        "the headings are in line \(line), below \(Self.list(titles))")
    }
    let width = records.filled(heading)
    guard width > 1 else { return }
    // The last row that is as full as a record is. A footer has a text or two; a row with more, or
    // with money where the others have it, is a record with little in it.
    let typical = Self.typicalFilled(records, after: heading)
    let body = (heading + 1)..<max(heading + 1, records.count)
    let totals = TotalRows(records, body, typical: typical)
    let numbers = Self.numberColumns(records, after: heading)
    func isFull(_ record: Int) -> Bool {
      let filled = records.filled(record)
      return filled * 2 > typical || filled > 2
        || filled == 2 && !records.isBlank(record, 0)
          && numbers.contains { TotalRows.isNumber(record, $0, records) }
    }
    let lastFull = body.last { !totals.contains($0) && isFull($0) } ?? heading
    var marked: [Int] = []
    for record in body where records.first(record) != nil {
      let isUnits = record == heading + 1 && Self.isUnits(record, records)
      if isUnits || totals.contains(record)
        || record < lastFull && records.filled(record) == 1 && typical > 2 && width > 2
          && !records.isBlank(record, 0)
      {
        marked.append(record)
      }
    }
    format.leaveOut = RowLabels(records, body, width: width).marking(marked)
    if !format.leaveOut.isEmpty {
      choose(
        "leave-out", format.leaveOut.map(\.text).joined(separator: ", "),
        "\(Counted(marked.count, "row")) with totals, units or titles, and no records of the table"
          + totals.sums)
    }
    remarks += totals.remarks(leavingOut: format.leaveOut)
    let trailing = body.filter { $0 > lastFull && records.first($0) != nil }.filter { record in
      !format.leaveOut.contains {
        $0.marks(
          first: records.first(record) ?? "", filled: records.filled(record), width: width)
      }
    }
    guard typical > 2, let footer = trailing.first, let label = records.first(footer) else {
      return
    }
    format.footer = RowLabels.label(label)
    choose(
      "footer", format.footer?.text ?? "",
      "the table ends before line \(records.lines[footer]): "
        + Self.list(trailing.compactMap { records.first($0) }))
  }

  /// The columns in which nearly every record has a number.
  private static func numberColumns(_ records: Records, after heading: Int) -> [Int] {
    let sample = ((heading + 1)..<max(heading + 1, min(records.count, heading + 201)))
      .filter { records.first($0) != nil }
    return (0..<records.width(heading)).filter { column in
      sample.count { TotalRows.isNumber($0, column, records) } * 10 > sample.count * 7
    }
  }

  /// The first row as wide as the rows below it, all of whose fields are words.
  private static func heading(of records: Records, after line: Int) -> Int? {
    let candidates = (0..<min(records.count, 60)).filter {
      records.lines[$0] > line && records.first($0) != nil
    }
    let sample = (0..<min(records.count, 400)).map { records.filled($0) }.filter { $0 > 0 }.sorted()
    guard let first = candidates.first, !sample.isEmpty else { return nil }
    let typical = sample[sample.count * 3 / 4]
    return candidates.first { record in
      let filled = (0..<records.width(record)).filter { !records.isBlank(record, $0) }
      guard filled.count * 10 >= typical * 6, filled.count > 1 || typical == 1 else { return false }
      return filled.allSatisfy { isWord(record, $0, records) }
    } ?? first
  }

  /// Whether a field may be a heading: neither an amount nor a date.
  private static func isWord(_ record: Int, _ column: Int, _ records: Records) -> Bool {
    guard records.kind(record, column) == .text else { return false }
    let text = records.text(record, column)
    if (try? WrittenAmount(text, decimal: .point)) != nil {
      return Int(text).map { 1990...2100 ~= $0 } ?? false
    }
    return WrittenDay.readings(text).byOrder.isEmpty
      && (try? WrittenAmount(text, decimal: .comma)) == nil
  }

  private static func typicalFilled(_ records: Records, after heading: Int) -> Int {
    let counts = ((heading + 1)..<max(heading + 1, min(records.count, heading + 2001)))
      .map { records.filled($0) }.filter { $0 > 0 }.sorted()
    return counts.isEmpty ? 0 : counts[counts.count * 3 / 4]
  }

  /// Whether the row right below the headings says in what the columns are measured.
  private static func isUnits(_ record: Int, _ records: Records) -> Bool {
    let filled = (0..<records.width(record)).filter { !records.isBlank(record, $0) }
    let words: Set<String> = [
      "usd", "eur", "gbp", "chf", "jpy", "$", "€", "£", "k", "m", "%", "months", "mths", "date",
      "monate", "tage", "days", "keur", "k€", "k$", "tsd", "teur", "local currency",
    ]
    return filled.allSatisfy { column in
      let text = records.text(record, column).trimmed.lowercased()
      return words.contains(text.trimmingBrackets)
    }
  }

  private static func list(_ texts: [String]) -> String {
    let shown = texts.prefix(2).map { Excerpt.of($0) }.joined(separator: ", ")
    return texts.count > 2 ? "\(shown) and \(texts.count - 2) more" : shown
  }
}

extension String {
  /// Without brackets around it.
  fileprivate var trimmingBrackets: String {
    String(drop { "([".contains($0) }.reversed().drop { ")]".contains($0) }.reversed())
  }
}
