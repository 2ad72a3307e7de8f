/// Writes a table as CSV (RFC 4180, lines end with a line feed).
///
/// A text that a spreadsheet would take for a formula, since it begins with `=`, `+`, `-`, `@`, a
/// tab or a carriage return, gets an apostrophe in front; numbers never do. A number that is not
/// finite is an empty field.
///
/// - Reference: OWASP, "CSV Injection".
public struct CSVWriter: Sendable {
  /// True to leave texts as they are.
  public let isRaw: Bool

  public init(isRaw: Bool = false) {
    self.isRaw = isRaw
  }

  public func text(_ table: Table) -> String {
    var text = line(table.columns.map { .text($0.name) })
    for row in table.rows { text += line(row) }
    return text
  }

  private func line(_ cells: [Table.Cell]) -> String {
    cells.map(field).joined(separator: ",") + "\n"
  }

  private func field(_ cell: Table.Cell) -> String {
    switch cell {
    case .empty: ""
    case .number(let value): ExactNumber.text(value) ?? ""
    case .text(let text): quoted(isRaw ? text : neutralised(text))
    }
  }

  private func neutralised(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
      return text
    }
    return "'" + text
  }

  private func quoted(_ text: String) -> String {
    // Scalars, not characters: a carriage return and a line feed are one character.
    guard text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else {
      return text
    }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
