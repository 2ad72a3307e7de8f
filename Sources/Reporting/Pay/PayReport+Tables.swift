import Formats
import Plans
import Statements
import Units

/// A row for each person and period.
extension Statement: TableRow {
  static let heading = TableHeading("statements")

  static let columns: [Column] = [
    .text("person") { $0.person }, .text("team") { $0.team }, .text("plan") { $0.plan },
    .text("period") { $0.period.label },
    .cents("target") { $0.periodTarget.rounded() }, .cents("pay") { $0.pay },
    .cents("owed") { $0.owed + $0.closing.unrecovered }, .cents("carried") { $0.carried },
    .cents("later") { $0.later },
  ]
}

/// A row for each team and period.
extension TeamTotal: TableRow {
  static let heading = TableHeading("teams")

  static let columns: [Column] = [
    .text("team") { $0.team }, .text("period") { $0.period.label },
    .count("members") { $0.members }, .cents("pay") { $0.pay },
  ]
}

/// A row for each step from credit to pay: the rows of a person and period add up to the pay. Rows of
/// deals and totals have columns of their own.
struct PayStepRow: TableRow {
  let statement: Statement
  let step: String
  /// What it is of; nil for what is done to the sum.
  let name: String?
  /// Of the measure or modifier; nil for what is done to the sum.
  let figure: MetricFigure?
  /// By which the step pays, or changes what is paid.
  let multiple: Double?
  var weight: Double?
  let pay: Money?
  var deal: MeasureLine.Deal?
  var total: Money?

  static let heading = TableHeading("steps")

  static let columns: [Column] = [
    .text("person") { $0.statement.person }, .text("team") { $0.statement.team },
    .text("plan") { $0.statement.plan }, .text("period") { $0.statement.period.label },
    .text("step") { $0.step }, .text("measure") { $0.name },
    .number("credited", .number(decimals: 4)) { $0.figure?.credited },
    .number("quota", .number(decimals: 4)) { $0.figure?.quota },
    .number("attainment", .number(decimals: 4)) { $0.figure?.attainment?.ratio },
    .number("multiple", .number(decimals: 4)) { $0.multiple },
    .number("weight", .number(decimals: 4)) { $0.weight },
    .number("pay", .number(decimals: 2)) { $0.pay?.amount },
    .text("deal") { $0.deal.map { $0.credit.credit.deal ?? $0.credit.credit.date.description } },
    .number("deal-credited", .number(decimals: 2)) { $0.deal?.credit.credited },
    .number("deal-pay", .number(decimals: 2)) { $0.deal?.pay.rounded().amount },
    .number("total", .number(decimals: 2)) { $0.total?.amount },
  ]

  static func rows(of statement: Statement) -> [PayStepRow] {
    let measures = statement.paidLines.flatMap { line, pay in
      [
        PayStepRow(
          statement: statement, step: Statement.Step.measure(line.measure).key, name: line.name,
          figure: line.figure, multiple: line.multiple, weight: line.weight, pay: pay)
      ]
        + line.deals.map { deal in
          PayStepRow(
            statement: statement, step: "deal", name: line.name, figure: nil, multiple: nil,
            pay: nil, deal: deal)
        }
    }
    let others = statement.entries.filter { $0.step.measure == nil }.map { entry in
      let modifier = statement.modifiers.first { .modifier($0.modifier) == entry.step }
      return PayStepRow(
        statement: statement, step: entry.step.key, name: modifier?.figure.name,
        figure: modifier?.figure,
        multiple: modifier?.factor, pay: entry.amount)
    }
    let total = PayStepRow(
      statement: statement, step: "total", name: nil, figure: nil, multiple: nil, pay: nil,
      total: statement.pay)
    return measures + others + [total]
  }
}

extension PayReport {
  var steps: [PayStepRow] { statements.flatMap { PayStepRow.rows(of: $0) } }

  /// The steps with exact numbers.
  public func csv(isRaw: Bool = false) -> String { Table(steps).csv(isRaw: isRaw) }
}
