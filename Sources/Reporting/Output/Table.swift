public import Formats

/// Figures in rows, to be shown in a terminal, written as CSV, or as JSON.
///
/// A column's key is its heading in CSV and its key in JSON: kebab-case, a noun of the domain.
public struct Table: Hashable, Sendable {
  /// What a column holds, and so how a terminal shows it.
  public enum Kind: Hashable, Sendable {
    case text
    /// An amount of the scenario's currency.
    case money
    /// A whole number.
    case count
    /// With so many decimals.
    case number(decimals: Int)
    /// A share or multiple, in percent with so many decimals.
    case percent(decimals: Int)
  }

  /// A column: its key, and what it holds.
  public struct Column: Hashable, Sendable {
    /// Kebab-case: the heading in CSV, the key in JSON.
    public let key: String
    /// What it holds.
    public let kind: Kind

    /// A column; of text unless said otherwise.
    public init(_ key: String, _ kind: Kind = .text) {
      self.key = key
      self.kind = kind
    }
  }

  /// What stands in a row under a column.
  public enum Value: Hashable, Sendable {
    case text(String)
    /// Exact; only a terminal rounds it.
    case number(Double)
    case missing

    /// The number, or what is missing.
    public static func number(_ value: Double?) -> Value { value.map { .number($0) } ?? .missing }

    /// The text, or what is missing.
    public static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .missing }
  }

  /// Kebab-case: the name of its CSV file and of its key in JSON.
  public let name: String
  /// In the order they are shown and written.
  public let columns: [Column]
  /// Each with a value for each column.
  public private(set) var rows: [[Value]]

  /// - Precondition: As many values in each row as columns.
  public init(_ name: String, columns: [Column], rows: [[Value]] = []) {
    precondition(Set(columns.map(\.key)).count == columns.count, "a column twice")
    self.name = name
    self.columns = columns
    self.rows = []
    for row in rows { add(row) }
  }

  /// The table without the columns of these keys.
  func leavingOut(_ keys: [String]) -> Table {
    let kept = columns.indices.filter { !keys.contains(columns[$0].key) }
    return Table(
      name, columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
  }

  /// - Precondition: As many values as columns.
  public mutating func add(_ row: [Value]) {
    precondition(row.count == columns.count, "a row with another number of values")
    rows.append(row)
  }

  /// The same table with some columns first, in this order.
  func inOrder(of first: [String]) -> Table {
    let places =
      first.map { key in columns.firstIndex { $0.key == key }! }
      + columns.indices.filter { !first.contains(columns[$0].key) }
    return Table(
      name, columns: places.map { columns[$0] }, rows: rows.map { row in places.map { row[$0] } })
  }
}

extension Table {
  /// For a terminal: numbers aligned and rounded.
  public func text() -> TextTable {
    var table = TextTable(
      columns: columns.map { $0.kind == .text ? .leading($0.key) : .trailing($0.key) })
    for row in rows {
      table.add(zip(columns, row).map { TextTable.Cell(Table.text($1, $0.kind)) })
    }
    return table
  }

  /// With exact numbers; those of a column that holds what can be measured have a fraction even
  /// where it is 0, so that who reads the first rows knows the type of all.
  ///
  /// - Parameter showsHeadings: False to continue a table that is written in pieces.
  public func csv(isRaw: Bool = false, showsHeadings: Bool = true) -> String {
    var writer = CSVWriter(
      headings: columns.map(\.key), isRaw: isRaw, showsHeadings: showsHeadings)
    for row in rows {
      writer.add(
        zip(columns, row).map { column, value in
          switch (value, column.kind) {
          case (.text(let text), _): .text(text)
          case (.number(let number), .count), (.number(let number), .text):
            Int(exactly: number).map { .count($0) } ?? .number(number)
          case (.number(let number), _): .number(number)
          case (.missing, _): .empty
          }
        })
    }
    return writer.text
  }

  /// An array with an object for each row; what is missing is null.
  public func json() -> JSONValue {
    .array(
      rows.map { row in
        .object(
          zip(columns, row).map { column, value in
            switch value {
            case .text(let text): JSONValue.Member(column.key, .string(text))
            case .number(let number): JSONValue.Member(column.key, .number(number))
            case .missing: JSONValue.Member(column.key, .null)
            }
          })
      })
  }

  private static func text(_ value: Value, _ kind: Kind) -> String {
    switch (value, kind) {
    case (.missing, _): "-"
    case (.text(let text), _): text
    case (.number(let number), .percent(let decimals)):
      NumberText.percent(number, decimals: decimals)
    case (.number(let number), .money), (.number(let number), .count): NumberText.grouped(number)
    case (.number(let number), .number(let decimals)):
      NumberText.grouped(number, decimals: decimals)
    case (.number(let number), .text): NumberText.short(number)
    }
  }
}
