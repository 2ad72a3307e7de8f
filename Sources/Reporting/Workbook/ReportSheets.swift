import Analysis

/// The sheets after the summary, in reading order: a list of each table, some preceded by an
/// interactive sheet.
struct ReportSheets {
  let all: [any WorkbookPart]
  /// The ``TableLocation`` of each list, by the name of its table.
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
