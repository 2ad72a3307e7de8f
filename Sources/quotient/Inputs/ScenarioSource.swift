import Analysis
import Formats
import Language
import Model
import Ownership
import Simulation

/// A scenario that was read, with its warnings.
struct ScenarioSource {
  let path: String
  /// What is not done if the scenario is wrong.
  let consequence: String
  let reading: ScenarioReading
  let scenario: Scenario
  /// Rendered, one a line.
  let warnings: [String]
  /// The same for a report: without the place, which another machine has elsewhere, and without
  /// those of the number of trials, of which a report says more.
  let warningStatements: [String]

  /// - Parameters:
  ///   - settings: Override values of the file.
  ///   - trials: Overrides the scenario's; nil keeps them.
  ///   - consequence: What is not done if the scenario is wrong.
  ///   - text: The file's, if it was read before: a pipe gives it once.
  init(
    contentsOf path: String, text: SourceText? = nil, setting settings: [Setting],
    trials: Int? = nil, consequence: String
  ) throws {
    let diagnostics = Diagnostics()
    let reading =
      if let text {
        try ScenarioReader.read(
          text, in: FilePath.folder(of: path), setting: settings, trials: trials, diagnostics)
      } else {
        try ScenarioReader.read(
          contentsOf: path, setting: settings, trials: trials, diagnostics)
      }
    try self.init(
      reading, of: path, isSet: !settings.isEmpty, diagnostics, consequence: consequence)
  }

  /// - Parameters:
  ///   - reading: The scenario as it was read before; of its files, none is read again that does not
  ///     depend on what is set.
  ///   - settings: Override values of the file.
  init(
    _ reading: ScenarioReading, of path: String, setting settings: [Setting], consequence: String
  ) throws {
    let diagnostics = Diagnostics()
    try self.init(
      try reading.setting(settings, diagnostics), of: path, isSet: !settings.isEmpty, diagnostics,
      consequence: consequence)
  }

  private init(
    _ reading: ScenarioReading, of path: String, isSet: Bool, _ diagnostics: Diagnostics,
    consequence: String
  ) throws {
    self.path = path
    self.consequence = consequence
    self.reading = reading
    Self.check(reading, path, diagnostics)
    // What was just set is the likely culprit: the file's warnings do not come in between.
    try diagnostics.throwIfAny(consequence, endsWithWarnings: isSet)
    guard let scenario = reading.scenario else {
      throw Failure(.badData, "\(path): no scenario")
    }
    self.scenario = scenario
    warnings = diagnostics.lines()
    warningStatements = diagnostics.warningStatements(except: ["trials"])
  }

  /// Reports what is stated under `approve` and is no criterion.
  private static func check(
    _ reading: ScenarioReading, _ path: String, _ diagnostics: Diagnostics
  ) {
    guard let scenario = reading.scenario else { return }
    for approval in scenario.approvals {
      let subject = reading.document?["approve"]?[approval.subject]
      let entry = approval.role.flatMap { subject?[$0] } ?? subject
      func report(_ problem: Diagnostic.Problem, hint: String?) {
        diagnostics.report(
          Diagnostic(
            at: entry?.location ?? SourceLocation(file: path), subject: entry?.path ?? "approve",
            problem, hint: hint))
      }
      do throws(CriterionError) {
        guard case .shareAtQuota(let role) = try Criterion(approval).subject,
          scenario.roles[role] == nil
        else { continue }
        report(
          .statement("there is no role \(role)"),
          hint: nearestHint(to: role.rawValue, among: scenario.roles.keys.sorted().map(\.rawValue)))
      } catch {
        let problem = error.literalError(of: approval)
        report(.found(problem.found, expected: problem.expected), hint: problem.hint)
      }
    }
  }

  /// A scenario that was read already; nil if it has errors.
  init?(_ reading: ScenarioReading, path: String, consequence: String) {
    guard let scenario = reading.scenario else { return nil }
    self.path = path
    self.consequence = consequence
    self.reading = reading
    self.scenario = scenario
    warnings = []
    warningStatements = []
  }
}
