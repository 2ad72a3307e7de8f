import Formats
import Plans
import Statements
import Units

/// A statement as a page of text: a table from credit to pay, notes, and what comes next.
struct StatementText {
  let statement: Statement
  let plan: Plan
  /// The person's next statement, whose clawbacks are announced.
  let next: Statement?
  let currency: String
  let yearToDate: Money
  var notes: [String] = []

  init(
    _ statement: Statement, on plan: Plan, next: Statement?, currency: String, yearToDate: Money
  ) {
    self.yearToDate = yearToDate
    self.statement = statement
    self.plan = plan
    self.next = next
    self.currency = currency
  }

  private static let columns: [TextTable.Column] = [
    .leading("measure"), .trailing("credited"), .trailing("quota"), .trailing("attainment"),
    .trailing("multiple"), .trailing("weight"), .trailing("pay"), .leading("from"),
  ]
  /// The number of columns between the first and the pay.
  private static let between = 5

  private var unit: String { statement.period.period.rawValue }

  func lines(style: Style) -> [String] {
    var text = self
    return text.written(style: style)
  }

  private mutating func written(style: Style) -> [String] {
    var table = TextTable(columns: Self.columns, showsHeadings: false)
    addTarget(to: &table)
    let measures = statement.paidLines.flatMap { rows($0.line, $0.pay) }
    let hasDeals = measures.contains { !$0[Self.columns.count - 1].text.isEmpty }
    table.add(
      (hasDeals ? Self.columns : Self.columns.dropLast()).map { .init($0.heading, .faint) })
    for row in measures { table.add(row) }
    for modifier in statement.modifiers { add(modifier, to: &table) }
    addGates(to: &table)
    for entry in statement.entries where entry.step.isAdjustment { add(entry, to: &table) }
    addUnneeded(to: &table)
    table.add([
      TextTable.Cell("pay this \(unit)", .strong), TextTable.Cell("", across: Self.between),
      TextTable.Cell(NumberText.money(statement.pay), .strong),
    ])
    let body = table.lines(style: style)
    let plain = table.lines(style: Style(isColoured: false, width: style.width))
    let width = plain.map(DisplayWidth.of).max() ?? 0
    var lines = [title(width: width, style: style)] + body
    lines += notes.enumerated().map { "\($0 + 1)) \($1)" }
    lines += how
    if statement.later > .zero {
      lines.append("Later \(NumberText.money(statement.later)) in instalments to come")
    }
    for recovery in next?.recoveries ?? [] {
      lines.append(
        "Next \(next?.period.label ?? ""): \(event(recovery)) takes back \(part(recovery)) = "
          + NumberText.money(recovery.taken))
    }
    return lines
  }

  /// The sums behind the table: lines, deals, balances and the year.
  private var how: [String] {
    var lines = [""]
    for (line, _, sentences) in statement.workings(on: plan) where !sentences.isEmpty {
      lines.append("\(PlainText.of(line.name)):")
      lines += sentences.map { "  " + PlainText.of($0) }
      lines += deals(behind: line).map { "  " + PlainText.of($0) }
    }
    for row in PayBalanceRow.rows(of: statement) {
      lines.append(
        "\(row.name): \(NumberText.money(row.opening)) before,"
          + " \(NumberText.money(row.closing)) after")
    }
    if statement.forgiven != .zero {
      lines.append("forgiven: \(NumberText.money(statement.forgiven))")
    }
    lines.append(
      "paid this year, this \(unit) included: \(NumberText.money(yearToDate))")
    return lines
  }

  /// The credits behind a line with what each brings; of a year to date those of earlier periods
  /// together.
  private func deals(behind line: MeasureLine) -> [String] {
    let isMoney = line.weight == nil
    let lost = Set(statement.recoveries.map(\.credit))
    func isNamed(_ deal: MeasureLine.Deal) -> Bool {
      deal.credit.span.last >= statement.period.span.first || lost.contains(deal.credit)
    }
    let own = line.deals.filter(isNamed)
    let earlier = line.deals.filter { !isNamed($0) }
    var lines = own.map { deal in
      let credit = deal.credit.credit
      var text = credit.deal ?? credit.date.description
      text += " \(NumberText.short(credit.amount))"
      if deal.credit.isCapped { text += ", counted \(NumberText.short(deal.credit.counted))" }
      if credit.share != 1 { text += " at \(NumberText.shortPercent(credit.share))" }
      return text + ": \(NumberText.money(deal.pay))"
    }
    if !earlier.isEmpty {
      let credited = earlier.reduce(0) { $0 + $1.credit.credited }
      let pay = earlier.reduce(Money.zero) { $0 + $1.pay }
      lines.append(
        "earlier this year \(NumberText.short(credited)): \(NumberText.money(pay))"
          + (isMoney ? "" : " to date"))
    }
    return lines
  }

