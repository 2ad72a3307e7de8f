public import Formats
import Plans
import Statements
import Units

/// Reads a plan file, and the file of people that it may name.
public enum PlansReader {
  /// The document, or nil if an error was reported.
  ///
  /// - Throws: ``UnreadableFile`` if the file of people cannot be read at all.
  public static func document(
    _ source: SourceText, _ diagnostics: Diagnostics
  ) throws(UnreadableFile) -> PlansDocument? {
    let before = diagnostics.errorCount
    guard let cursor = PlansLanguage.table.document(source, diagnostics) else { return nil }
    let names = cursor["plans"].names
    var plans = names.compactMap {
      PlanReader().plan(named: $0, cursor: cursor["plans"].named($0))
    }
    let calendar = cursor["year-starts"].day().map { FiscalCalendar(yearStarts: $0.value) }
    let people: (people: [Person], rows: [String: SourceLocation])
    if let file = cursor["people"].text() {
      people = try self.people(file, beside: source, plans: names, diagnostics)
    } else {
      people = (
        cursor["people"].names.compactMap {
          person(named: $0, cursor["people"].named($0), plans: names, calendar)
        }, [:]
      )
    }
    guard diagnostics.errorCount == before, let entry = cursor.entry,
      let currency = cursor["currency"].text()?.value,
      let yearStarts = cursor["year-starts"].day()?.value
    else { return nil }
    for name in Set(people.people.flatMap(\.plans)).subtracting(names).sorted() {
      if let plan = PlanLibrary.plan(named: name)?.plan { plans.append(plan) }
    }
    warnOfNoStart(plans, people.people, cursor)
    return PlansDocument(
      currency: currency, yearStarts: yearStarts, plans: plans, people: people.people,
      columns: ColumnMapping.mappings(cursor["columns"]),
      keepsDuplicates: cursor["duplicates"].entry?.text == "keep", root: entry,
      rows: people.rows)
  }

