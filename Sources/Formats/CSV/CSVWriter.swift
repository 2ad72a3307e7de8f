/// Writes CSV by RFC 4180, safe to open in a spreadsheet.
///
/// A field with a comma, a quote or a line break is quoted. Text that a spreadsheet would take for
/// a formula, because it begins with `=`, `+`, `-`, `@`, a tab or a carriage return, is prefixed
/// with an apostrophe unless the writer is raw; numbers never are. Lines end in a line feed.
///
/// - Reference: RFC 4180; OWASP, "CSV Injection".
public struct CSVWriter: Sendable {
  /// A field of a row.
  public enum Field: Hashable, Sendable {
    case text(String)
    /// Written in the fewest digits that read back exactly, whole numbers with `.0`; NaN and
    /// infinities are empty.
    case number(Double)
    case count(Int)
    case empty
  }

  /// Whether text is left as it is, formulas included.
  public let isRaw: Bool
  private let dialect: CSVDialect
  /// The first row.
  public let headings: [String]
  /// The text so far, headings first.
  public private(set) var text = ""

  /// - Parameter showsHeadings: False to continue a file that is written in pieces.
  public init(
    headings: [String], isRaw: Bool = false, dialect: CSVDialect = .plain,
    showsHeadings: Bool = true
  ) {
    precondition(!headings.isEmpty, "CSV without a column")
    self.headings = headings
    self.isRaw = isRaw
    self.dialect = dialect
    if showsHeadings, dialect.hasMark { text = "\u{FEFF}" }
    if showsHeadings { write(headings.map { .text($0) }) }
  }

  /// Adds a row.
  ///
  /// - Precondition: As many fields as headings.
  public mutating func add(_ fields: [Field]) {
    precondition(fields.count == headings.count, "a row with another number of fields")
    write(fields)
  }

  private mutating func write(_ fields: [Field]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { text.append(dialect.separator) }
      switch field {
      case .text(let field): text += quoted(isRaw ? field : neutral(field))
      case .number(let number):
        // Zero has no sign.
        if number.isFinite { text += decimals(of: number == 0 ? "0.0" : "\(number)") }
      case .count(let count): text += String(count)
      case .empty: break
      }
    }
    text += "\n"
  }

  private func decimals(of number: String) -> String {
    dialect.decimal == "."
      ? number : String(number.map { $0 == "." ? dialect.decimal : $0 })
  }

  private func neutral(_ field: String) -> String {
    switch field.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r": "'" + field
    default: field
    }
  }

  /// Works on scalars: to Swift, a quote with an accent, or CRLF, is a single character.
  private func quoted(_ field: String) -> String {
    // One empty text would be an empty line.
    if field.isEmpty { return headings.count == 1 ? "\"\"" : "" }
    guard field.unicodeScalars.contains(where: isSpecial) else { return field }
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in field.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }

  private func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "\n", "\r": true
    default: dialect.separator.unicodeScalars.first == scalar
    }
  }
}
