import Formats
import Units

/// What a column of ours is in somebody's file: its heading, and how its content is read.
struct ColumnMapping: Sendable {
  let heading: String
  /// Multiplies its number.
  let times: Double?
  /// The meanings of its values; nil if they are taken as they are.
  let values: [String: String]?
  /// Where the plan file says so.
  let location: SourceLocation
  let subject: String

  /// The keys of a column that is more than its heading.
  static let form = Record(
    [
      .init("column", "The heading.", .name, isRequired: true),
      .init("times", "Multiplies the column's number.", .quantity(.positive)),
      .init(
        "values", "The column's values and what each means; others are errors.",
        .map(NamedMap(of: "value", .text, isMerged: false))),
    ], shorthand: ["column"])

  /// The mappings of a map of columns, by our names.
  static func mappings(_ cursor: Cursor) -> [String: ColumnMapping] {
    var mappings: [String: ColumnMapping] = [:]
    for name in cursor.names {
      let column = cursor.named(name)
      guard let heading = (column.isMap ? column["column"] : column).text() else { continue }
      let values = column.isMap ? column["values"] : nil
      mappings[name] = ColumnMapping(
        heading: heading.value, times: column.isMap ? column["times"].number()?.value : nil,
        values: values.flatMap { values in
          values.exists
            ? Dictionary(
              uniqueKeysWithValues: values.names.map { ($0, values.named($0).text()?.value ?? "") })
            : nil
        }, location: heading.location, subject: column.path)
    }
    return mappings
  }
}

/// Our columns in a table: where each stands, and how its content is read.
struct ColumnMap {
  private let table: DataTable
  private var mapped: [String: (index: Int, mapping: ColumnMapping)] = [:]
  private var taken: Set<Int> = []
  /// Whether any column is mapped; further headings then are of no interest.
  let isMapped: Bool

  /// A heading that the table does not have is reported.
  init(
    _ table: DataTable, _ mappings: [String: ColumnMapping] = [:], _ diagnostics: Diagnostics
  ) {
    self.table = table
    isMapped = !mappings.isEmpty
    for (name, mapping) in mappings.sorted(by: { $0.key < $1.key }) {
      guard let index = table.column(mapping.heading) else {
        diagnostics.report(
          Diagnostic(
            at: mapping.location.withoutColumn, subject: mapping.subject,
            .found(mapping.heading, expected: "a heading of \(table.file)"),
            hint: Suggestion.hint(for: mapping.heading, among: table.headings)))
        continue
      }
      mapped[name] = (index, mapping)
      taken.insert(index)
    }
  }

  /// The index of a column of ours in the table; a heading that is our name needs no mapping.
  func column(_ name: String) -> Int? {
    if let index = mapped[name]?.index { return index }
    return table.column(name).flatMap { taken.contains($0) ? nil : $0 }
  }

  func isTaken(_ index: Int) -> Bool { taken.contains(index) }

  /// What a text in a column of ours means.
  func meaning(of text: String, in name: String) throws(LiteralError) -> String {
    guard let values = mapped[name]?.mapping.values else { return text }
    guard let meaning = values[text] else {
      throw LiteralError(
        found: text, expected: "one of \(values.keys.sorted().joined(separator: ", "))")
    }
    return meaning
  }

  /// A number of a column of ours as the plan file has it.
  func number(_ number: Double, in name: String) -> Double {
    guard let times = mapped[name]?.mapping.times else { return number }
    return (DoubleDouble(written: number) * DoubleDouble(written: times)).high
  }
}
