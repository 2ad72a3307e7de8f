/// The rows of a table by what stands in some of its columns.
struct TableLookup {
  private let places: [String: Int]
  private let rows: [[Table.Value]: [Table.Value]]

  /// - Parameter keys: Columns that together are different in every row.
  init(_ table: Table, by keys: [String]) {
    let places = Dictionary(
      uniqueKeysWithValues: table.columns.enumerated().map { ($1.key, $0) })
    self.places = places
    rows = Dictionary(
      table.rows.map { row in (keys.map { row[places[$0]!] }, row) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The number under a column; nil where there is no such row or it is missing.
  subscript(column: String, keys: Table.Value...) -> Double? { self[column, keys] }

  subscript(column: String, keys: [Table.Value]) -> Double? {
    guard let place = places[column], case .number(let number)? = rows[keys]?[place] else {
      return nil
    }
    return number
  }
}