  private func title(width: Int, style: Style) -> String {
    var title = [statement.person, statement.plan, statement.period.label]
    if let period = statement.rampPeriod {
      title.append(
        "\(ordinal(period)) \(unit) of ramp (quota \(NumberText.shortPercent(statement.rampQuota)))"
      )
    }
    let text = PlainText.of(title.joined(separator: ", "))
    let gap = Swift.max(2, width - DisplayWidth.of(text) - DisplayWidth.of(currency))
    return style.text(text, .strong) + String(repeating: " ", count: gap) + PlainText.of(currency)
  }

  private func addTarget(to table: inout TextTable) {
    let span = "\(statement.period.span)"
    let counted =
      plan.counting.isToDate
      ? "credit and quota to date, pay is what \(span) adds" : nil
    if statement.targetIncentive > .zero {
      add(
        "target incentive",
        "\(NumberText.briefMoney(statement.targetIncentive)) a year, "
          + "\(NumberText.briefMoney(statement.periodTarget)) this \(unit)", to: &table)
    }
    if let counted { add("counting", counted, to: &table) }
  }

  // MARK: - Measures

  private mutating func rows(_ line: MeasureLine, _ pay: Money) -> [[TextTable.Cell]] {
    let from = (deals(line) + marks(line)).joined(separator: " ")
    return line.figures.enumerated().map { index, figure in
      let isLast = index == line.figures.count - 1
      return [
        TextTable.Cell(index == 0 ? name(figure) : "x " + name(figure)),
        TextTable.Cell(amount(figure.credited, figure.isRatio)),
        TextTable.Cell(figure.quota.map { amount($0, figure.isRatio) } ?? ""),
        TextTable.Cell(figure.attainment.map { NumberText.cautiousPercent($0.ratio) } ?? ""),
        TextTable.Cell(isLast ? line.multiple.map { NumberText.percent($0) } ?? "" : ""),
        TextTable.Cell(isLast ? line.weight.map(NumberText.shortPercent) ?? "" : ""),
        TextTable.Cell(isLast ? NumberText.money(pay) : "", line.isGated ? .bad : .normal),
        TextTable.Cell(isLast ? from : "", .faint),
      ]
    }
  }

  /// The deals that the line counts, a few by name; for year-to-date plans only those of this
  /// period.
  private mutating func deals(_ line: MeasureLine) -> [String] {
    var named: [String] = []
    var seen: Set<String> = []
    for deal in line.deals
    where !plan.counting.isToDate || deal.credit.span.last >= statement.period.span.first {
      guard let name = deal.credit.credit.deal, seen.insert(name).inserted else { continue }
      var text = name
      let share = deal.credit.credit.share
      if share != 1 { text += " at \(NumberText.shortPercent(share))" }
      if deal.credit.isCapped {
        text +=
          " "
          + mark(
            "deal-cap: credit of \(NumberText.short(deal.credit.amount)) counted as "
              + NumberText.short(deal.credit.counted))
      }
      named.append(text)
    }
    guard !named.isEmpty else { return [] }
    let shown = named.prefix(3).joined(separator: ", ")
    return [named.count > 3 ? "\(shown) and \(named.count - 3) more" : shown]
  }

