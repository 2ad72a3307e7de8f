import Advice
import Analysis
import Formats
import Model
import Ownership
import Statistics

/// A row of `advice`: what a framework advises for a motion in a segment, against the owner under the
/// best model compared.
struct AdviceRow: ComparisonRow {
  let advice: Recommendation
  let facts: FactSheet
  /// The owner under the best model compared.
  let simulated: Role?
  let finding: FrameworkVerdict.Finding
  /// The value of the framework's own model over the baseline; nil where it is not among those
  /// compared.
  let gain: PairedDifference?

  static let heading = TableHeading(
    "advice", title: "Advice",
    question: "What does each framework advise, why, and does the best model agree?")

  static let framework = Column.text("framework", "see docs/advice.md") { $0.advice.framework.name }
  static let segment = Column.text("segment", "segment of the book") { $0.advice.segment }
  static let motion = Column.text("motion", "what is owned") { $0.advice.motion.rawValue }
  static let owner = Column.text("owner", "the role; silent, or open where facts are missing") {
    $0.advice.owner.word
  }
  static let source = Column.text("source", "the role that finds the opportunities") {
    $0.advice.source?.rawValue
  }
  static let reason = Column.text("reason", "in the sense of the source") { $0.advice.reason }
  static let factsRead = Column.text("facts", "that decided, with their values") {
    Self.filled(RecommendationText.facts(of: $0.advice, $0.facts))
  }
  static let notes = Column.text("notes", "what the framework says beside, as codes") {
    Self.filled($0.advice.notes.map(\.code).joined(separator: "; "))
  }
  static let asks = Column.text("asks", "missing facts that would decide") {
    Self.filled($0.advice.asks.map(\.name).joined(separator: "; "))
  }
  static let nearestFlip = Column.text("nearest-flip", "what would change the owner") {
    $0.nearest.map(RecommendationText.flip)
  }
  static let distance = Column.number(
    "distance", .number(decimals: 3), "to it, over the fact's present value"
  ) { $0.nearest?.relativeDistance.flatMap { $0.isFinite ? $0 : nil } }
  static let simulatedOwner = Column.text(
    "simulation-owner", "under the best model by value"
  ) { $0.simulated?.rawValue }
  static let verdict = Column.text(
    "verdict", "agrees (the owner, or one allowed as well), disagrees, silent or open"
  ) {
    $0.finding.rawValue
  }
  static let columns = [
    framework, segment, motion, owner, source,
    .text("row", "of the framework's table") {
      $0.advice.rows.map(String.init).joined(separator: "; ")
    },
    reason, factsRead, notes, asks, nearestFlip, distance, simulatedOwner, verdict,
    .money(
      "value-difference",
      "value of the framework's model over the baseline's; empty where `advised/FRAMEWORK` is not compared"
    ) { $0.gain?.mean },
    .money("value-difference-se", "standard error of value-difference") {
      $0.gain?.standardError
    },
    .probabilityBetter { $0.gain?.better?.value },
  ]

  private static func filled(_ text: String) -> String? { text.isEmpty ? nil : text }

  private var nearest: Flip? { advice.owner == .open ? nil : advice.flips.first }

  /// Against the best model by value.
  static func rows(of comparison: Comparison) -> [AdviceRow] {
    let scenario = comparison.scenario
    let advisor = Advisor(scenario.facts)
    let best = scenario.models[comparison.best].stages.last!.rules
    let grid = OwnerGrid(best.owners, segments: scenario.book.segments)
    var gains: [String: PairedDifference] = [:]
    for index in comparison.models.indices {
      let name = comparison.name(index)
      guard name.hasPrefix(AdvisedModel.prefix) else { continue }
      gains[String(name.dropFirst(AdvisedModel.prefix.count))] =
        comparison.difference(.value, of: index)?.paired
    }
    return advisor.recommendations().map { advice in
      let simulated = grid[advice.cell]?.owner
      return AdviceRow(
        advice: advice, facts: advisor.facts(of: advice.segment), simulated: simulated,
        finding: FrameworkVerdict.Finding(advice, against: simulated),
        gain: gains[advice.framework.name])
    }
  }
}

extension FrameworkVerdict.Finding {
  /// What a recommendation comes to against a role that was simulated, without weighing how much it
  /// matters.
  init(_ advice: Recommendation, against role: Role?) {
    switch advice.owner {
    case .silent: self = .silent
    case .open: self = .open
    case .role: self = role.map(advice.allows) ?? false ? .agrees : .disagrees
    }
  }
}
