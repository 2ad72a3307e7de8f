import Ownership

/// Which columns a model has, and where each stands.
public struct ColumnLayout: Sendable {
  public let columns: [Column]
  private let places: [Column: Int]

  init(model: CompiledModel, years: Int, segments: Int, hasExpected: Bool = false) {
    var columns: [Column] = []
    for year in 0..<years {
      columns += WalkItem.allCases.map { .walk($0, year: year) }
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
    places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
  }

  /// The place of a column; nil where the model has none, such as a role it does not use.
  public func place(_ column: Column) -> Int? { places[column] }
}
