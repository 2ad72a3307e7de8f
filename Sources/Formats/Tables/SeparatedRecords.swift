import Units

extension Records {
  /// Reads separated fields by RFC 4180, in one pass over the bytes.
  ///
  /// Lines end in LF or CRLF; a quoted field may hold separators, quotes written twice and line
  /// breaks; the last line may lack its end. Refused, each with its line and field: a quote that is
  /// never closed, text after a closing quote, a quote inside an unquoted field, a lone CR.
  ///
  /// - Reference: RFC 4180.
  static func separated(
    _ source: SourceText, by separator: Unicode.Scalar
  ) throws(Diagnostic) -> Records {
    precondition(separator.isASCII && separator != "\"", "no separator of fields")
    var scan = SeparatedScan(source: source, separator: UInt8(separator.value))
    return try scan.all()
  }
}

/// The state of one pass.
private struct SeparatedScan {
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  let source: SourceText
  let separator: UInt8
  var records: Records
  var index = 0
  var line = 1

  init(source: SourceText, separator: UInt8) {
    self.source = source
    self.separator = separator
    records = Records(file: source.file, bytes: source.bytes)
    records.fields.reserveCapacity(source.bytes.count / 6)
  }

  mutating func all() throws(Diagnostic) -> Records {
    while index < source.bytes.count {
      let first = line
      try record()
      records.endRecord(line: first)
    }
    return records
  }

  private func location(_ line: Int, _ column: Int) -> SourceLocation {
    SourceLocation(file: source.file, line: line, column: column)
  }

  /// Appends the fields of the record at `index` and moves past its line end.
  private mutating func record() throws(Diagnostic) {
    let bytes = source.bytes
    let count = bytes.count
    var number = 0
    while true {
      number += 1
      let field: Records.Field
      if index < count, bytes[index] == Records.quote {
        field = try quotedField(number: number)
      } else {
        let start = index
        while index < count {
          let byte = bytes[index]
          if byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn { break }
          if byte == Records.quote {
            throw Diagnostic(
              at: location(line, number),
              .statement("a quote inside a field that does not begin with one"),
              hint: "put the whole field in quotes and double the quotes inside")
          }
          index += 1
        }
        field = Records.Field(start: UInt32(start), endAndEscape: UInt32(index))
      }
      records.fields.append(field)
      guard index < count else { return }
      if bytes[index] == separator {
        index += 1
        continue
      }
      if bytes[index] == Self.carriageReturn {
        guard index + 1 < count, bytes[index + 1] == Self.lineFeed else {
          throw Diagnostic(
            at: location(line, number),
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

  private mutating func quotedField(number: Int) throws(Diagnostic) -> Records.Field {
    let bytes = source.bytes
    let count = bytes.count
    let opening = line
    let start = index + 1
    var escape: UInt32 = 0
    index = start
    while index < count {
      let byte = bytes[index]
      if byte == Records.quote {
        if index + 1 < count, bytes[index + 1] == Records.quote {
          escape = Records.Field.escape
          index += 2
          continue
        }
        let end = index
        index += 1
        if index < count {
          let next = bytes[index]
          guard next == separator || next == Self.lineFeed || next == Self.carriageReturn else {
            throw Diagnostic(
              at: location(line, number), .statement("text after a closing quote"),
              hint: "double the quotes inside the field")
          }
        }
        return Records.Field(start: UInt32(start), endAndEscape: UInt32(end) | escape)
      }
      if byte == Self.lineFeed { line += 1 }
      index += 1
    }
    throw Diagnostic(
      at: location(opening, number), .statement("a quote that is never closed"),
      hint: "close it, or double it if it belongs to the text")
  }
}
