import Formats
import Plans
import Statements
import Units

/// A statement as what any medium lays out: facts, the way from credit to pay, the sums behind it,
/// the deals, and the balances.
struct StatementPage {
  let statement: Statement
  let title: String
  /// Label and text.
  let facts: [(label: String, text: String)]
  /// From credit to pay; the amounts add up to ``Statement/pay``.
  let steps: [Step]
  /// By line of the plan.
  let workings: [(name: String, sentences: [String])]
  let deals: [PayDealRow]
  let balances: [PayBalanceRow]
  let yearToDate: Money

  struct Step {
    let name: String
    let credited: String
    let quota: String
    let attainment: String
    let multiple: String
    let weight: String
    let pay: Money
    /// What is credited and due, where it is of a metric.
    var figure: MetricFigure?
  }

  static let stepHeadings = [
    "Measure", "Credited", "Quota", "Attainment", "Multiple", "Weight", "Pay",
  ]
  static let dealHeadings = ["Measure", "Deal", "Date", "Amount", "Share", "Credited", "Pay"]

  init(_ statement: Statement, on plan: Plan, currency: String, yearToDate: Money) {
    self.statement = statement
    self.yearToDate = yearToDate
    title = "\(statement.person), \(statement.period.label)"
    var facts = [
      ("Plan", statement.plan), ("Days", "\(statement.period.span)"), ("Currency", currency),
    ]
    if let team = statement.team { facts.append(("Team", team)) }
    if statement.targetIncentive > .zero {
      facts.append(
        (
          "Target incentive",
          "\(NumberText.money(statement.targetIncentive)) a year,"
            + " \(NumberText.money(statement.periodTarget)) in these days"
        ))
    }
    if plan.counting.isToDate {
      facts.append(("Counting", "the year to date, less what was earned before"))
    }
    self.facts = facts
    let measures = statement.paidLines.map { line, pay in
      Step(
        name: line.name, credited: Self.amount(line.figure),
        quota: line.figure.quota.map { Self.amount($0, line.figure.isRatio) } ?? "",
        attainment: line.figure.attainment.map { NumberText.cautiousPercent($0.ratio) } ?? "",
        multiple: line.multiple.map { NumberText.percent($0) } ?? "",
        weight: line.weight.map(NumberText.shortPercent) ?? "", pay: pay, figure: line.figure)
    }
    let modifiers = statement.modifiers.map { modifier in
      Step(
        name: "modifier \(modifier.figure.name)", credited: Self.amount(modifier.figure), quota: "",
        attainment: modifier.figure.attainment.map { NumberText.percent($0.ratio) } ?? "",
        multiple: "x \(NumberText.shortPercent(modifier.factor))", weight: "",
        pay: statement.amount(of: .modifier(modifier.modifier)), figure: modifier.figure)
    }
    let others = statement.entries.filter { $0.step.isAdjustment }.map { entry in
      Step(
        name: entry.step.words, credited: "", quota: "", attainment: "", multiple: "", weight: "",
        pay: entry.amount)
    }
    steps = measures + modifiers + others
    var workings = statement.workings(on: plan).map {
      (name: $0.line.name, sentences: $0.sentences)
    }
    let gates = statement.gates.map { gate in
      let isShare = gate.isRatio || gate.isOnAttainment
      return "\(gate.name) \(Self.amount(gate.actual, isShare)) \(gate.isHeld ? ">=" : "<")"
        + " \(Self.amount(gate.atLeast, isShare)): \(gate.isHeld ? "held" : "nothing is earned")"
    }
    if !gates.isEmpty { workings.append(("gates of the plan", gates)) }
    let recoveries = statement.recoveries.map { recovery in
      let deal = recovery.credit.credit.deal ?? recovery.event.account ?? recovery.name
      let before =
        recovery.before == .zero
        ? "" : " less \(NumberText.money(recovery.before)) taken before"
      return "\(recovery.event.event) of \(deal) on \(recovery.event.date):"
        + " \(NumberText.shortPercent(recovery.share)) of \(NumberText.money(recovery.dealPay))"
        + "\(before) = \(NumberText.money(recovery.taken))"
    }
    if !recoveries.isEmpty { workings.append(("clawback", recoveries)) }
    self.workings = workings.filter { !$0.sentences.isEmpty }
    deals = PayDealRow.rows(of: statement)
    balances = PayBalanceRow.rows(of: statement)
  }

  private static func amount(_ figure: MetricFigure) -> String {
    amount(figure.credited, figure.isRatio)
  }

  private static func amount(_ value: Double, _ isRatio: Bool) -> String {
    isRatio ? NumberText.shortPercent(value) : NumberText.short(value)
  }
}

extension Statement.Step {
  /// As a seller reads it.
  var words: String {
    switch self {
    case .measure, .modifier: key
    case .nothingDue: "measures with nothing due"
    case .planGate: "gate of the plan not held"
    case .planCap: "cap of the plan"
    case .carried: "true-up carried forward or made good"
    case .deferred: "put off to later instalments"
    case .instalments: "instalments of earlier earnings"
    case .guarantee: "filled up to the guarantee"
    case .draw: "draw advanced or recovered"
    case .clawback: "taken back"
    }
  }
}

extension PayDealRow {
  var texts: [String] {
    let credit = deal.credit.credit
    return [
      line.name, credit.deal ?? "", credit.date.description, NumberText.short(credit.amount),
      NumberText.shortPercent(credit.share), NumberText.short(deal.credit.credited),
      NumberText.money(deal.pay),
    ]
  }
}