  private mutating func marks(_ line: MeasureLine) -> [String] {
    var marks: [String] = []
    // One that others of its group make up for takes nothing.
    let failed = line.gates.filter {
      !$0.isHeld && ($0.guards == .accelerator || line.isGated)
    }
    for gate in failed {
      let loss = gate.guards == .accelerator ? "no more than target" : "nothing"
      marks.append(mark("\(text(gate)): pays \(loss)"))
    }
    if line.isCapped, failed.isEmpty {
      marks.append(mark("cap: \(NumberText.money(line.uncapped)) without it"))
    }
    if let pool = line.pool, pool != .zero {
      let sharing = plan.measures[line.measure].sharing
      marks.append(
        mark(
          "pool of \(whose(line))\(NumberText.money(pool)), divided "
            + (sharing == .weight ? "by target incentive" : "equally")))
    }
    if let window = unusualWindow(line) { marks.append(mark("counted \(window)")) }
    return marks
  }

  /// The team of a pool, where the person has a part of several.
  private func whose(_ line: MeasureLine) -> String {
    let teams = statement.lines.filter { $0.measure == line.measure }.compactMap(\.team)
    return Set(teams).count > 1 ? line.team.map { "\($0), " } ?? "" : ""
  }

  /// The days a line counts, if they differ from the period or do not reach its end.
  private func unusualWindow(_ line: MeasureLine) -> DaySpan? {
    let isUsual =
      plan.counting.isToDate
      ? line.window.last == statement.period.span.last : line.window == statement.period.span
    return isUsual ? nil : line.window
  }

  private mutating func mark(_ note: String) -> String {
    let number = notes.firstIndex(of: note) ?? notes.count
    if number == notes.count { notes.append(PlainText.of(note)) }
    return "\(number + 1))"
  }

  private func add(_ line: ModifierLine, to table: inout TextTable) {
    let figure = line.figure
    table.add([
      TextTable.Cell("modifier \(name(figure))"),
      TextTable.Cell(amount(figure.credited, figure.isRatio)),
      TextTable.Cell(figure.quota.map { amount($0, figure.isRatio) } ?? ""),
      TextTable.Cell(figure.attainment.map { NumberText.percent($0.ratio) } ?? ""),
      TextTable.Cell("x \(NumberText.shortPercent(line.factor))"), "",
      TextTable.Cell(NumberText.money(statement.amount(of: .modifier(line.modifier)))),
    ])
  }

  // MARK: - What is done to the sum

  private func addGates(to table: inout TextTable) {
    var seen: [String] = []
    for gate in statement.lines.flatMap(\.gates) + statement.gates {
      let text = "\(text(gate)) \(gate.isHeld ? "held" : "not held")"
      if !seen.contains(text) { seen.append(text) }
    }
    if !seen.isEmpty { add("gates", seen.joined(separator: "; "), to: &table) }
  }

  private func add(_ entry: Statement.Entry, to table: inout TextTable) {
    let owed = "owed \(NumberText.money(statement.owed))"
    switch entry.step {
    case .measure, .modifier: break
    case .nothingDue:
      add("nothing due", "the weight of measures that could not count", entry.amount, to: &table)
    case .planGate: add("gate", "not held: nothing is earned", entry.amount, to: &table)
    case .planCap: add("cap", capText, entry.amount, to: &table)
    case .carried:
      add(
        "carried forward",
        entry.amount > .zero
          ? "to be made good: \(NumberText.money(-statement.carried))" : "made good",
        entry.amount, to: &table)
    case .deferred: add("pay-out", "put off to later", entry.amount, to: &table)
    case .instalments: add("instalments", "earned before", entry.amount, to: &table)
    case .guarantee:
      add(
        "guarantee", "filled up to \(NumberText.money(statement.guarantee))", entry.amount,
        to: &table)
    case .draw:
      add(
        "draw",
        entry.amount > .zero
          ? "filled up to \(NumberText.money(statement.draw)), \(owed)" : "recovered, \(owed)",
        entry.amount, to: &table)
    case .clawback where statement.recoveries.isEmpty && statement.opening.unrecovered == .zero:
      add("clawback", "what lost deals were paid", entry.amount, to: &table)
    case .clawback:
      let all = statement.recoveries.reduce(Money.zero) { $0 + $1.taken }
      let isAtOnce = all.rounded() == -entry.amount
      for recovery in statement.recoveries {
        let text = "\(event(recovery)): \(part(recovery))"
        if isAtOnce {
          add("clawback", text, -recovery.taken, to: &table)
        } else {
          add("clawback", "\(text) = \(NumberText.money(recovery.taken))", to: &table)
        }
      }
      if !isAtOnce {
        let due = (statement.opening.unrecovered + all).rounded()
        let most =
          (plan.clawback?.atMost ?? 1) < 1
          ? ", at most \(NumberText.shortPercent(plan.clawback?.atMost ?? 1)) of pay" : ""
        add(
          "kept back", "of \(NumberText.money(due)) to be recovered\(most)", entry.amount,
          to: &table)
      }
    }
  }

