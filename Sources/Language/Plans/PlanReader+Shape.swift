import Formats
import Plans

extension PlanReader {
  /// The one shape of a measure; nil if an error was reported.
  func shape(_ measure: Cursor) -> PayShape? {
    if measure["uncapped"].exists, !measure["curve"].exists {
      measure["uncapped"].report(
        .statement("only a curve goes on after its last key"), hint: "remove it")
    }
    if measure["rate"].exists {
      return rate(measure["rate"]).map(PayShape.rate)
    }
    for mode in TieredRate.Mode.allCases where measure[mode.rawValue].exists {
      return tiers(mode, measure[mode.rawValue])
    }
    if measure["curve"].exists { return curve(measure) }
    if measure["steps"].exists { return steps(measure["steps"]) }
    return matrix(measure["matrix"])
  }

  /// The curve of a measure or modifier.
  func curve(_ measure: Cursor) -> PayShape? {
    let uncapped = measure["uncapped"].boolean()?.value ?? false
    let cursor = measure["curve"]
    return cursor.valid { () throws(PlanProblems) in
      .curve(try PayoutCurve(knots(cursor), uncapped: uncapped))
    }
  }

  func steps(_ cursor: Cursor) -> PayShape? {
    cursor.valid { () throws(PlanProblems) in .steps(try Steps(knots(cursor))) }
  }

  private func rate(_ cursor: Cursor) -> Rate? {
    cursor.portion().map { .shareOfBase($0.value) } ?? cursor.number().map { .perUnit($0.value) }
  }

  /// Bounds with `%` are attainments, without amounts; all of one kind.
  private func tiers(_ mode: TieredRate.Mode, _ cursor: Cursor) -> PayShape? {
    let keys = bounds(cursor)
    let percentages = keys.filter { $0.hasSuffix("%") }
    guard percentages.isEmpty || percentages.count == keys.count else {
      let odd = keys.first { !$0.hasSuffix("%") } ?? ""
      cursor.report(
        .statement("\(odd) is an amount and \(percentages[0]) an attainment"),
        hint: "write all keys with % or none")
      return nil
    }
    return cursor.valid { () throws(PlanProblems) in
      .tiers(
        try TieredRate(
          mode, knots(cursor), bounds: percentages.isEmpty ? .credit : .attainment))
    }
  }

  private func matrix(_ cursor: Cursor) -> PayShape? {
    let rows = cursor["pays"].steps
    let columns = knots(rows.first?.value).map(\.from)
    for row in rows where knots(row.value).map(\.from) != columns {
      row.value.report(
        .foundKind(
          "columns \(row.value.steps.map(\.key).joined(separator: ", "))",
          expected: "those of the first row, "
            + (rows.first?.value.steps.map(\.key).joined(separator: ", ") ?? "")))
      return nil
    }
    return cursor.valid { () throws(PlanProblems) in
      .matrix(
        try PayoutMatrix(
          rows: knots(cursor["pays"]).map(\.from), columns: columns,
          pays: rows.map { knots($0.value).map(\.pays) },
          interpolates: cursor["interpolate"].boolean()?.value ?? false))
    }
  }

  /// The keys of a scale and their numbers; 0 for a key whose value is a scale.
  private func knots(_ cursor: Cursor?) -> [Knot] {
    if let cursor, cursor.entry?.elements != nil {
      return cursor.elements.compactMap { element in
        let bound = element["above"].exists ? element["above"] : element["from"]
        return (bound.entry?.text).flatMap { try? Literal.number($0) }.map {
          Knot(
            from: $0, pays: element["pays"].number()?.value ?? 0,
            isAbove: element["above"].exists)
        }
      }
    }
    return (cursor?.steps ?? []).compactMap { step in
      (try? Literal.number(step.key)).map {
        Knot(from: $0, pays: step.value.number()?.value ?? 0)
      }
    }
  }

  /// The bounds of a scale or of a list of knots, as they are written.
  private func bounds(_ cursor: Cursor) -> [String] {
    guard cursor.entry?.elements != nil else { return cursor.steps.map(\.key) }
    return cursor.elements.compactMap { element in
      (element["above"].exists ? element["above"] : element["from"]).entry?.text
    }
  }
}
