import Formats
import Ownership
import Plans
import Units

extension PlanReader {
  func measure(_ cursor: Cursor) -> Measure? {
    guard let metrics = metrics(cursor), let shape = shape(cursor) else { return nil }
    let weight = cursor["weight"].number()?.value
    let cap = amount(cursor["cap"])
    let (gates, groups) = gates(cursor["gate"])
    let (acceleratorGates, acceleratorGroups) = self.gates(cursor["accelerator-gate"])
    return cursor.valid { () throws(PlanProblems) in
      try Measure(
        metrics, shape: shape, weight: weight, cap: cap, gates: gates, gateGroups: groups,
        acceleratorGates: acceleratorGates, acceleratorGateGroups: acceleratorGroups,
        dealCap: cursor["deal-cap"].money()?.value,
        sharing: cursor["share"].choice(Measure.Sharing.self)?.value,
        from: cursor["from"].day()?.value, until: cursor["until"].day()?.value,
        period: cursor["period"].choice(Period.self)?.value)
    }
  }

  func modifier(_ cursor: Cursor) -> Modifier? {
    guard let metric = metric(cursor) else { return nil }
    let shape =
      cursor["curve"].exists
      ? curve(cursor) : steps(cursor["steps"])
    guard let shape else { return nil }
    let isOfAll = cursor["on"].entry?.text == "all"
    return cursor.valid { () throws(PlanProblems) in
      try Modifier(metric, shape: shape, isOfAll: isOfAll)
    }
  }

  /// Gates that must all hold, and alternatives: `any-of` and `all-of` with a list of gates, or
  /// `at-least: 2` with the list under `of`.
  func gates(_ cursor: Cursor) -> (gates: [Gate], groups: [GateGroup]) {
    guard let pairs = cursor.entry?.pairs else { return ([], []) }
    let combined = ["any-of", "all-of", "at-least", "of"]
    var gates = self.plainGates(cursor, except: combined)
    var groups: [GateGroup] = []
    func add(_ list: Cursor, atLeast: Int?) {
      let alternatives = list.elements.map { element in
        let first = gates.count
        gates += plainGates(element)
        return first..<gates.count
      }
      let group = list.valid { () throws(PlanProblems) in
        try GateGroup(atLeast: atLeast ?? alternatives.count, of: alternatives)
      }
      if let group { groups.append(group) }
    }
    for pair in pairs where combined.contains(pair.key) {
      let value = cursor.named(pair.key)
      switch pair.key {
      case "any-of", "all-of":
        guard value.entry?.elements != nil else {
          value.report(.foundKind("no list", expected: "a list such as [{grr: 85%}, {nrr: 100%}]"))
          continue
        }
        add(value, atLeast: pair.key == "any-of" ? 1 : nil)
      case "at-least":
        guard let count = (value.entry?.text).flatMap({ Int($0) }),
          cursor.named("of").entry?.elements != nil
        else {
          value.report(
            .foundKind("no number with a list", expected: "{at-least: 2, of: [{grr: 85%}, ...]}"))
          continue
        }
        add(cursor.named("of"), atLeast: count)
      default:
        guard cursor.entry?["at-least"] != nil else {
          value.report(.foundKind("of alone", expected: "at-least beside it"))
          continue
        }
      }
    }
    return (gates, groups)
  }

  /// `{grr: 85%}`, or in full `{nrr: {of: team, at-least: 100%}}`.
  private func plainGates(_ cursor: Cursor, except keys: [String] = []) -> [Gate] {
    guard let pairs = cursor.entry?.pairs else { return [] }
    return pairs.filter { !keys.contains($0.key) }.compactMap { pair in
      let gate = cursor.named(pair.key)
      guard gate.entry?.elements == nil else {
        gate.report(.foundKind("a list", expected: "what \(pair.key) must reach"))
        return nil
      }
      guard accepts(pair.key, at: pair.keyLocation, gate),
        let atLeast = quota(gate.isMap ? gate["at-least"] : gate, of: MeasureKind(pair.key))
      else { return nil }
      let isPlain = !gate.isMap
      return cursor.valid { () throws(PlanProblems) in
        try Gate(
          Metric(
            MeasureKind(pair.key),
            of: isPlain ? .individual : scope(gate["of"]),
            motions: isPlain ? nil : motions(gate["motions"])),
          atLeast: atLeast)
      }
    }
  }

