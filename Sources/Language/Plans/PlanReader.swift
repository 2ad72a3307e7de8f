public import Formats
import Ownership
public import Plans
import Statements
import Units

/// Builds plans from documents that contain ``PlanLanguage/planForm``.
///
/// Whatever the types of a plan refuse is reported with file, line and full path of keys.
public struct PlanReader {
  /// Which measures the plans may name.
  public let vocabulary: MeasureVocabulary

  /// A reader of plans for pay, or with `simulated` for a scenario.
  public init(_ vocabulary: MeasureVocabulary = .open) {
    self.vocabulary = vocabulary
  }

  /// The plan at a cursor; nil if an error was reported.
  public func plan(named name: String, cursor: Cursor) -> Plan? {
    let before = cursor.diagnostics.errorCount
    let measures = cursor["measures"].elements.map(measure)
    let modifiers = cursor["modifiers"].elements.map(modifier)
    let (gates, gateGroups) = gates(cursor["gate"])
    if vocabulary == .simulated,
      cursor["counting"].entry?.text == Plan.Counting.quarterToDate.rawValue
    {
      cursor["counting"].report(
        .found("quarter-to-date", expected: "each-period or year-to-date in a scenario"),
        hint: "write period: quarter, which pays the same in a year")
    }
    let draw = draw(cursor["draw"])
    let guarantee = guarantee(cursor["guarantee"])
    let ramp = ramp(cursor["ramp"])
    let clawback = clawback(cursor["clawback"])
    let payOut = payOut(cursor["pay-out"])
    refuseMultiple(cursor["cap"], "what the year may come to")
    refuseMultiple(
      cursor["guarantee"].isMap ? cursor["guarantee"]["amount"] : cursor["guarantee"],
      "what a period pays at least")
    guard cursor.diagnostics.errorCount == before else { return nil }
    warnOfOverlap(measures.compactMap { $0 }, cursor["measures"])
    return cursor.valid { () throws(PlanProblems) in
      try Plan(
        name: name, role: cursor["role"].text().map { Role($0.value) },
        targetIncentive: amount(cursor["target-incentive"]), base: cursor["base"].money()?.value,
        period: cursor["period"].choice(Period.self)?.value ?? .year,
        periodWeights: weights(cursor["period-weights"]),
        counting: cursor["counting"].choice(Plan.Counting.self)?.value ?? .eachPeriod,
        measures: measures.compactMap { $0 }, modifiers: modifiers.compactMap { $0 }, gates: gates,
        gateGroups: gateGroups, cap: amount(cursor["cap"]), draw: draw, guarantee: guarantee,
        ramp: ramp,
        clawback: clawback, payOut: payOut ?? .atCredit, rounding: rounding(cursor["rounding"]))
    }
  }

  /// An amount of money, or a share: with `%`, or of base.
  func amount(_ cursor: Cursor) -> Amount? {
    (cursor.money()?.value).map(Amount.money)
      ?? (cursor.portion() ?? cursor.number()).map { Amount.share($0.value) }
  }

  /// Refuses an amount of money so small that a multiple of target incentive was meant, and warns of
  /// one that may be a percentage.
  private func refuseMultiple(_ cursor: Cursor, _ meaning: String) {
    guard let money = cursor.money()?.value, money > .zero, money.amount <= 500 else { return }
    let text = Literal.text(money.amount, as: .number)
    if money.amount < 10 {
      cursor.report(
        .found(text, expected: "a share of target incentive, or an amount of money: \(meaning)"),
        hint: "write \(Literal.text(money.amount, as: .ratio))")
    } else {
      cursor.report(
        .statement("\(text) is an amount of money: \(meaning)"),
        hint: "a share of target incentive is written \(text)%", severity: .warning)
    }
  }

  private func weights(_ cursor: Cursor) -> [Double]? {
    cursor.exists ? cursor.elements.compactMap { $0.number()?.value } : nil
  }

