/// Where in the user's files something stands.
public struct Place: Hashable, Sendable {
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

  /// The same place without its column: a key path says it better.
  public var ofLine: Place { Place(file: file, line: line) }
}

extension Place: Comparable {
  public static func < (a: Place, b: Place) -> Bool {
    if a.file != b.file { return a.file < b.file }
    return (a.line ?? 0, a.column ?? 0) < (b.line ?? 0, b.column ?? 0)
  }
}

extension Place: CustomStringConvertible {
  /// `accounts.csv:417:4`, `mid-market.yaml:37` or `mid-market.yaml`.
  public var description: String {
    ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
  }
}
