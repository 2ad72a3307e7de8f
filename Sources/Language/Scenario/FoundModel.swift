import Advice
import Formats
import Foundation
public import Model
public import Ownership
import Units

/// The file of what a search found for a scenario, which `like: advised/found` takes.
public enum FoundModel {
  /// The name in scenarios.
  public static let name = AdvisedModel.prefix + "found"

  /// The keys of the file: those of a model, and the inputs that it was found for.
  static let table = KeyTable(
    title: "Quotient found model",
    root: Record(
      [
        .init("quotient", "Version of this language.", .choice([.init("1", "The only one.")])),
        .init("inputs", "Fingerprint of the inputs that it was found for.", .name),
      ] + ScenarioLanguage.stage.keys),
    definitions: ["owner": .record(ScenarioLanguage.owner), "plan": PlanLanguage.planForm])

  /// Beside the scenario: `mid-market.found.yaml`.
  public static func path(ofScenario path: String) -> String {
    let stem = URL(filePath: path).deletingPathExtension().lastPathComponent
    return FilePath.path(of: "\(stem).found.yaml", besideFolder: FilePath.folder(of: path))
  }

  /// The text of the file.
  ///
  /// - Parameter remarks: How it was found, a line each.
  public static func text(
    _ rules: OwnershipRules, segments: [Segment], inputs: Fingerprint, remarks: [String]
  ) -> String {
    let grid = OwnerGrid(rules.owners, segments: segments)
    var lines = remarks.map { "# " + PlainText.of($0) }
    lines += ["quotient: 1", "inputs: \(inputs)"]
    switch rules.line {
    case .amount(let line): lines.append("line: \(Literal.text(line.amount, as: .money))")
    case .share(let share): lines.append("line: \(Literal.text(share, as: .ratio))")
    }
    lines += ["auto-renewal: \(rules.autoRenewal)", "friction: \(rules.friction)"]
    if !rules.pay.isEmpty {
      lines.append("pay:")
      lines += rules.pay.sorted { $0.key < $1.key }.map {
        "  \(DocumentWriter.key($0.key.rawValue)): \(DocumentWriter.key($0.value))"
      }
    }
    lines.append("owners:")
    for segment in segments {
      lines.append("  \(DocumentWriter.key(segment.name)):")
      for motion in Motion.allCases {
        let cell = OwnerCell(segment: segment.name, motion: motion)
        guard let own = grid[cell] else { continue }
        lines.append("    \(motion.rawValue): \(text(own))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(_ assignment: Assignment) -> String {
    let owner = DocumentWriter.key(assignment.owner.rawValue)
    guard assignment.source != nil || !assignment.credit.isEmpty else { return owner }
    var parts = ["owner: \(owner)"]
    if let source = assignment.source {
      parts.append("source: \(DocumentWriter.key(source.rawValue))")
    }
    if !assignment.credit.isEmpty {
      let credit = assignment.credit.sorted { $0.key < $1.key }.map {
        "\(DocumentWriter.key($0.key.rawValue)): \(Literal.text($0.value, as: .share))"
      }
      parts.append("credit: {\(credit.joined(separator: ", "))}")
    }
    return "{\(parts.joined(separator: ", "))}"
  }

  /// The file beside a scenario; nil if there is none, or if it is wrong, which is reported.
  static func document(ofScenario path: String, _ diagnostics: Diagnostics) -> Cursor? {
    let source = try? SourceText.read(Self.path(ofScenario: path), diagnostics)
    return source.flatMap { $0 }.flatMap { table.document($0, diagnostics) }
  }
}

extension Scenario {
  /// What a search for owners stands on: everything but the other models and what only advice reads.
  public var withoutAlternatives: Scenario {
    var scenario = self
    scenario.models = [models[baseline]]
    scenario.roleChanges = roleChanges.filter { $0.key == models[baseline].name }
    scenario.baseline = 0
    scenario.company = Company()
    return scenario
  }
}
