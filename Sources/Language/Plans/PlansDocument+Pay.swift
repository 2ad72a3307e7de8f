public import Formats
import Plans
public import Statements
public import Units

extension PlansDocument {
  /// Pays everybody for the actuals, in every period from the year's start.
  ///
  /// - Parameters:
  ///   - through: The last day to be paid for; nil is each person's last actual.
  ///   - asked: A day that is paid for although the last actual is before it.
  ///   - person: Whose warnings are reported; nil is everybody's.
  /// - Returns: nil where something was reported; warnings are reported either way.
  public func pay(
    for actuals: Actuals, through: Day? = nil, asked: Day? = nil, person: String? = nil,
    _ diagnostics: Diagnostics
  ) -> PayRun? {
    do throws(PlanProblems) {
      let calculator = try PayCalculator(
        plans: plans, people: people, credits: actuals.credits, events: actuals.events,
        yearStarts: yearStarts)
      let run = try calculator.run(through: through, asked: asked)
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

  /// A diagnostic of the calculator's, with its place: in the plan file, in the file of people, in a
  /// row of the actuals, or in the actuals as a whole where something is not there.
  private func diagnostic(
    _ severity: Diagnostic.Severity, _ keyPath: String, _ problem: Diagnostic.Problem,
    _ actuals: Actuals
  ) -> Diagnostic {
    let parts = keyPath.split(separator: "[", maxSplits: 1)
    let rest = (parts.count > 1 ? parts[1] : "").split(separator: "]", maxSplits: 1)
    let places = ["actuals": actuals.creditPlaces, "events": actuals.eventPlaces]
    if let places = places[String(parts[0])], let index = rest.first.flatMap({ Int($0) }),
      places.indices.contains(index)
    {
      let subject = rest.count > 1 ? String(rest[1].drop { $0 == "." }) : nil
      return Diagnostic(severity, at: places[index], subject: subject, problem)
    }
    let row = rows.keys.filter { keyPath.hasPrefix("people.\($0).") }.max { $0.count < $1.count }
    if let row, let place = rows[row] {
      return Diagnostic(severity, at: place, subject: keyPath, problem)
    }
    guard root.pairs?.contains(where: { keyPath.hasPrefix($0.key) }) == true else {
      return Diagnostic(severity, at: Place(file: actuals.file), subject: keyPath, problem)
    }
    let (place, subject, _) = root.resolve(keyPath)
    return Diagnostic(severity, at: place.ofLine, subject: subject, problem)
  }

  /// A measure of the user's own that nobody was credited for, near one that somebody was.
  private func warnOfMisspelt(_ actuals: Actuals, _ diagnostics: Diagnostics) {
    let credited = Set(actuals.credits.map(\.measure))
    let known = (credited.union(MeasureKind.known)).map(\.rawValue).sorted()
    for plan in plans {
      for (index, measure) in plan.measures.enumerated() {
        for kind in measure.metrics.flatMap(\.terms).map(\.kind)
        where kind.unit == nil && !credited.contains(kind) {
          guard let nearest = Suggestion.nearest(to: kind.rawValue, among: known) else { continue }
          let (place, path, _) = root.resolve("plans.\(plan.name).measures[\(index)]")
          diagnostics.report(
            Diagnostic(
              .warning, at: place.ofLine, subject: path,
              .statement("no actual credits \(kind)"), wayOut: "did you mean `\(nearest)`?"))
        }
      }
    }
  }
}
