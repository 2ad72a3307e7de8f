import Plans
import Statements
import Units

extension PayReport {
  /// A row for each person and period.
  public var statementTable: Table {
    let money = Table.Kind.number(decimals: 2)
    var table = Table(
      "statements",
      columns: [
        .init("person"), .init("team"), .init("plan"), .init("period"), .init("target", money),
        .init("pay", money), .init("owed", money), .init("carried", money), .init("later", money),
      ])
    for statement in statements {
      table.add([
        .text(statement.person), .text(statement.team), .text(statement.plan),
        .text(statement.period.label), .number(statement.periodTarget.rounded().amount),
        .number(statement.pay.amount), .number(statement.owed.amount),
        .number(statement.carried.amount), .number(statement.later.amount),
      ])
    }
    return table
  }

  /// A row for each team and period.
  public var teamTable: Table {
    var table = Table(
      "teams",
      columns: [
        .init("team"), .init("period"), .init("members", .count),
        .init("pay", .number(decimals: 2)),
      ])
    for total in teams {
      table.add([
        .text(total.team), .text(total.period.label), .number(Double(total.members)),
        .number(total.pay.amount),
      ])
    }
    return table
  }

  /// A row for each step from credit to pay: the rows of a person and period add up to the pay.
  public var stepTable: Table {
    let (money, number) = (Table.Kind.number(decimals: 2), Table.Kind.number(decimals: 4))
    var table = Table(
      "steps",
      columns: [
        .init("person"), .init("team"), .init("plan"), .init("period"), .init("step"),
        .init("measure"), .init("credited", number), .init("quota", number),
        .init("attainment", number), .init("multiple", number), .init("pay", money),
      ])
    for statement in statements {
      let key: [Table.Value] = [
        .text(statement.person), .text(statement.team), .text(statement.plan),
        .text(statement.period.label),
      ]
      func add(
        _ step: String, _ name: String?, _ figure: MetricFigure?, _ multiple: Double?, _ pay: Double
      ) {
        table.add(
          key + [
            .text(step), .text(name), .number(figure?.credited), .number(figure?.quota),
            .number(figure?.attainment?.ratio), .number(multiple), .number(pay),
          ])
      }
      for (line, pay) in statement.paidLines {
        add("measure", line.name, line.figure, line.multiple, pay.amount)
      }
      for entry in statement.entries where entry.step.measure == nil {
        let modifier = statement.modifiers.first { .modifier($0.modifier) == entry.step }
        add(
          entry.step.key, modifier?.figure.name, modifier?.figure, modifier?.factor,
          entry.amount.amount)
      }
    }
    return table
  }

  /// The steps with exact numbers.
  public func csv(isRaw: Bool = false) -> String { stepTable.csv(isRaw: isRaw) }
}
