import Ownership

/// Which columns are kept of a model, and where each stands.
///
/// Of the walk the segments' lines are kept; those of the whole book are their sums.
public struct ColumnLayout: Sendable {
  public let columns: [Column]
  private let places: [Column: Int]
  private let segments: Int

  init(model: CompiledModel, years: Int, segments: Int, hasExpected: Bool = false) {
    var columns: [Column] = []
    for year in 0..<years {
      for segment in 0..<segments {
        columns += WalkItem.allCases.map { .segmentWalk($0, segment: segment, year: year) }
      }
      for role in model.roles {
        columns += CostItem.allCases.map { .cost($0, role: role, year: year) }
        columns.append(.targetIncentive(role: role, year: year))
      }
      columns.append(.distraction(year: year))
      columns.append(.margin(year: year))
    }
    columns += (0..<years * 4).map { .quarterValue($0) }
    columns.append(.value)
    if hasExpected { columns += (0..<years).map { .expectedARR(year: $0) } }
    self.columns = columns
    self.segments = segments
    places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
  }

  /// The place of a column that is kept; nil for others, such as those of a role that the model
  /// does not use.
  public func place(_ column: Column) -> Int? { places[column] }

  /// The places of the columns that add up to a column; none where the model has nothing of it.
  func places(_ column: Column) -> [Int] {
    guard case .walk(let item, let year) = column else { return place(column).map { [$0] } ?? [] }
    return (0..<segments).compactMap { place(.segmentWalk(item, segment: $0, year: year)) }
  }
}
