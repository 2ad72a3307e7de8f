public import Ownership

/// Everything that was simulated of one model.
public struct ModelResult: Sendable {
  public let name: String
  public let layout: ColumnLayout
  public let trials: Int
  /// By column of ``layout``, by trial.
  let values: [[Double]]
  /// Heads by role and year; the same in every trial.
  public let heads: [RoleYear: Int]
  public let roles: [Role]
  public let roleOutcomes: [RoleYear: RoleOutcome]

  /// The values of a column by trial; zeros for a column that the model does not have.
  public func column(_ column: Column) -> [Double] {
    layout.place(column).map { values[$0] } ?? [Double](repeating: 0, count: trials)
  }

  /// The sum of several columns by trial.
  public func sum(_ columns: [Column]) -> [Double] {
    var total = [Double](repeating: 0, count: trials)
    for column in columns {
      guard let place = layout.place(column) else { continue }
      let values = values[place]
      for trial in total.indices { total[trial] += values[trial] }
    }
    return total
  }
}
