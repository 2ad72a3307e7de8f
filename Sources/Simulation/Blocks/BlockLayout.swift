/// Where everything stands in the record of a block: the same for all blocks of a run.
struct BlockLayout: Sendable {
  /// By model: the place of its first column among those of all models.
  let firstColumns: [Int]
  /// Columns of all models.
  let columnCount: Int
  /// By model: the roles and years whose outcomes a record holds, in their order.
  let roleYears: [[RoleYear]]

  init(_ layouts: [ColumnLayout], models: [CompiledModel], years: Int) {
    var firstColumns: [Int] = []
    var next = 0
    for layout in layouts {
      firstColumns.append(next)
      next += layout.columns.count
    }
    self.firstColumns = firstColumns
    columnCount = next
    roleYears = models.map { model in
      (0..<years).flatMap { year in model.roles.map { RoleYear(role: $0, year: year) } }
    }
  }
}