  /// One metric, or the two of a matrix.
  private func metrics(_ cursor: Cursor) -> [Metric]? {
    guard cursor["matrix"].exists else { return metric(cursor).map { [$0] } }
    for key in ["of", "motions", "quota"] where cursor[key].exists {
      cursor[key].report(
        .statement("a matrix has it on both sides"), hint: "write it under rows and columns")
    }
    guard let rows = metric(cursor["matrix"]["rows"]),
      let columns = metric(cursor["matrix"]["columns"])
    else { return nil }
    return [rows, columns]
  }

  private func metric(_ cursor: Cursor) -> Metric? {
    guard let terms = terms(cursor["measure"]), let first = terms.first else { return nil }
    return cursor.valid { () throws(PlanProblems) in
      try Metric(
        terms, of: scope(cursor["of"]), motions: motions(cursor["motions"]),
        quota: quota(cursor["quota"], of: first.kind))
    }
  }

  private func terms(_ cursor: Cursor) -> [Metric.Term]? {
    if let name = cursor.text() {
      return accepts(name.value, at: name.location, cursor)
        ? [Metric.Term(MeasureKind(name.value))] : nil
    }
    guard let pairs = cursor.entry?.pairs else { return nil }
    guard !pairs.isEmpty else {
      cursor.report(.foundKind("an empty map", expected: "the name of a measure"))
      return nil
    }
    let terms: [Metric.Term] = pairs.compactMap { pair in
      let term = cursor.named(pair.key)
      guard accepts(pair.key, at: pair.keyLocation, term), let share = term.number()?.value else {
        return nil
      }
      return Metric.Term(MeasureKind(pair.key), share: share)
    }
    return terms.count == pairs.count ? terms : nil
  }

  /// Whether a measure may have this name; reported if not.
  private func accepts(_ name: String, at location: SourceLocation, _ cursor: Cursor) -> Bool {
    let (isRefused, nearest) = vocabulary.refusal(of: name)
    if isRefused {
      cursor.diagnostics.report(
        Diagnostic(
          at: location.withoutColumn, subject: cursor.path,
          .found(name, expected: "the name of a measure"),
          hint: nearest.map(Suggestion.hint(meaning:))
            ?? "the simulation credits \(MeasureKind.known.map(\.rawValue).joined(separator: ", "))"
        ))
    }
    return !isRefused
  }

  private func scope(_ cursor: Cursor) -> Metric.Scope {
    cursor.choice(Metric.Scope.self)?.value ?? .individual
  }

  private func motions(_ cursor: Cursor) -> Set<Motion>? {
    cursor.exists ? Set(cursor.elements.compactMap { $0.choice(Motion.self)?.value }) : nil
  }

  /// A share with `%`, otherwise money, or pieces if the kind is not known to be money.
  func quota(_ cursor: Cursor, of kind: MeasureKind) -> Quota? {
    if let money = cursor.money()?.value {
      if let problem = Quota.shareMeant(by: money.amount, of: kind) {
        cursor.report(.found(problem.found, expected: problem.expected), hint: problem.hint)
        return nil
      }
      return kind.isMoney ? .money(money) : .count(money.amount)
    }
    let rate = cursor.number()?.value
    if let rate, kind == .nrr, rate > 0, rate < 0.3 {
      cursor.report(
        .statement(
          "an nrr of \(NumberText.shortPercent(rate)) keeps \(NumberText.shortPercent(rate)) of"
            + " the revenue"),
        hint: "growth? write \(NumberText.shortPercent(1 + rate))", severity: .warning)
    }
    return rate.map { .rate($0) }
  }
}

extension Quota {
  /// What is wrong with an amount of a measure of the user's own that must be a share: as a count it
  /// would be spread over the periods.
  static func shareMeant(by amount: Double, of kind: MeasureKind) -> LiteralError? {
    guard kind.unit == nil, amount > 0, amount < 2, amount != amount.rounded() else { return nil }
    let share = Literal.text(amount, as: .ratio)
    return LiteralError(
      found: Literal.text(amount, as: .number), expected: "a count a year, or a share with %",
      hint: "a share? write \(share)")
  }
}