  /// Warns of what a plan grants new hires, where nobody knows since when somebody is one.
  private static func warnOfNoStart(_ plans: [Plan], _ people: [Person], _ cursor: Cursor) {
    for plan in plans {
      let granted = plan.grantedToNewHires
      let names = people.filter { $0.plans.contains(plan.name) && $0.from == nil }.map(\.name)
      guard !granted.isEmpty, !names.isEmpty else { continue }
      let who = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", ..." : "")
      let (location, path, _) =
        cursor.entry?.resolve("plans.\(plan.name)") ?? (SourceLocation(file: ""), plan.name, nil)
      cursor.diagnostics.report(
        Diagnostic(
          .warning, at: location.withoutColumn, subject: path,
          .statement(
            "\(granted.joined(separator: ", ")) \(granted.count == 1 ? "holds" : "hold") for new"
              + " hires, and without a first day nobody is one: not for \(who)"),
          hint: "write from: YYYY-MM-DD under the person"))
    }
  }

  /// The names that a person's plan may have.
  static func planNames(_ own: [String]) -> [String] { own + PlanLibrary.all.map(\.name) }

  private static func person(
    named name: String, _ cursor: Cursor, plans: [String], _ calendar: FiscalCalendar?
  ) -> Person? {
    guard let plan = plan(cursor["plan"], among: plans) else { return nil }
    let reader = PlanReader()
    let before = cursor.diagnostics.errorCount
    let leaves = cursor["leaves"].elements.compactMap(leave)
    let quotas = quotas(cursor["quotas"])
    let changes = cursor["changes"].elements.compactMap { change($0, plans: plans) }
    let opening = cursor["opening"].exists ? opening(cursor["opening"], calendar) : nil
    guard cursor.diagnostics.errorCount == before else { return nil }
    return cursor.valid { () throws(PlanProblems) in
      try Person(
        name: name, plan: plan, base: cursor["base"].money()?.value,
        targetIncentive: reader.amount(cursor["target-incentive"]),
        team: cursor["team"].text()?.value, from: cursor["from"].day()?.value,
        until: cursor["until"].day()?.value, leaves: leaves, quotas: quotas,
        changes: changes, opening: opening)
    }
  }

  private static func plan(_ cursor: Cursor, among own: [String]) -> String? {
    guard let plan = cursor.text()?.value else { return nil }
    guard planNames(own).contains(plan) else {
      cursor.reportUnknown("plan", among: planNames(own))
      return nil
    }
    return plan
  }

  private static func quotas(_ cursor: Cursor) -> [String: Quota] {
    let reader = PlanReader()
    var quotas: [String: Quota] = [:]
    for name in cursor.names {
      quotas[name] = reader.quota(cursor.named(name), of: MeasureKind(name))
    }
    return quotas
  }

  private static func change(_ cursor: Cursor, plans: [String]) -> TermsChange? {
    guard let from = cursor["from"].day()?.value else { return nil }
    let plan = cursor["plan"].exists ? plan(cursor["plan"], among: plans) : nil
    return TermsChange(
      from: from, plan: plan, base: cursor["base"].money()?.value,
      targetIncentive: PlanReader().amount(cursor["target-incentive"]),
      team: cursor["team"].text()?.value, quotas: quotas(cursor["quotas"]))
  }

  private static func opening(_ cursor: Cursor, _ calendar: FiscalCalendar?) -> Balances? {
    var instalments: [Day: Money] = [:]
    for pair in cursor["instalments"].entry?.pairs ?? [] {
      guard let date = ActualDate(pair.key), let calendar else {
        cursor.diagnostics.report(
          Diagnostic(
            at: pair.keyLocation.withoutColumn, subject: cursor["instalments"].path,
            .found(pair.key, expected: "a period such as 2026-04 or 2026-Q2")))
        continue
      }
      let amount = cursor["instalments"].named(pair.key).money()?.value ?? .zero
      instalments[calendar.span(of: date).first, default: .zero] += amount
    }
    let deals = cursor["deals"].elements.compactMap { deal -> PaidDeal? in
      guard let measure = deal["measure"].text()?.value, let paid = deal["paid"].money()?.value
      else { return nil }
      return PaidDeal(
        deal: deal["deal"].text()?.value, account: deal["account"].text()?.value,
        person: deal["person"].text()?.value, measure: measure, paid: paid)
    }
    return cursor.valid { () throws(PlanProblems) in
      try Balances(
        owed: cursor["owed"].money()?.value ?? .zero,
        carried: Money(cursor["carried"].number()?.value ?? 0),
        balance: cursor["balance"].money()?.value ?? .zero, instalments: instalments,
        deals: deals)
    }
  }

  private static func leave(_ cursor: Cursor) -> DaySpan? {
    guard let from = cursor["from"].day()?.value, let until = cursor["until"].day()?.value else {
      return nil
    }
    if until < from {
      cursor["until"].report(.found(until.description, expected: "a day not before \(from)"))
    }
    return DaySpan(from: from, through: until)
  }

  private static func people(
    _ file: Stated<String>, beside source: SourceText, plans: [String], _ diagnostics: Diagnostics
  ) throws(UnreadableFile) -> ([Person], [String: SourceLocation]) {
    let path = FilePath.path(of: file.value, besideFolder: FilePath.folder(of: source.file))
    guard let text = try SourceText.read(path, diagnostics),
      let table = CSVReader().table(text, diagnostics)
    else { return ([], [:]) }
    return PeopleReader(plans: planNames(plans)).people(table, diagnostics)
  }
}

extension Plan {
  /// The keys of what holds only for so long after a person's start.
  fileprivate var grantedToNewHires: [String] {
    var keys = ramp == nil ? [] : ["ramp"]
    if draw?.months != nil { keys.append("draw.for") }
    if guarantee?.months != nil { keys.append("guarantee.for") }
    return keys
  }
}