  /// Adds guarantee, draw and cap if they changed nothing.
  private func addUnneeded(to table: inout TextTable) {
    if statement.guarantee > .zero, statement.amount(of: .guarantee) == .zero {
      add("guarantee", "\(NumberText.money(statement.guarantee)) not needed", to: &table)
    }
    let isDrawn = statement.draw > .zero || statement.owed > .zero
    if isDrawn, statement.amount(of: .draw) == .zero {
      add(
        "draw",
        "\(NumberText.money(statement.draw)) not needed, owed \(NumberText.money(statement.owed))",
        to: &table)
    }
    if statement.cap != nil, statement.amount(of: .planCap) == .zero {
      add("cap", capText + " not reached", to: &table)
    }
  }

  private var capText: String {
    let most = NumberText.money(statement.cap ?? .zero)
    let whole = (statement.cap ?? .zero) + statement.earnedBefore
    var text = NumberText.money(whole)
    if case .share(let multiple) = plan.cap, multiple > 0 {
      text =
        "\(NumberText.shortPercent(multiple)) of \(NumberText.briefMoney(whole / multiple)) = \(text)"
    }
    guard statement.earnedBefore != .zero else { return text }
    return "\(text), less \(NumberText.money(statement.earnedBefore)) of earlier periods = \(most)"
  }

  /// A row with words instead of figures.
  private func add(
    _ label: String, _ text: String, _ pay: Money? = nil, to table: inout TextTable
  ) {
    var row = [TextTable.Cell(label), TextTable.Cell(text, across: Self.between)]
    if let pay { row.append(TextTable.Cell(NumberText.money(pay))) }
    table.add(row)
  }

  // MARK: - Words

  private func name(_ figure: MetricFigure) -> String { name(figure.name, figure.of) }

  private func name(_ name: String, _ scope: Metric.Scope) -> String {
    scope == .individual ? name : "\(name), \(scope.rawValue)"
  }

  private func amount(_ value: Double, _ isRatio: Bool) -> String {
    isRatio ? NumberText.shortPercent(value) : NumberText.short(value)
  }

  private func text(_ gate: GateLine) -> String {
    let isShare = gate.isRatio || gate.isOnAttainment
    return name(gate.name, gate.of) + (gate.isOnAttainment ? " at " : " ")
      + actual(gate, isShare) + (gate.isHeld ? " >= " : " < ")
      + amount(gate.atLeast, isShare)
  }

  /// Never as reached what is not.
  private func actual(_ gate: GateLine, _ isShare: Bool) -> String {
    let shown = amount(gate.actual, isShare)
    guard isShare, !gate.isHeld, shown == amount(gate.atLeast, isShare) else { return shown }
    return NumberText.cautiousPercent(gate.actual)
  }

  private func event(_ recovery: Recovery) -> String {
    let what = recovery.credit.credit.deal ?? recovery.event.account ?? recovery.name
    return "\(recovery.event.event) of \(what) on \(recovery.event.date)"
  }

  private func part(_ recovery: Recovery) -> String {
    let pay = NumberText.money(recovery.dealPay)
    let before =
      recovery.before == .zero
      ? "" : " less \(NumberText.money(recovery.before)) taken before"
    switch plan.clawback?.recovery {
    case .paid?: return "what was paid of \(pay)"
    case .sliding?:
      let months = plan.clawback?.months ?? 0
      return "\(months - recovery.elapsedMonths)/\(months) of \(pay)" + before
    default: return "\(NumberText.shortPercent(recovery.share)) of \(pay)" + before
    }
  }

  private func ordinal(_ number: Int) -> String {
    let names = ["first", "second", "third", "fourth", "fifth", "sixth"]
    return names.indices.contains(number - 1) ? names[number - 1] : "\(number)th"
  }
}
