public import Analysis
import Formats
import Foundation
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
    let better = isAhead ? difference.better : difference.better?.reversed
    let often = better.flatMap { $0.low < $0.high ? " in \($0.inWords) of worlds" : nil } ?? ""
    words =
      switch verdict.finding {
      case .noDifference: "\(first) and \(second): no difference in any trial"
      case .runMore:
        "\(first) or \(second): run more trials, \(Self.moreTrials(verdict, comparison)) can tell"
      case .tooCloseToCall:
        "\(first) or \(second): too close to call, and "
          + (verdict.isAtEdge
            ? "so near the edge that many more trials may not tell" : "more trials will not tell")
          + " (\(first) is ahead\(often))"
      case .winner: "\(first) is ahead of \(second)\(often)"
      case .beaten: "\(second) is behind \(first)\(often)"
      }
  }
}

extension VerdictWording {
  /// How many trials can tell, in two digits.
  private static func moreTrials(_ verdict: Verdict, _ comparison: Comparison) -> String {
    guard let times = verdict.timesTrials else {
      return "at least \(NumberText.grouped(Double(Verdict.fewestTrials)))"
    }
    let trials = times * Double(comparison.trials)
    let unit = pow(10, max(0, log10(trials).rounded(.down) - 1))
    return "about \(NumberText.grouped((trials / unit).rounded(.up) * unit))"
  }
}

extension ChanceBetter {
  /// `69% (63-76%)`; `100%` where it is known.
  var inWords: String {
    let value = NumberText.percent(value, decimals: 0)
    guard low < high else { return value }
    return "\(value) (\(NumberText.grouped(low * 100))-\(NumberText.percent(high, decimals: 0)))"
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
      .number(
        "trials-needed",
        "About how many trials can decide, where the verdict is to run more and that is known."
      ) { pair in
        pair.verdict.timesTrials.map { ($0 * Double(pair.comparison.trials)).rounded(.up) }
      },
      .text("sentence") { VerdictWording($0.verdict, in: $0.comparison).sentence },
    ] + Shapes.paired { $0.verdict.difference })
}
