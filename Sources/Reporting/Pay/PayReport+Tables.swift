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
    .cents("owed") { $0.owed }, .cents("carried") { $0.carried }, .cents("later") { $0.later },
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

/// A row for each credit behind a measure of a person and period, with its part of the pay.
struct PayDealRow: TableRow {
  let statement: Statement
  let line: MeasureLine
  let deal: MeasureLine.Deal

  static let heading = TableHeading("deals")

  static let columns: [Column] = [
    .text("person") { $0.statement.person }, .text("period") { $0.statement.period.label },
    .text("measure") { $0.line.name }, .text("deal") { $0.deal.credit.credit.deal },
    .text("account") { $0.deal.credit.credit.account },
    .text("date") { $0.deal.credit.credit.date.description },
    .number("amount", .number(decimals: 2)) { $0.deal.credit.credit.amount },
    .share("share") { $0.deal.credit.credit.share },
    .number("credited", .number(decimals: 2)) { $0.deal.credit.credited },
    .cents("pay") { $0.deal.pay.rounded() },
  ]

  static func rows(of statement: Statement) -> [PayDealRow] {
    statement.lines.flatMap { line in
      line.deals.map { PayDealRow(statement: statement, line: line, deal: $0) }
    }
  }
}

/// What a person owes and is owed, before and after a period.
struct PayBalanceRow: TableRow {
  let statement: Statement
  let name: String
  let opening: Money
  let closing: Money

  static let heading = TableHeading("balances")

  static let columns: [Column] = [
    .text("person") { $0.statement.person }, .text("period") { $0.statement.period.label },
    .text("balance") { $0.name }, .cents("opening") { $0.opening },
    .cents("closing") { $0.closing },
  ]

  /// Those that are not nothing throughout.
  static func rows(of statement: Statement) -> [PayBalanceRow] {
    let (opening, closing) = (statement.opening, statement.closing)
    let all: [(String, Money, Money)] = [
      ("draw owed", opening.owed, closing.owed),
      ("true-up carried forward", opening.carried, closing.carried),
      ("clawback to be recovered", opening.unrecovered, closing.unrecovered),
      ("instalments to come", opening.later, closing.later),
    ]
    return all.filter { $0.1 != .zero || $0.2 != .zero }.map {
      PayBalanceRow(statement: statement, name: $0.0, opening: $0.1, closing: $0.2)
    }
  }
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

extension TableColumn {
  fileprivate static func cents(
    _ name: String, _ amount: @escaping @Sendable (Row) -> Money
  ) -> TableColumn {
    .number(name, .number(decimals: 2)) { amount($0).amount }
  }
}
