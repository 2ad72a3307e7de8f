import Formats
import Language
import Model
import Ownership
import Simulation

extension ScenarioSource {
  /// Compiles a scenario made of what was read.
  ///
  /// - Parameter other: One to take over what is played from, if this one is played alike.
  /// - Throws: ``Failure`` with the key that asks for more people than are simulated.
  func compiled(
    _ scenario: Scenario, like other: CompiledScenario? = nil
  ) throws -> CompiledScenario {
    do throws(StaffingError) {
      return try CompiledScenario(scenario, like: other)
    } catch {
      throw failure(error)
    }
  }

  /// The failure for a model with too many people, at the key that asks for them.
  func failure(_ error: StaffingError) -> Failure {
    let diagnostics = Diagnostics()
    let entry = entry(asking: error)
    let most = error.role == nil ? RoleProfile.mostPeople : RoleProfile.mostHeads
    diagnostics.report(
      Diagnostic(
        at: (entry?.location ?? SourceLocation(file: path)).withoutColumn, subject: entry?.path,
        .statement(
          "\(error.model) would have \(NumberText.grouped(error.heads.rounded(.up)))"
            + " people\(error.role.map { " as \($0)" } ?? " in all roles"), and at most"
            + " \(NumberText.grouped(Double(most))) are simulated"),
        hint: hint(error)))
    return Failure(
      .badData,
      (diagnostics.lines() + ["1 error, \(consequence)."]).joined(separator: "\n"))
  }

  private func hint(_ error: StaffingError) -> String {
    switch error.rule {
    case .capacity: "look at the unit of `hours`, of the work and of a head"
    case .accountsPerHead: "say how many accounts one takes"
    case .arrPerHead: "say how much ARR one takes, such as 2m"
    case .fixed, nil: "simulate a part of the book"
    }
  }

  /// The key that a rule is stated by: the user's, if any part of it is.
  private func entry(asking error: StaffingError) -> Entry? {
    guard let document = reading.document, let role = error.role else {
      return reading.document?["roles"]
    }
    let profiles = [role.rawValue, NamedMap.wildcard].compactMap { document["roles"]?[$0] }
    let asking: [Entry?] =
      switch error.rule {
      case .capacity:
        profiles.flatMap { [$0["utilisation"], $0["hours"]] }
          + [document["hours"]] + profiles.map(\.self)
      case .accountsPerHead, .arrPerHead, .fixed, nil: profiles.map { $0["heads"] }
      }
    let stated = asking.compactMap(\.self)
    return stated.first { $0.origin == .yours } ?? stated.first
  }
}
