public import Analysis
import Formats
import Statistics

/// A verdict in words.
public struct VerdictWording: Hashable, Sendable {
  let words: Sentence

  public var sentence: String { words.text }

  public init(_ verdict: Verdict, in comparison: Comparison) {
    let difference = verdict.difference
    let model: Sentence = "\(name: comparison.models[verdict.model].name)"
    let other: Sentence = "\(name: comparison.models[verdict.against].name)"
    let isAhead = difference.mean >= 0
    let (first, second) = isAhead ? (model, other) : (other, model)
    let share = isAhead ? difference.probabilityBetter : 1 - difference.probabilityBetter
    let often =
      comparison.hasRanges ? " in \(NumberText.percent(share, decimals: 0)) of worlds" : ""
    words =
      switch verdict.finding {
      case .noDifference: "\(first) and \(second): no difference in any trial"
      case .runMore: "\(first) or \(second): run more trials, they are within three standard errors"
      case .tooCloseToCall: "\(first) or \(second): too close to call (\(first) is ahead\(often))"
      case .winner: "\(first) is ahead of \(second)\(often)"
      case .beaten: "\(second) is behind \(first)\(often)"
      }
  }
}

/// A verdict in the JSON document.
enum VerdictShape {
  static let part = DocumentPart(
    member: .list(
      "verdicts", verdict, "The best model against its closest rival, then each rival against it."
    ) { comparison in comparison.verdicts.map { ($0, comparison) } },
    definitions: [verdict.definition, finding])

  static let finding = JSONDefinition(
    name: "finding", schema: JSONSchema.oneOf(Verdict.Finding.allCases.map(\.rawValue)))

  private static let verdict = JSONShape<(verdict: Verdict, comparison: Comparison)>(
    "verdict",
    [
      .text("model") { $0.comparison.name($0.verdict.model) },
      .text("against") { $0.comparison.name($0.verdict.against) },
      JSONMember("verdict", JSONSchema.reference(finding.name)) {
        .string($0.verdict.finding.rawValue)
      },
      .text("sentence") { VerdictWording($0.verdict, in: $0.comparison).sentence },
    ] + Shapes.paired { $0.verdict.difference })
}
