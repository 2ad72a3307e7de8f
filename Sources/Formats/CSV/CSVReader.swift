import Units

/// Reads CSV strictly, by RFC 4180, in one pass over the bytes.
///
/// Lines end in LF or CRLF; a quoted field may hold separators, quotes written twice and line
/// breaks; the last line may lack its end. Refused, each with its line and field: ragged rows, a
/// quote that is never closed, text after a closing quote, a quote inside an unquoted field, a
/// lone CR, empty or repeated headings, no rows.
///
/// ```swift
/// let diagnostics = Diagnostics()
/// let source = try SourceText(contentsOf: "accounts.csv")
/// if let table = CSVReader().table(source, diagnostics), let name = table.column("Name") {
///   print(table.text(0, name))
/// }
/// print(diagnostics.lines().joined(separator: "\n"))
/// ```
///
/// - Reference: RFC 4180.
public struct CSVReader {
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Between fields: an ASCII character, by default a comma.
  public let separator: Unicode.Scalar

  public init(separator: Unicode.Scalar = ",") {
    precondition(separator.isASCII && separator != "\"", "no separator of CSV")
    self.separator = separator
  }

  /// The table, or nil if its structure is broken; every broken row is reported.
  public func table(_ source: SourceText, _ diagnostics: Diagnostics) -> CSVTable? {
    var scan = Scan(source: source, separator: UInt8(separator.value))
    do {
      return try scan.table(diagnostics)
    } catch {
      diagnostics.report(error)
      return nil
    }
  }
}

extension CSVReader {
  /// The state of one pass.
  private struct Scan {
    let source: SourceText
    let separator: UInt8
    var fields: [CSVTable.Field] = []
    var lines: [UInt32] = []
    var index = 0
    var line = 1

    init(source: SourceText, separator: UInt8) {
      self.source = source
      self.separator = separator
    }

    func location(_ line: Int, _ column: Int? = nil) -> SourceLocation {
      SourceLocation(file: source.file, line: line, column: column)
    }

    mutating func table(_ diagnostics: Diagnostics) throws(Diagnostic) -> CSVTable? {
      let before = diagnostics.errorCount
      let headings = try headings(diagnostics)
      fields.reserveCapacity(source.bytes.count / 6)
      lines.reserveCapacity(source.bytes.count / 6 / headings.count)
      var isSound = diagnostics.errorCount == before
      while index < source.bytes.count {
        let first = line
        let before = fields.count
        try record()
        let count = fields.count - before
        if count == headings.count {
          lines.append(UInt32(first))
          continue
        }
        fields.removeLast(count)
        isSound = false
        let isBlank = count == 1
        diagnostics.report(
          Diagnostic(
            at: location(first),
            .statement(
              "\(Counted(count, "field")), the headings are \(headings.count)"),
            hint: isBlank
              ? "fill or remove the line" : "put a field that holds a separator in quotes"))
      }
      guard isSound else { return nil }
      guard !lines.isEmpty else {
        throw Diagnostic(
          at: location(1), .statement("headings but no rows"), hint: "add at least one row")
      }
      return CSVTable(
        file: source.file, headings: headings, rowCount: lines.count, bytes: source.bytes,
        fields: fields, lines: lines)
    }

    private mutating func headings(_ diagnostics: Diagnostics) throws(Diagnostic) -> [String] {
      guard !source.bytes.isEmpty else {
        throw Diagnostic(
          at: SourceLocation(file: source.file), .statement("the file is empty"),
          hint: "begin with a line of headings")
      }
      try record()
      let table = CSVTable(
        file: source.file, headings: Array(repeating: "", count: fields.count), rowCount: 1,
        bytes: source.bytes, fields: fields, lines: [1])
      let headings = fields.indices.map { table.text(0, $0) }
      fields.removeAll()
      if headings.count == 1, separator == UInt8(ascii: ",") {
        for (other, name) in [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
        where headings[0].contains(other) {
          throw Diagnostic(
            at: location(1), .statement("the fields are separated by \(name), not by commas"),
            hint: "save the file with commas")
        }
      }
      var firsts: [String: Int] = [:]
      for (column, heading) in headings.enumerated() {
        if heading.allSatisfy(\.isWhitespace) {
          diagnostics.report(
            Diagnostic(
              at: table.location(0, column), .statement("empty heading"), hint: "name the column"))
        } else if let first = firsts.updateValue(column, forKey: heading) {
          diagnostics.report(
            Diagnostic(
              at: table.location(0, column),
              .statement(
                "heading \(Excerpt.of(heading)) appears twice (first in field \(first + 1))"),
              hint: "rename one of the columns"))
        }
      }
      return headings
    }

    /// Appends the fields of the record at `index` and moves past its line end.
    private mutating func record() throws(Diagnostic) {
      let bytes = source.bytes
      let count = bytes.count
      let first = fields.count
      while true {
        let field: CSVTable.Field
        if index < count, bytes[index] == CSVTable.quote {
          field = try quotedField(number: fields.count - first + 1)
        } else {
          let start = index
          while index < count {
            let byte = bytes[index]
            if byte == separator || byte == lineFeed || byte == carriageReturn { break }
            if byte == CSVTable.quote {
              throw Diagnostic(
                at: location(line, fields.count - first + 1),
                .statement("a quote inside a field that does not begin with one"),
                hint: "put the whole field in quotes and double the quotes inside")
            }
            index += 1
          }
          field = CSVTable.Field(start: UInt32(start), endAndEscape: UInt32(index))
        }
        fields.append(field)
        guard index < count else { return }
        if bytes[index] == separator {
          index += 1
          continue
        }
        if bytes[index] == carriageReturn {
          guard index + 1 < count, bytes[index + 1] == lineFeed else {
            throw Diagnostic(
              at: location(line, fields.count - first),
              .statement("a carriage return without a line feed"),
              hint: "save the file with LF or CRLF line ends")
          }
          index += 1
        }
        index += 1
        line += 1
        return
      }
    }

    private mutating func quotedField(number: Int) throws(Diagnostic) -> CSVTable.Field {
      let bytes = source.bytes
      let count = bytes.count
      let opening = line
      let start = index + 1
      var escape: UInt32 = 0
      index = start
      while index < count {
        let byte = bytes[index]
        if byte == CSVTable.quote {
          if index + 1 < count, bytes[index + 1] == CSVTable.quote {
            escape = CSVTable.Field.escape
            index += 2
            continue
          }
          let end = index
          index += 1
          if index < count {
            let next = bytes[index]
            guard next == separator || next == lineFeed || next == carriageReturn else {
              throw Diagnostic(
                at: location(line, number), .statement("text after a closing quote"),
                hint: "double the quotes inside the field")
            }
          }
          return CSVTable.Field(start: UInt32(start), endAndEscape: UInt32(end) | escape)
        }
        if byte == lineFeed { line += 1 }
        index += 1
      }
      throw Diagnostic(
        at: location(opening, number), .statement("a quote that is never closed"),
        hint: "close it, or double it if it belongs to the text")
    }
  }
}
