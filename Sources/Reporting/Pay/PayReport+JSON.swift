public import Formats
import Model
import Plans
import Simulation
import Statements
import Units

extension PayReport {
  /// All contents of the statements, by person and period, and the teams' totals.
  public func json() -> JSONValue {
    [
      "provenance": [
        "inputs": .string(inputs.description), "version": .string(Simulator.version),
        "currency": .string(currency),
      ],
      "statements": .array(statements.map(json)),
      "to-come": .array(toCome.map(json)),
      "teams": Table(teams).json(),
      "total": .number(total.rounded().amount),
    ]
  }

  private func json(_ item: PayToCome) -> JSONValue {
    let due: [JSONValue.Member] =
      switch item.item {
      case .instalment(let amount): [.init("instalment", .number(amount.amount))]
      case .credit(let measure, let credited):
        [.init("measure", .string(measure)), .init("credited", .number(credited))]
      }
    return .object(
      [.init("person", .string(item.person)), .init("period", .string(item.period.label))] + due)
  }

  func json(_ statement: Statement) -> JSONValue {
    [
      "person": .string(statement.person),
      "team": .string(statement.team),
      "plan": .string(statement.plan),
      "period": .string(statement.period.label),
      "target": .number(statement.periodTarget.rounded().amount),
      "pay": .number(statement.pay.amount),
      "owed": .number(statement.owed.amount),
      "carried": .number(statement.carried.amount),
      "later": .number(statement.later.amount),
      "balance": .number(statement.closing.unrecovered.amount),
      "opening": [
        "owed": .number(statement.opening.owed.amount),
        "carried": .number(statement.opening.carried.amount),
        "later": .number(statement.opening.later.amount),
        "balance": .number(statement.opening.unrecovered.amount),
      ],
      "forgiven": .number(statement.forgiven.amount),
      "year-to-date": .number(yearToDate(statement).amount),
      "measures": .array(workings(of: statement).map { json($0.line, $0.pay, $0.sentences) }),
      "modifiers": .array(statement.modifiers.map { json($0, in: statement) }),
      "gates": .array((statement.lines.flatMap(\.gates) + statement.gates).map(json)),
      "adjustments": .array(
        statement.entries.filter { $0.step.isAdjustment }.map {
          ["step": .string($0.step.key), "pay": .number($0.amount.amount)]
        }),
      "recoveries": .array(statement.recoveries.map(json)),
    ]
  }

  private func json(
    _ line: MeasureLine, _ pay: Money, _ sentences: [String]
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("measure", .string(line.name)),
      .init("credited", .number(line.figure.credited)),
      .init("quota", .number(line.figure.quota)),
      .init("attainment", .number(line.figure.attainment?.ratio)),
      .init("multiple", .number(line.multiple)),
      .init("weight", .number(line.weight)),
      .init("pay", .number(pay.amount)),
      .init("target", .number(line.target.rounded().amount)),
      .init("to-date", .number(line.toDate.rounded().amount)),
      .init("how", .array(sentences.map { .string($0) })),
      .init("deals", .array(line.deals.map(json))),
    ]
    // The columns of a matrix.
    for figure in line.figures.dropFirst() {
      members.append(
        .init(
          "columns",
          [
            "measure": .string(figure.name), "credited": .number(figure.credited),
            "quota": .number(figure.quota), "attainment": .number(figure.attainment?.ratio),
          ]))
    }
    return .object(members)
  }

  private func json(_ deal: MeasureLine.Deal) -> JSONValue {
    let credit = deal.credit.credit
    return [
      "deal": .string(credit.deal), "date": .string(credit.date.description),
      "amount": .number(credit.amount), "share": .number(credit.share),
      "credited": .number(deal.credit.credited), "pay": .number(deal.pay.rounded().amount),
    ]
  }

  private func json(_ line: ModifierLine, in statement: Statement) -> JSONValue {
    [
      "measure": .string(line.figure.name),
      "credited": .number(line.figure.credited),
      "quota": .number(line.figure.quota),
      "attainment": .number(line.figure.attainment?.ratio),
      "factor": .number(line.factor),
      "pay": .number(statement.amount(of: .modifier(line.modifier)).amount),
    ]
  }

  private func json(_ gate: GateLine) -> JSONValue {
    [
      "measure": .string(gate.name), "of": .string(gate.of.rawValue),
      "guards": .string(gate.guards.rawValue), "actual": .number(gate.actual),
      "at-least": .number(gate.atLeast), "held": .boolean(gate.isHeld),
    ]
  }

  private func json(_ recovery: Recovery) -> JSONValue {
    [
      "event": .string(recovery.event.event), "date": .string(recovery.event.date.description),
      "deal": .string(recovery.credit.credit.deal), "measure": .string(recovery.name),
      "deal-pay": .number(recovery.dealPay.rounded().amount), "share": .number(recovery.share),
      "before": .number(recovery.before.amount), "taken": .number(recovery.taken.amount),
    ]
  }
}
