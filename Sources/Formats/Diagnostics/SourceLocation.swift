/// A position in one of the user's files.
public struct SourceLocation: Hashable, Sendable {
  /// The file as the user named it; empty where there is none.
  public var file: String
  /// Counted from 1.
  public var line: Int?
  /// Counted from 1: a character in YAML, a field in CSV (the spreadsheet's column).
  public var column: Int?

  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The line alone: a key path says the rest better.
  public var withoutColumn: SourceLocation { SourceLocation(file: file, line: line) }
}

extension SourceLocation: Comparable {
  public static func < (a: SourceLocation, b: SourceLocation) -> Bool {
    if a.file != b.file { return a.file < b.file }
    return (a.line ?? 0, a.column ?? 0) < (b.line ?? 0, b.column ?? 0)
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `accounts.csv:417:4`, `mid-market.yaml:37` or `mid-market.yaml`.
  public var description: String {
    ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
  }
}
