/// The records of a file as they stand, one after the other; each may have its own number of fields.
///
/// Fields are ranges of one run of bytes in UTF-8, decoded on demand.
struct Records: Sendable {
  /// The file as the user named it.
  let file: String
  var bytes: [UInt8]
  var fields: [Field] = []
  /// The index of the first field of each record, and at the end the number of fields.
  var starts: [UInt32] = [0]
  /// The line on which each record begins, counted from 1: of a text, or the row of a sheet.
  var lines: [UInt32] = []
  /// What a workbook says of each field; empty for a text, all of whose fields are texts.
  var kinds: [Kind] = []
  /// The index in ``currencies`` of what a workbook writes beside each field's number; empty if nothing
  /// is written beside any.
  var signs: [UInt8] = []
  var currencies: [String] = []

  /// The rows that a workbook hides; they count.
  var hidden: [UInt32] = []
  /// How many cells below the first of merged ones got its text.
  var merged = 0

  /// What a field holds, as the file itself says.
  enum Kind: UInt8 { case text, number, day, boolean }

  /// The range of a field's content, without its quotes.
  struct Field: Sendable {
    let start: UInt32
    /// The top bit is set if the content holds doubled quotes.
    let endAndEscape: UInt32

    static let escape: UInt32 = 1 << 31

    var range: Range<Int> { Int(start)..<Int(endAndEscape & ~Field.escape) }
    var holdsDoubledQuotes: Bool { endAndEscape & Field.escape != 0 }
  }

  static let quote = UInt8(ascii: "\"")

  var count: Int { lines.count }

  func width(_ record: Int) -> Int { Int(starts[record + 1] - starts[record]) }

  func index(_ record: Int, _ column: Int) -> Int { Int(starts[record]) + column }

  func kind(_ record: Int, _ column: Int) -> Kind {
    kinds.isEmpty ? .text : kinds[index(record, column)]
  }

  /// The currency that a workbook writes beside a field's number; nil for none.
  func currency(_ record: Int, _ column: Int) -> String? {
    guard !signs.isEmpty else { return nil }
    let sign = Int(signs[index(record, column)])
    return sign == 0 ? nil : currencies[sign]
  }

  /// A field's text, quotes resolved.
  func text(_ record: Int, _ column: Int) -> String {
    let field = fields[index(record, column)]
    guard field.holdsDoubledQuotes else {
      return String(decoding: bytes[field.range], as: UTF8.self)
    }
    var content: [UInt8] = []
    var skipsQuote = false
    for byte in bytes[field.range] {
      if byte == Records.quote {
        skipsQuote.toggle()
        if skipsQuote { continue }
      }
      content.append(byte)
      skipsQuote = false
    }
    return String(decoding: content, as: UTF8.self)
  }

  /// Whether a field holds nothing, or white space alone.
  func isBlank(_ record: Int, _ column: Int) -> Bool {
    let range = fields[index(record, column)].range
    guard !range.isEmpty else { return true }
    guard bytes[range.lowerBound] <= 0x20 || bytes[range.lowerBound] >= 0xC2 else { return false }
    return text(record, column).trimmed.isEmpty
  }

  func filled(_ record: Int) -> Int {
    (0..<width(record)).count { !isBlank(record, $0) }
  }

  /// The text of the first field that is not blank; nil for a blank record.
  func first(_ record: Int) -> String? {
    (0..<width(record)).first { !isBlank(record, $0) }.map { text(record, $0) }
  }

  /// Gives the cells of a column that a workbook merges the text of the first; a number stands once, as
  /// it would be added up.
  mutating func fill(column: Int, from first: Int, to last: Int) {
    guard let top = lines.firstIndex(of: UInt32(first)), column < width(top),
      kind(top, column) == .text, !isBlank(top, column)
    else { return }
    for record in (top + 1)..<max(top + 1, count) {
      guard lines[record] <= UInt32(last) else { return }
      let cell = index(record, column)
      guard column < width(record), isBlank(record, column) else { continue }
      fields[cell] = fields[index(top, column)]
      merged += 1
    }
  }

  /// Ends the record whose fields have been appended.
  mutating func endRecord(line: Int) {
    starts.append(UInt32(fields.count))
    lines.append(UInt32(line))
  }
}
