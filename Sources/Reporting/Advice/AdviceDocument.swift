import Advice
public import Formats
import Model
import Ownership

/// The JSON document of advice.
public struct AdviceDocument: Sendable {
  private let report: AdviceReport

  public init(_ report: AdviceReport) {
    self.report = report
  }

  /// The text of the document, ending with a line end.
  public var text: String { JSONWriter().text(json) + "\n" }

  public var json: JSONValue {
    [
      "answers": .array(report.recommendations.map { Self.answer.json(Answered($0, report)) }),
      "asks": .array(report.asks.map { .string($0.name) }),
      "warnings": .array(report.warnings.map { .string($0) }),
    ]
  }

  private struct Answered {
    let advice: Recommendation
    let facts: FactSheet

    init(_ advice: Recommendation, _ report: AdviceReport) {
      self.advice = advice
      facts = report.advisor.facts(of: advice.segment)
    }
  }

  /// An answer: an open one has no owner and asks; beside an owner it asks for the source.
  private static let answer = JSONShape<Answered>(
    "answer",
    [
      .text("framework") { $0.advice.framework.name },
      .text("segment") { $0.advice.segment },
      .text("motion") { $0.advice.motion.rawValue },
      JSONMember("owner", ["type": ["string", "null"]]) { .string($0.advice.role?.rawValue) },
      JSONMember("source", ["type": ["string", "null"]]) { .string($0.advice.source?.rawValue) },
      .boolean("silent") { $0.advice.owner == .silent },
      JSONMember("asks", texts) { .array($0.advice.asks.map { .string($0.name) }) },
      JSONMember("also", texts) { .array($0.advice.codes.map { .string($0) }) },
      JSONMember("rows", ["type": "array", "items": JSONSchema.whole]) {
        .array($0.advice.rows.map { .number(Double($0)) })
      },
      .text("reason") { $0.advice.reason },
      .text("passage") { $0.advice.passage },
      .text("facts") { RecommendationText.facts(of: $0.advice, $0.facts, origins: true) },
    ])

  private static let texts: JSONValue = ["type": "array", "items": JSONSchema.text]
}
