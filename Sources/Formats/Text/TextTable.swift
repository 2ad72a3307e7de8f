/// Rows of text in aligned columns, for a terminal.
///
/// ```swift
/// var table = TextTable(columns: [.leading("model"), .trailing("cost")])
/// table.add(["hybrid", "5.68"])
/// table.add(["account-manager", "6.05"])
/// print(table.lines().joined(separator: "\n"))
/// ```
/// ```
/// model            cost
/// hybrid           5.68
/// account-manager  6.05
/// ```
/// Columns are as wide as their widest cell, by ``DisplayWidth``; text that could disturb a terminal
/// is made harmless; no line is padded at its end.
public struct TextTable: Sendable {
  /// The side of a column to which its text is aligned.
  public enum Alignment: Hashable, Sendable {
    case leading
    /// For numbers: with equally many decimals their digits line up.
    case trailing
  }

  /// A heading, and how its column is aligned.
  public struct Column: Hashable, Sendable {
    /// One line; empty for none.
    public let heading: String
    /// Of the heading too.
    public let alignment: Alignment

    /// A column of text.
    public static func leading(_ heading: String) -> Column {
      Column(heading: heading, alignment: .leading)
    }

    /// A column of numbers.
    public static func trailing(_ heading: String) -> Column {
      Column(heading: heading, alignment: .trailing)
    }
  }

  /// A text and its emphasis, in one column or across several.
  public struct Cell: Hashable, Sendable, ExpressibleByStringLiteral {
    /// Harmless to a terminal.
    public let text: String
    /// Shown if the style shows any.
    public let emphasis: Emphasis
    /// How many columns it spans; more than one is aligned like text.
    public let width: Int

    /// - Precondition: At least one column wide.
    public init(_ text: String, _ emphasis: Emphasis = .normal, across width: Int = 1) {
      precondition(width > 0, "a cell across no column")
      self.text = PlainText.of(text)
      self.emphasis = emphasis
      self.width = width
    }

    /// Plain text in one column.
    public init(stringLiteral text: String) {
      self.init(text)
    }
  }

  /// From left to right.
  public let columns: [Column]
  /// Whether the headings are shown as a row.
  public let showsHeadings: Bool
  private var rows: [[Cell]] = []

  /// A table without rows yet.
  public init(columns: [Column], showsHeadings: Bool = true) {
    self.columns = columns
    self.showsHeadings = showsHeadings
    if showsHeadings { rows.append(columns.map { Cell($0.heading, .faint) }) }
  }

  /// Adds a row; a last cell across several columns may be longer than they are.
  ///
  /// - Precondition: Not more columns than the table has; fewer leave the rest empty.
  public mutating func add(_ cells: [Cell]) {
    precondition(cells.reduce(0) { $0 + $1.width } <= columns.count, "a row with too many cells")
    rows.append(cells)
  }

  /// The rows as lines of text, without line ends.
  ///
  /// A table wider than the style allows is folded: the remaining columns follow below, with the
  /// first column repeated.
  ///
  /// - Parameter gap: Spaces between columns.
  public func lines(style: Style = .plain, gap: Int = 2) -> [String] {
    var widths = widths(gap: gap)
    if let width = style.width, let first = widths.first {
      widths[0] = Swift.min(first, width / 2)
    }
    return Array(
      parts(widths: widths, gap: gap, within: style.width)
        .map { part in
          rows.filter { isSaid($0, part) }
            .map { line($0, part, widths: widths, style: style, gap: gap) }
        }
        .joined(separator: [""]))
  }

  /// Whether a row has text in a part of the columns, or in none but the first.
  private func isSaid(_ row: [Cell], _ part: Range<Int>) -> Bool {
    var starts: [Int] = []
    var column = 0
    for cell in row {
      if column > 0, !cell.text.isEmpty { starts.append(column) }
      column += cell.width
    }
    return starts.isEmpty ? part.lowerBound <= 1 : starts.contains { part.contains($0) }
  }

  /// A row's first cell and those that begin in a part of the columns.
  private func line(
    _ row: [Cell], _ part: Range<Int>, widths: [Int], style: Style, gap: Int
  ) -> String {
    var line = ""
    var pending = 0
    var column = 0
    for cell in row {
      defer { column += cell.width }
      guard column == 0 || part.contains(column) else { continue }
      let room = widths[column..<column + cell.width].reduce(0, +) + gap * (cell.width - 1)
      let text = column == 0 && cell.width == 1 ? DisplayWidth.cut(cell.text, to: room) : cell.text
      let padding = Swift.max(0, room - DisplayWidth.of(text))
      let isTrailing = cell.width == 1 && columns[column].alignment == .trailing
      if isTrailing { pending += padding }
      if !text.isEmpty {
        line += String(repeating: " ", count: pending) + style.text(text, cell.emphasis)
        pending = 0
      }
      if !isTrailing { pending += padding }
      pending += gap
    }
    return line
  }

  /// The columns in parts that fit beside the first; no spanning cell is split.
  private func parts(widths: [Int], gap: Int, within limit: Int?) -> [Range<Int>] {
    guard let limit, columns.count > 1 else { return [0..<columns.count] }
    var isWhole = columns.map { _ in true }
    for row in rows {
      var column = 0
      for cell in row {
        for inside in column..<column + cell.width where inside > column {
          isWhole[inside] = false
        }
        column += cell.width
      }
    }
    let starts = columns.indices.dropFirst().filter { isWhole[$0] } + [columns.count]
    var parts: [Range<Int>] = []
    var first = 1
    for (start, end) in zip(starts, starts.dropFirst()) {
      let width = widths[0] + widths[first..<end].reduce(0) { $0 + gap + $1 }
      guard width > limit, start > first else { continue }
      parts.append(first..<start)
      first = start
    }
    return parts + [first..<columns.count]
  }

  /// The width of each column; a spanning cell widens the last of its columns.
  private func widths(gap: Int) -> [Int] {
    var widths = columns.map { _ in 0 }
    for isSpanning in [false, true] {
      for row in rows {
        var column = 0
        for (index, cell) in row.enumerated() {
          let last = column + cell.width - 1
          let isFree = cell.width > 1 && index == row.count - 1
          if (cell.width > 1) == isSpanning, !isFree {
            let others = widths[column..<last].reduce(0, +) + gap * (cell.width - 1)
            widths[last] = Swift.max(widths[last], DisplayWidth.of(cell.text) - others)
          }
          column += cell.width
        }
      }
    }
    return widths
  }
}