  private func rounding(_ cursor: Cursor) -> Money.Rounding? {
    guard let text = cursor.entry?.text else { return .halfAwayFromZero }
    return Money.Rounding(rawValue: text)
  }

  private func ramp(_ cursor: Cursor) -> Ramp? {
    guard cursor.exists else { return nil }
    return cursor.valid { () throws(PlanProblems) in
      try Ramp(
        quota: weights(cursor["quota"]) ?? [], guarantee: weights(cursor["guarantee"]) ?? [])
    }
  }

  private func guarantee(_ cursor: Cursor) -> Guarantee? {
    guard let amount = amount(cursor.isMap ? cursor["amount"] : cursor) else { return nil }
    let months = cursor.isMap ? cursor["for"].months()?.value : nil
    return cursor.valid { () throws(PlanProblems) in try Guarantee(amount, months: months) }
  }

  private func draw(_ cursor: Cursor) -> Draw? {
    guard let amount = cursor["amount"].money()?.value else { return nil }
    return cursor.valid { () throws(PlanProblems) in
      try Draw(
        amount, recoverable: cursor["recoverable"].boolean()?.value ?? false,
        months: cursor["for"].months()?.value, atMost: cursor["at-most"].number()?.value ?? 1,
        forgivenAfter: cursor["forgive"].day()?.value)
    }
  }

  private func clawback(_ cursor: Cursor) -> Clawback? {
    guard let event = cursor["on"].text()?.value, let months = cursor["within"].months()?.value,
      let recovery = recovery(cursor["recover"])
    else { return nil }
    return cursor.valid { () throws(PlanProblems) in
      let atMost = cursor["at-most"].number()?.value
      let forgiven = cursor["forgive"].day()?.value
      return try Clawback(
        on: event, within: months, recover: recovery,
        from: cursor["from"].choice(Clawback.Source.self)?.value
          ?? (atMost == nil && forgiven == nil ? .cash : .nextPay),
        atMost: atMost ?? 1, forgivenAfter: forgiven)
    }
  }

  private func recovery(_ cursor: Cursor) -> Clawback.Recovery? {
    switch cursor.entry?.text {
    case "credit": .credit
    case "full": .full
    case "paid": .paid
    case "sliding": .sliding
    default: cursor.number().map { .share($0.value) }
    }
  }

  private func payOut(_ cursor: Cursor) -> PayOut? {
    guard let pairs = cursor.entry?.pairs else { return nil }
    var instalments: [PayOut.Instalment] = []
    for pair in pairs {
      do throws(LiteralError) {
        let months = pair.key == "at-credit" ? 0 : try Literal.months(pair.key)
        let share = cursor.named(pair.key).number()?.value ?? 0
        instalments.append(.init(months: months, share: share))
      } catch {
        cursor.diagnostics.report(
          Diagnostic(
            at: pair.keyLocation.withoutColumn, subject: cursor.path,
            .found(error.found, expected: "at-credit or \(error.expected)"), hint: error.hint))
        return nil
      }
    }
    return cursor.valid { () throws(PlanProblems) in try PayOut(instalments) }
  }

  /// Warns of two measures of the same credit with overlapping dates: both would pay for it.
  private func warnOfOverlap(_ measures: [Measure], _ cursor: Cursor) {
    for (index, measure) in measures.enumerated() {
      for (earlier, other) in measures.prefix(index).enumerated()
      where other.metrics == measure.metrics {
        guard let a = measure.span, let b = other.span, let both = a.intersection(b) else {
          continue
        }
        cursor.elements[index].report(
          .statement(
            "\(measure.name) of \(both) is counted here and in measures[\(earlier)]"),
          hint: "let the dates follow each other if it is to be paid once", severity: .warning)
      }
    }
  }
}

extension Measure {
  /// The days on which it counts; nil if it has no dates or only one.
  fileprivate var span: DaySpan? {
    guard let from, let until else { return nil }
    return DaySpan(from: from, through: until)
  }
}
