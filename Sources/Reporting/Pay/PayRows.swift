import Formats
import Plans
import Statements
import Units

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

extension TableColumn {
  static func cents(
    _ name: String, _ amount: @escaping @Sendable (Row) -> Money
  ) -> TableColumn {
    .number(name, .number(decimals: 2)) { amount($0).amount }
  }
}
