import Foundation
import Statistics
import Units

/// What moves a renewal, as the columns of a regression.
///
/// A row has a column for its segment, one for its term where that is not the reference, ln ARR, the
/// chosen columns, and then the random effects of its territory in its year and of its year.
struct RenewalDesign: Sendable {
  /// At least one; an unnamed one where the file has none.
  let segments: [String?]
  /// Rising, without the reference.
  let terms: [Int]
  /// 12 months where there are any, else the most frequent; nil where the file has no terms.
  let referenceTerm: Int?
  /// Nil where all ARR is the same.
  let hasSlope: Bool
  /// The mean of ln ARR.
  let centre: Double
  let covariates: [String]
  private let covariateMeans: [Double]
  let covariateSDs: [Double]
  /// Territories in years; empty where the file has no territories.
  let cells: [Cell]
  /// Empty where there are fewer than two.
  let years: [Int]
  private let segmentIndex: [String?: Int]
  private let cellIndex: [Cell: Int]
  private let yearIndex: [Int: Int]

  /// A territory in a year.
  struct Cell: Hashable, Sendable {
    let territory: String
    /// Nil in a cross-section.
    let year: Int?
  }

  init(_ history: RenewalHistory) {
    let renewals = history.decided
    let names = Set(renewals.map(\.segment)).sorted { ($0 ?? "") < ($1 ?? "") }
    segments = names
    segmentIndex = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let counts = Dictionary(grouping: renewals.compactMap(\.term)) { $0 }.mapValues(\.count)
    let reference =
      counts[12] != nil ? 12 : counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    referenceTerm = reference
    terms = counts.keys.filter { $0 != reference }.sorted()
    let logs = renewals.map { Self.logARR($0) }
    centre = Self.mean(logs)
    hasSlope = Self.sd(logs) > 1e-6
    covariates = history.covariates
    let columns = history.covariates.indices.map { column in
      renewals.map { $0.covariates[column] }
    }
    covariateMeans = columns.map(Self.mean)
    // A constant column moves nothing.
    covariateSDs = columns.map { Self.sd($0) }.map { $0 > 0 ? $0 : 1 }
    let years = Set(renewals.compactMap { $0.date?.year }).sorted()
    self.years = years.count > 1 ? years : []
    yearIndex = Dictionary(uniqueKeysWithValues: self.years.enumerated().map { ($1, $0) })
    let cells = Set(renewals.compactMap(Self.cell)).sorted {
      ($0.territory, $0.year ?? 0) < ($1.territory, $1.year ?? 0)
    }
    // A single territory is no effect beside the year's.
    self.cells = Set(cells.map(\.territory)).count > 1 ? cells : []
    cellIndex = Dictionary(uniqueKeysWithValues: self.cells.enumerated().map { ($1, $0) })
  }

  // MARK: - Columns

  /// The fixed columns.
  var fixedCount: Int {
    segments.count + terms.count + (hasSlope ? 1 : 0) + covariates.count
  }
  var slopeColumn: Int { segments.count + terms.count }
  var firstCovariate: Int { slopeColumn + (hasSlope ? 1 : 0) }
  /// The random effects.
  var randomCount: Int { cells.count + years.count }

  static func cell(of renewal: Renewal) -> Cell? {
    renewal.territory.map { Cell(territory: $0, year: renewal.date?.year) }
  }

  static func logARR(_ renewal: Renewal) -> Double { log(max(renewal.before, 1)) }

  /// A renewal in the columns; a segment or term that the design does not know has none.
  struct Row {
    var fixed: [(column: Int, value: Double)] = []
    /// Of ``cells``; nil for one that the design has not seen.
    var cell: Int?
    var year: Int?
    /// Twelfths: a term under a year renews with the year's chance to this power.
    let power: Double
  }

  func row(of renewal: Renewal) -> Row {
    var row = Row(power: renewal.term.map { min(1, Double($0) / 12) } ?? 1)
    if let segment = segmentIndex[renewal.segment] {
      row.fixed.append((segment, 1))
    } else {
      // Midway between those that are known.
      for segment in segments.indices { row.fixed.append((segment, 1 / Double(segments.count))) }
    }
    if let term = renewal.term.flatMap({ terms.firstIndex(of: $0) }) {
      row.fixed.append((segments.count + term, 1))
    }
    if hasSlope { row.fixed.append((slopeColumn, Self.logARR(renewal) - centre)) }
    for (index, value) in renewal.covariates.enumerated() {
      row.fixed.append(
        (firstCovariate + index, (value - covariateMeans[index]) / covariateSDs[index]))
    }
    row.cell = Self.cell(of: renewal).flatMap { cellIndex[$0] }
    row.year = renewal.date.flatMap { yearIndex[$0.year] }
    return row
  }

  // MARK: - Prior

  /// The mean of the fixed effects before the file.
  func priorMean(_ prior: RenewalPrior) -> [Double] {
    (0..<fixedCount).map { $0 < segments.count ? prior.level.mean : 0 }
  }

  /// The precision of the fixed effects before the file, row by row.
  ///
  /// Segments share their mean: a covariance of s² on the diagonal and l² everywhere has the inverse
  /// (1 - l² / (s² + n l²)) / s² there and -l² / (s² (s² + n l²)) elsewhere.
  func priorPrecision(_ prior: RenewalPrior) -> [Double] {
    var precision = [Double](repeating: 0, count: fixedCount * fixedCount)
    let (own, shared) = (prior.segmentSD * prior.segmentSD, prior.level.sd * prior.level.sd)
    let pulled = shared / (own * (own + Double(segments.count) * shared))
    for row in segments.indices {
      for column in segments.indices {
        precision[row * fixedCount + column] = (row == column ? 1 / own : 0) - pulled
      }
    }
    for column in segments.count..<fixedCount {
      let sd =
        column < slopeColumn
        ? prior.termSD : column < firstCovariate ? prior.slopeSD : prior.covariateSD
      precision[column * fixedCount + column] = 1 / (sd * sd)
    }
    return precision
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  private static func sd(_ values: [Double]) -> Double {
    let mean = mean(values)
    return values.isEmpty
      ? 0
      : (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
  }
}
