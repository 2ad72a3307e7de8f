public import Formats
import Plans
public import Statements
public import Units

extension PlansDocument {
  /// Pays everybody for the actuals, in every period from the start of the year.
  ///
  /// - Parameters:
  ///   - through: The last day to pay for; nil for each person's last actual.
  ///   - asked: A day to pay for even if the last actual is earlier.
  ///   - person: Who is paid, and whose warnings are reported; nil for everybody.
  ///   - period: Which periods are wanted; nil for all. What others lack is not reported.
  ///   - listsOpen: Whether what is missing for periods that are not due yet is reported too.
  ///   - overdue: Where people who lack an actual are reported; nil: with everything else, and
  ///     nobody is paid.
  /// - Returns: nil if an error was reported; warnings are reported either way.
  public func pay(
    for actuals: Actuals, through: Day? = nil, asked: Day? = nil, person: String? = nil,
    within period: DaySpan? = nil, listsOpen: Bool = false, overdue: Diagnostics? = nil,
    _ diagnostics: Diagnostics
  ) -> PayRun? {
    let isStrict = overdue == nil
    let overdue = overdue ?? diagnostics
    do throws(PlanProblems) {
      let calculator = try PayCalculator(
        plans: plans, people: people, credits: actuals.credits, events: actuals.events,
        yearStarts: yearStarts)
      let run = calculator.pay(through: through, asked: asked, of: person.map { [$0] })
      for open in run.open where period?.contains(open.period.span) ?? true {
        let isError = open.isDue && (open.isOver || isStrict)
        guard isError || listsOpen else { continue }
        for problem in open.problems {
          (isError ? overdue : diagnostics).report(
            diagnostic(
              isError ? .error : .warning, problem.keyPath,
              .foundKind(problem.found, expected: problem.expected), actuals))
        }
      }
      if isStrict, diagnostics.hasErrors { return nil }
      for warning in run.warnings where person.map(warning.concerns.contains) ?? true {
        diagnostics.report(
          diagnostic(.warning, warning.keyPath, .statement(warning.message), actuals))
      }
      warnOfMisspelt(actuals, diagnostics)
      return run
    } catch {
      for problem in error.problems {
        diagnostics.report(
          diagnostic(
            .error, problem.keyPath, .foundKind(problem.found, expected: problem.expected),
            actuals))
      }
      return nil
    }
  }

  /// The calculator's diagnostic with its location: in the plan file, the file of people, a row of
  /// the actuals, or the actuals as a whole if something is missing from them.
  private func diagnostic(
    _ severity: Diagnostic.Severity, _ keyPath: String, _ problem: Diagnostic.Problem,
    _ actuals: Actuals
  ) -> Diagnostic {
    let parts = keyPath.split(separator: "[", maxSplits: 1)
    let rest = (parts.count > 1 ? parts[1] : "").split(separator: "]", maxSplits: 1)
    let locations = ["actuals": actuals.creditLocations, "events": actuals.eventLocations]
    if let locations = locations[String(parts[0])], let index = rest.first.flatMap({ Int($0) }),
      locations.indices.contains(index)
    {
      let subject = rest.count > 1 ? String(rest[1].drop { $0 == "." }) : nil
      return Diagnostic(severity, at: locations[index], subject: subject, problem)
    }
    let row = rows.keys.filter { keyPath.hasPrefix("people.\($0).") }.max { $0.count < $1.count }
    if let row, let location = rows[row] {
      return Diagnostic(severity, at: location, subject: keyPath, problem)
    }
    guard root.pairs?.contains(where: { keyPath.hasPrefix($0.key) }) == true else {
      return Diagnostic(severity, at: SourceLocation(file: actuals.file), subject: keyPath, problem)
    }
    let (location, subject, _) = root.resolve(keyPath)
    return Diagnostic(severity, at: location.withoutColumn, subject: subject, problem)
  }

  /// Warns of a measure of the user's own without credit whose name is near one with credit.
  private func warnOfMisspelt(_ actuals: Actuals, _ diagnostics: Diagnostics) {
    let credited = Set(actuals.credits.map(\.measure))
    let known = (credited.union(MeasureKind.known)).map(\.rawValue).sorted()
    for plan in plans {
      for (index, measure) in plan.measures.enumerated() {
        for kind in measure.metrics.flatMap(\.terms).map(\.kind)
        where kind.unit == nil && !credited.contains(kind) {
          guard let hint = Suggestion.hint(for: kind.rawValue, among: known) else { continue }
          let (location, path, _) = root.resolve("plans.\(plan.name).measures[\(index)]")
          diagnostics.report(
            Diagnostic(
              .warning, at: location.withoutColumn, subject: path,
              .statement("no actual credits \(kind)"), hint: hint))
        }
      }
    }
  }
}
