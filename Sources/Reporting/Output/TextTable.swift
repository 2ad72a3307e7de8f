/// A table for a terminal: columns as wide as their widest cell, two spaces apart.
public struct TextTable: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    /// The heading, line by line; columns with fewer lines start lower.
    public let heading: [String]
    public let alignsRight: Bool

    public init(_ heading: String..., alignsRight: Bool = true) {
      self.heading = heading.map(\.withoutControls)
      self.alignsRight = alignsRight
    }
  }

  public let columns: [Column]
  public private(set) var rows: [[String]]

  public init(_ columns: [Column], rows: [[String]] = []) {
    self.columns = columns
    self.rows = []
    for row in rows { add(row) }
  }

  /// - Precondition: As many cells as columns.
  public mutating func add(_ row: [String]) {
    precondition(row.count == columns.count, "a cell for each column")
    rows.append(row.map(\.withoutControls))
  }

  /// The lines of the headings and the rows, without spaces at their ends.
  public var lines: [String] {
    let height = columns.map(\.heading.count).max() ?? 0
    let headings = (0..<height).map { line in
      columns.map { column in
        let place = line - (height - column.heading.count)
        return place >= 0 ? column.heading[place] : ""
      }
    }
    let all = headings + rows
    let widths = columns.indices.map { column in all.map { $0[column].displayWidth }.max() ?? 0 }
    return all.map { row in
      let cells = columns.indices.map { column in
        row[column].padded(to: widths[column], alignRight: columns[column].alignsRight)
      }
      let line = cells.joined(separator: "  ")
      return String(line.prefix(line.count - line.reversed().prefix { $0 == " " }.count))
    }
  }

  public var text: String { lines.joined(separator: "\n") + "\n" }
}
