import Analysis

/// The sheets after the summary, in reading order: a list of each table, some preceded by an
/// interactive sheet.
struct ReportSheets {
  let all: [any WorkbookPart]

  init(_ report: ComparisonReport) {
    let roles = PaidRole.all(in: report.comparison)
    var live: [TableHeading: any WorkbookPart] = [
      CostRow.heading: CostSheet(), WalkRow.heading: RetentionSheet(), PayRow.heading: PaySheet(),
    ]
    if !roles.isEmpty {
      live[PlanHealthRow.heading] = PayoutSheet(roles, of: report.comparison)
    }
    all =
      Self.lists(report).flatMap { table in
        [live[table.heading], Self.list(table)].compactMap(\.self)
      } + [NotesSheet()]
  }

  private static func list<List: ReportTable>(_ table: List) -> any WorkbookPart {
    TableSheet(table: Table<List.Row>(table.rows, columns: table.columns))
  }

  /// Every table but the summary, which has its own sheet. Cost comes early, because finance looks
  /// for it.
  private static func lists(_ report: ComparisonReport) -> [any ReportTable] {
    var lists = report.tables.filter { $0.heading != SummaryRow.heading }
    let headings = lists.map(\.heading)
    guard let cost = headings.firstIndex(of: CostRow.heading),
      let differences = headings.firstIndex(of: DifferenceRow.heading)
    else { return lists }
    lists.insert(lists.remove(at: cost), at: differences + 1)
    return lists
  }
}
