/// Everything wrong with a book, or with the parameters of a generated one.
public struct BookError: Error, Hashable, Sendable {
  /// One thing that is wrong.
  public struct Problem: Hashable, Sendable {
    /// The account's row in the book, from 0; nil if the problem concerns a whole column or the
    /// book.
    public let row: Int?
    /// The id of the account in ``row``; nil if it is empty.
    public let account: String?
    /// The column or parameter, by its name in scenarios.
    public let column: String
    /// The value found.
    public let found: String
    /// The value expected.
    public let expected: String

    public init(
      row: Int? = nil, account: String? = nil, column: String, found: String, expected: String
    ) {
      self.row = row
      self.account = account
      self.column = column
      self.found = found
      self.expected = expected
    }
  }

  /// At least one, in the order of columns and rows.
  public let problems: [Problem]
}

extension BookError.Problem: CustomStringConvertible {
  /// `account A7 (row 7): arr: expected an amount above 0; found -5.0`.
  public var description: String {
    let location =
      switch (account, row) {
      case (let account?, let row?): "account \(account) (row \(row + 1)): "
      case (nil, let row?): "row \(row + 1): "
      default: ""
      }
    return "\(location)\(column): expected \(expected); found \(found)"
  }
}

extension BookError: CustomStringConvertible {
  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
