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

  /// The rows' bounds, to look attainments up in; they pay nothing by themselves.
  public let rowScale: Scale
  /// The columns' bounds, likewise.
  public let columnScale: Scale

  /// - Throws: Bounds that ``Scale/init(_:)`` refuses, a table of another shape than its bounds, or
  ///   a multiple that is negative or not finite.
  public init(
    rows: [Double], columns: [Double], pays: [[Double]], interpolates: Bool = false
  ) throws(PlanProblems) {
    var problems = PlanProblems()
    func scale(_ bounds: [Double], _ key: String) -> Scale? {
      do { return try Scale(bounds.map { Knot(from: $0, pays: 0) }) } catch {
        problems.add(error, under: key)
        return nil
      }
    }
    let rowScale = scale(rows, "rows")
    let columnScale = scale(columns, "columns")
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
    guard let rowScale, let columnScale else { throw problems }
    self.rows = rows
    self.columns = columns
    self.pays = pays
    self.interpolates = interpolates
    self.rowScale = rowScale
    self.columnScale = columnScale
  }

  /// The multiple of target incentive; 1 is target.
  public func multiple(row: Attainment, column: Attainment) -> Double {
    guard let i = rowScale.index(reachedBy: row.ratio),
      let j = columnScale.index(reachedBy: column.ratio)
    else { return 0 }
    guard interpolates else { return pays[i][j] }
    let (nextI, s) = Self.step(rows, i, row.ratio)
    let (nextJ, t) = Self.step(columns, j, column.ratio)
    let low = pays[i][j] + (pays[i][nextJ] - pays[i][j]) * t
    let high = pays[nextI][j] + (pays[nextI][nextJ] - pays[nextI][j]) * t
    return low + (high - low) * s
  }

  /// The next bound and how far towards it a value lies, 0 after the last.
  private static func step(_ bounds: [Double], _ index: Int, _ value: Double) -> (Int, Double) {
    guard index + 1 < bounds.count else { return (index, 0) }
    let share = (value - bounds[index]) / (bounds[index + 1] - bounds[index])
    return (index + 1, Swift.max(0, share))
  }
}
