import Analysis

/// The sheets of a comparison behind the summary, in the order of a reader's questions: a list of
/// each table, and before some of them a sheet on which to pick and try.
struct ReportSheets {
  let all: [any WorkbookPart]
  /// Where each list stands: a ``TableLocation`` by the name of the table.
  let locations: [String: any Sendable]

  init(_ report: ComparisonReport) {
    let roles = PaidRole.all(in: report.comparison)
    var live: [TableHeading: any WorkbookPart] = [
      CostRow.heading: CostSheet(), WalkRow.heading: RetentionSheet(), PayRow.heading: PaySheet(),
    ]
    if !roles.isEmpty {
      live[PlanHealthRow.heading] = PayoutSheet(roles, of: report.comparison)
    }
    var parts: [any WorkbookPart] = []
    var locations: [String: any Sendable] = [:]
    for table in Self.lists(report) {
      if let live = live[table.heading] { parts.append(live) }
      let (part, location) = Self.list(table)
      parts.append(part)
      locations[table.heading.name] = location
    }
    all = parts + [NotesSheet()]
    self.locations = locations
  }

  private static func list<List: ReportTable>(
    _ table: List
  ) -> (part: any WorkbookPart, location: any Sendable) {
    let sheet = TableSheet(table: Table<List.Row>(table.rows, columns: table.columns))
    return (sheet, sheet.location)
  }

  /// Every table but the summary, which is a sheet of its own; what people cost comes early, as it is
  /// what finance looks for.
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
