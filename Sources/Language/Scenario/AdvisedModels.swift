import Advice
import Formats
import Model
import Ownership

/// The models that advice makes of a scenario, for `like: advised/...`.
struct AdvisedModels {
  let advisor: Advisor
  /// Who owns what today.
  let baseline: OwnershipRules
  let segments: [Segment]
  /// The scenario's file, beside which a search leaves what it found.
  let scenarioFile: String
  let diagnostics: Diagnostics

  /// Whether a name is of this kind.
  static func isAdvised(_ name: String) -> Bool { name.hasPrefix(AdvisedModel.prefix) }

  /// The rules of a framework; nil if it lacks facts for a cell, which is reported.
  ///
  /// - Parameter own: Who owns what whatever the framework says: it may fill what is open.
  func rules(of framework: Framework, completedBy own: OwnerTable, at cursor: Cursor)
    -> OwnershipRules?
  {
    let model = AdvisedModel(framework, advisor, baseline: baseline, segments: segments)
    let tiers = Dictionary(uniqueKeysWithValues: segments.map { ($0.name, $0.tier) })
    func isFilled(_ answer: Recommendation) -> Bool {
      own.stated(
        segment: answer.segment, tier: tiers[answer.segment] ?? .mid, motion: answer.motion) != nil
    }
    let open = model.open.filter { !isFilled($0) }
    guard open.isEmpty else {
      cursor.report(
        .statement("\(framework.name) hangs on facts that are missing: \(Self.questions(open))"),
        hint: "state them under `company`, as `quotient advise` lists them, or say who owns"
          + " \(Self.motions(open))")
      return nil
    }
    let unsourced = model.unsourced.filter { !isFilled($0) }
    if !unsourced.isEmpty {
      cursor.report(
        .statement(
          "who finds \(Self.motions(unsourced)) hangs on \(Self.questions(unsourced)): nobody does"
            + " here"),
        hint: "state it under `company`", severity: .warning)
    }
    if !model.frictionOnly.isEmpty {
      cursor.report(
        .statement(
          "contracts without auto-renewal are advised for"
            + " \(model.frictionOnly.joined(separator: ", ")) only: the switch is of the whole model"
            + " and stays as it is"),
        severity: .warning)
    }
    return model.rules
  }

  /// The model that a search found; nil if there is none, which is reported.
  func found(at cursor: Cursor) -> Cursor? {
    let errors = diagnostics.errorCount
    if let found = FoundModel.document(ofScenario: scenarioFile, diagnostics) { return found }
    if diagnostics.errorCount == errors {
      cursor.report(
        .statement("nothing has been found yet"),
        hint: "`quotient advise \(scenarioFile) --search` writes"
          + " \(FoundModel.path(ofScenario: scenarioFile))")
    }
    return nil
  }

  /// `products, negotiation`: the missing facts.
  private static func questions(_ answers: [Recommendation]) -> String {
    let facts = Fact.all.filter { fact in answers.contains { $0.asks.contains(fact) } }
    return facts.map(\.name).joined(separator: ", ")
  }

  private static func motions(_ answers: [Recommendation]) -> String {
    Motion.allCases.filter { motion in answers.contains { $0.motion == motion } }
      .map(\.rawValue).joined(separator: ", ")
  }
}
