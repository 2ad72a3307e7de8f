/// The share of target incentive earned at two attainments.
///
/// Zero below the first row or column. Stepped: the highest row and column reached pay. Where
/// `interpolates`, bilinear between the knots and flat beyond the last.
public struct PayoutMatrix: Hashable, Sendable {
  /// Lower bounds of the rows' attainment; rising.
  public let rows: [Double]
  /// Lower bounds of the columns' attainment; rising.
  public let columns: [Double]
  /// Multiples of target incentive, `pays[row][column]`.
  public let pays: [[Double]]
  /// Whether it is bilinear between its knots instead of stepped.
  public let interpolates: Bool

  /// - Throws: Bounds that ``Scale/init(_:)`` refuses, a table of another shape than its bounds, or
  ///   a multiple that is negative or not finite.
  public init(
    rows: [Double], columns: [Double], pays: [[Double]], interpolates: Bool = false
  ) throws(PlanProblems) {
    var problems = PlanProblems()
    for (bounds, key) in [(rows, "rows"), (columns, "columns")] {
      do { _ = try Scale(bounds.map { Knot(from: $0, pays: 0) }) } catch {
        problems.add(error, under: key)
      }
    }
    problems.require(
      pays.count == rows.count, "pays", found: "\(pays.count) rows",
      expected: "\(rows.count) rows")
    for (index, row) in pays.enumerated() {
      problems.require(
        row.count == columns.count, "pays[\(index)]", found: "\(row.count) columns",
        expected: "\(columns.count) columns, the same in every row")
      for (column, multiple) in row.enumerated() where !(multiple >= 0 && multiple.isFinite) {
        problems.add("pays[\(index)][\(column)]", found: plain(multiple), expected: "at least 0")
      }
    }
    try problems.throwIfAny()
    self.rows = rows
    self.columns = columns
    self.pays = pays
    self.interpolates = interpolates
  }
}
