/// A table of a report, before anybody decided how it looks: CSV files, workbook sheets and the
/// terminal are written from the same ones.
public struct Table: Hashable, Sendable {
  public enum Cell: Hashable, Sendable {
    case text(String)
    case number(Double)
    case empty
  }

  /// How a column's numbers are read by people; files keep every digit.
  public enum Format: Hashable, Sendable {
    case text
    /// An amount of the scenario's currency.
    case money
    /// 1 is shown as 100%.
    case percent
    case count
    /// What is none of these, or changes from row to row.
    case plain
  }

  public struct Column: Hashable, Sendable {
    /// Kebab-case: the heading in CSV.
    public let name: String
    public let format: Format

    public init(_ name: String, _ format: Format = .text) {
      self.name = name
      self.format = format
    }
  }

  /// The file's and the sheet's name, in kebab-case.
  public let name: String
  public let columns: [Column]
  public private(set) var rows: [[Cell]]

  public init(_ name: String, _ columns: [Column], rows: [[Cell]] = []) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a cell for each column")
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  /// - Precondition: As many cells as columns.
  public mutating func add(_ row: [Cell]) {
    precondition(row.count == columns.count, "a cell for each column")
    rows.append(row)
  }
}

extension Table.Cell: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .text(value) }

  /// A number; empty where there is none, or where it is not finite.
  public init(_ value: Double?) {
    if let value, value.isFinite { self = .number(value) } else { self = .empty }
  }

  /// A whole number; empty where there is none.
  public init(_ value: Int?) {
    self.init(value.map(Double.init))
  }

  /// A text; empty where there is none.
  public init(_ text: String?) {
    self = text.map { .text($0) } ?? .empty
  }
}
