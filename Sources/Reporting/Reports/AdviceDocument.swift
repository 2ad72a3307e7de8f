import Advice
public import Analysis
public import Formats
import Model
import Ownership

/// The JSON document of advice.
public struct AdviceDocument: Sendable {
  private let report: AdviceReport
  private let search: OwnershipSearch?

  /// - Parameter search: What the simulation found; nil if it was not asked.
  public init(_ report: AdviceReport, _ search: OwnershipSearch? = nil) {
    self.report = report
    self.search = search
  }

  /// The text of the document, ending with a line end.
  public var text: String { JSONWriter().text(json) + "\n" }

  public var json: JSONValue {
    guard case .object(let members) = advice else { return advice }
    return .object(members + (search.map { [.init("search", SearchShape.json($0))] } ?? []))
  }

  private var advice: JSONValue {
    [
      "answers": .array(report.recommendations.map { Self.answer.json(Answered($0, report)) }),
      "asks": .array(report.asks.map { .string($0.name) }),
      "agreement": .array(
        report.agreement.map {
          [
            "first": .string($0.first.name), "second": .string($0.second.name),
            "agreeing": .number(Double($0.agreeing)), "both": .number(Double($0.both)),
          ]
        }),
      "cautions": .array(
        report.cautions.map {
          [
            "subject": .string($0.subject), "warning": .string($0.warning.rawValue),
            "segments": .array($0.segments.map { .string($0) }),
            "text": .string($0.warning.text), "source": .string($0.warning.source),
          ]
        }),
      "warnings": .array((report.warnings + report.contradictions).map { .string($0) }),
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
      JSONMember("flips", ["type": "array", "items": ["type": "object"]]) {
        .array($0.advice.flips.map(Self.flip))
      },
      JSONMember("rows", ["type": "array", "items": JSONSchema.whole]) {
        .array($0.advice.rows.map { .number(Double($0)) })
      },
      .text("reason") { $0.advice.reason },
      .text("passage") { $0.advice.passage },
      .text("facts") { RecommendationText.facts(of: $0.advice, $0.facts, origins: true) },
    ])

  private static func flip(_ flip: Flip) -> JSONValue {
    [
      "fact": .string(flip.fact.name), "to": .string(RecommendationText.target(of: flip)),
      "owner": .string(flip.owner.word), "distance": flip.distance.map { .number($0) } ?? .null,
    ]
  }

  private static let texts: JSONValue = ["type": "array", "items": JSONSchema.text]
}
