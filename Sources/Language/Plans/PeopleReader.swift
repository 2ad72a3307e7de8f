import Formats
import Plans
import Statements
import Units

/// Reads people from a CSV file: `person,plan`, and their own terms.
///
/// Optional columns are `base`, `target-incentive`, `team`, `from`, `until`, `leaves`
/// (`2026-07-01..2026-07-31`, separated by spaces) and `quota.<measure>` for each measure. Further
/// rows of a person, each with a `from`, say what changes then.
struct PeopleReader {
  private static let quotaPrefix = "quota."

  /// The names of the plans that exist.
  let plans: [String]

  /// The people, and the line of each.
  func people(
    _ table: DataTable, _ diagnostics: Diagnostics
  ) -> (people: [Person], rows: [String: SourceLocation]) {
    let rows = CSVRow.rows(
      of: table, required: ["person", "plan"],
      optional: ["base", "target-incentive", "team", "from", "until", "leaves"],
      prefixes: [Self.quotaPrefix], diagnostics)
    var locations: [String: SourceLocation] = [:]
    var rowsOf: [String: [CSVRow]] = [:]
    var order: [String] = []
    for row in rows ?? [] {
      let name = row.text("person") ?? ""
      if let first = locations[name]?.line {
        guard row.text("from") != nil else {
          row.report(
            "person", .statement("\(name) appears twice (first at line \(first))"),
            hint: "write in from since when this row holds")
          continue
        }
      } else {
        locations[name] = row.location
        order.append(name)
      }
      rowsOf[name, default: []].append(row)
    }
    return (order.compactMap { person(rowsOf[$0] ?? []) }, locations)
  }

  /// A person by one row, and by further ones what changes from a day on.
  private func person(_ rows: [CSVRow]) -> Person? {
    let changes = rows.dropFirst().compactMap(change)
    guard let first = rows.first, changes.count == rows.count - 1 else { return nil }
    return person(first, changes: changes, until: rows.last?.value("until", Literal.day))
  }

  private func change(_ row: CSVRow) -> TermsChange? {
    let before = row.diagnostics.errorCount
    let change = row.value("from", Literal.day).map { from in
      TermsChange(
        from: from, plan: row.text("plan") == nil ? nil : plan(row), base: base(row),
        targetIncentive: row.value("target-incentive", targetIncentive), team: row.name("team"),
        quotas: quotas(row))
    }
    return row.diagnostics.errorCount == before ? change : nil
  }

  private func plan(_ row: CSVRow) -> String? {
    let plan = row.name("plan")
    if let plan, !plans.contains(plan) {
      row.report(
        "plan", .found(plan, expected: "a plan"),
        hint: Suggestion.hint(for: plan, among: plans))
    }
    return plan
  }

  private func base(_ row: CSVRow) -> Money? {
    row.value("base") { text throws(LiteralError) in Money(try Quantity.money.value(text)) }
  }

  private func person(_ row: CSVRow, changes: [TermsChange], until: Day?) -> Person? {
    let before = row.diagnostics.errorCount
    if row.text("person") == nil { row.reportMissing("person", expected: "a name") }
    if row.text("plan") == nil { row.reportMissing("plan", expected: "the name of a plan") }
    let name = row.name("person")
    let plan = plan(row)
    let base = base(row)
    let target = row.value("target-incentive", targetIncentive)
    let from = row.value("from", Literal.day)
    let leaves = row.value("leaves", self.leaves) ?? []
    let quotas = self.quotas(row)
    guard row.diagnostics.errorCount == before, let name, let plan else { return nil }
    return row.valid { () throws(PlanProblems) in
      try Person(
        name: name, plan: plan, base: base, targetIncentive: target, team: row.name("team"),
        from: from, until: until, leaves: leaves, quotas: quotas, changes: changes)
    }
  }

  private func targetIncentive(_ text: String) throws(LiteralError) -> Amount {
    text.hasSuffix("base")
      ? .share(try Literal.portion(text, of: "base"))
      : .money(Money(try Quantity.money.value(text)))
  }

  private func leaves(_ text: String) throws(LiteralError) -> [DaySpan] {
    var leaves: [DaySpan] = []
    for part in text.split(separator: " ") {
      let ends = part.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
      guard ends.count == 2, let from = Day(ends[0]), let until = Day(ends[1]),
        let leave = DaySpan(from: from, through: until)
      else {
        throw LiteralError(
          found: String(part), expected: "days such as 2026-07-01..2026-07-31")
      }
      leaves.append(leave)
    }
    return leaves
  }

  private func quotas(_ row: CSVRow) -> [String: Quota] {
    var quotas: [String: Quota] = [:]
    for heading in row.table.headings where heading.hasPrefix(Self.quotaPrefix) {
      let name = String(heading.dropFirst(Self.quotaPrefix.count))
      let kind = MeasureKind(name)
      quotas[name] = row.value(heading) { text throws(LiteralError) -> Quota in
        if text.hasSuffix("%") { return .rate(try Quantity.ratio.value(text)) }
        let amount = try Quantity.money.value(text)
        if let error = Quota.shareMeant(by: amount, of: kind) { throw error }
        return kind.isMoney ? .money(Money(amount)) : .count(amount)
      }
    }
    return quotas
  }
}
