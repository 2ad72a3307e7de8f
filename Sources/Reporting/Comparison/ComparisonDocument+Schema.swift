import Analysis
public import Formats

extension ComparisonDocument {
  /// The JSON Schema (draft-07) of the document.
  public static var schemaText: String { JSONWriter().text(schema) + "\n" }

  /// The schema as a value.
  public static var schema: JSONValue {
    [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "quotient compare --json",
      "description":
        "Ownership models compared on the same luck. Amounts are in the scenario's currency; shares and multiples are 1 at 100%; years and quarters count from 1.",
      "type": "object",
      "required": required(rootProperties),
      "additionalProperties": .boolean(false),
      "properties": .object(rootProperties),
      "definitions": .object(definitions),
    ]
  }

  private static let rootProperties: [JSONValue.Member] = [
    .init("provenance", reference("provenance")),
    .init("start", ["type": "string", "format": "date"]),
    .init("horizon-years", whole),
    .init(
      "strata",
      [
        "type": "boolean",
        "description":
          "Whether the market's first shock is spread evenly over each 64 trials. Standard errors are clustered by them then.",
      ]),
    .init(
      "uncertain-assumptions",
      [
        "type": "boolean",
        "description":
          "Whether any assumption is a range. Where none is, p-better is 0, 1/2 or 1.",
      ]),
    .init("baseline", described(text, "The status quo, to which all others are compared.")),
    .init("best", described(text, "The model with the highest expected value.")),
    .init("models", list("model")),
    .init("differences", list("difference")),
    .init("paybacks", list("payback")),
    .init(
      "verdicts",
      described(
        list("verdict"), "The best model against its closest rival, then each rival against it.")),
  ]

  private static var definitions: [JSONValue.Member] {
    let metrics = metricMembers(ModelMetric.all)
    let model: [JSONValue.Member] =
      [
        .init("name", text), .init("rank", whole),
        .init("verdict", ["anyOf": [["$ref": "#/definitions/finding"], ["type": "null"]]]),
      ] + metrics + [
        .init("over-budget", orNull("chance")), .init("ever-over-budget", orNull("chance")),
        .init("joint-targets", orNull("chance")), .init("years", list("year")),
        .init("segments", list("segment")), .init("roles", list("role")),
      ]
    let year = [.init("year", whole)] + metrics + [.init("over-budget", orNull("chance"))]
    let segment = [.init("segment", text)] + metricMembers(ModelMetric.ofSegments)
    let role: [JSONValue.Member] = [
      .init("role", text), .init("payout-per-ti", reference("summary")),
      .init("plan-health", orNull("plan-health")), .init("attainment", list("bin")),
      .init("years", list("role-year")),
    ]
    let roleYear: [JSONValue.Member] = [
      .init("year", whole), .init("heads", whole), .init("payout", reference("summary")),
      .init("payout-per-ti", reference("summary")), .init("people", list("person")),
    ]
    let person: [JSONValue.Member] = [
      .init("person", described(text, "By the book, else the role and a number.")),
      .init("pay", reference("moments")), .init("attainment", orNull("moments")),
      .init("quotas", list("quota")),
    ]
    let quota: [JSONValue.Member] = [
      .init("measure", text),
      .init("quota", described(number, "For a whole year's work, set before the luck.")),
      .init("unit", ["enum": ["money", "share", "count"]]),
      .init(
        "set-by",
        described(
          ["enum": ["plan", "rule"]],
          "The plan states it, or the scenario's rule makes it of what the seat is expected to bring."
        )),
    ]
    let quarter = [.init("quarter", whole)] + paired + numbers("p10", "p90")
    let payback: [JSONValue.Member] = [
      .init("model", text),
      .init(
        "paid-back-in",
        described(
          ["type": ["integer", "null"]],
          "The quarter from whose end on the gain is expected to stay above 0: discounted margin less people and new-logo hours since the start, less the baseline's. The terminal multiple, which value counts, is left out."
        )),
      .init("quarters", list("quarter")),
    ]
    let verdict: [JSONValue.Member] =
      [
        .init("model", text), .init("against", text),
        .init("verdict", reference("finding")), .init("sentence", text),
      ] + paired
    let health =
      numbers(
        "share-at-quota", "share-at-quota-se", "share-near-quota", "share-near-quota-se",
        "share-paid", "share-paid-se", "payout-p10", "payout-p50", "payout-p90", "payout-per-ti",
        "payout-per-ti-se", "leverage", "correlation")
      + [.init("flags", ["type": "array", "items": text])]
    let estimate = record(
      summary + [
        .init("expected", reference("expected")), .init("adjusted", reference("adjusted")),
      ], optional: "expected", "adjusted")
    let provenance: [JSONValue.Member] = [
      .init("scenario", text),
      .init("inputs", described(text, "Fingerprint of the book and of every assumption.")),
      .init("seed", whole), .init("trials", whole), .init("version", text),
      .init("currency", text), .init("units", text),
      .init(
        "date",
        described(
          ["type": ["string", "null"], "format": "date"], "The day that the report bears.")),
      .init(
        "settings",
        described(
          ["type": "array", "items": text],
          "What was set beside the scenario's file, as key = value.")),
    ]
    return [
      .init("provenance", record(provenance, optional: "settings")),
      .init("model", record(model)),
      .init("year", record(year)),
      .init("segment", record(segment)),
      .init("role", record(role)),
      .init("role-year", record(roleYear)),
      .init("person", record(person)),
      .init("quota", record(quota)),
      .init("moments", record(numbers("mean", "sd", "se"))),
      .init("plan-health", record(health)),
      .init("bin", record(numbers("from", "to", "share", "se"))),
      .init(
        "difference",
        described(
          record(
            [.init("model", text), .init("metric", text)] + paired + numbers("p10", "p50", "p90")
              + [.init("adjusted", reference("adjusted"))], optional: "adjusted"),
          "A model's metric less the baseline's, on the same luck.")),
      .init("payback", record(payback)),
      .init("quarter", record(quarter)),
      .init("verdict", record(verdict)),
      .init(
        "finding",
        ["enum": .array(Verdict.Finding.allCases.map { .string($0.rawValue) })]),
      .init(
        "estimate",
        described(estimate, "Percentiles of outcomes; those of `expected` are of assumptions only.")
      ),
      .init("summary", record(summary)),
      .init("expected", record(numbers("p10", "p50", "p90"))),
      .init(
        "adjusted",
        described(
          record(numbers("mean", "se", "gain")),
          "The mean without the luck of accounts; the raw mean would need gain times the trials for its standard error."
        )),
      .init("chance", record(numbers("mean", "se"))),
      .init("same-luck", record(numbers("wins", "ties", "losses"))),
    ]
  }

  private static let summary = numbers(
    "mean", "sd", "se", "p5", "p10", "p50", "p90", "p95", "cvar", "cvar-se")

  private static let paired =
    numbers("mean", "se", "low", "high", "p-better")
    + [.init("same-luck", reference("same-luck"))]

  // MARK: - Words of the schema

  private static let text: JSONValue = ["type": "string"]
  private static let whole: JSONValue = ["type": "integer", "minimum": 0]
  /// Null where too few trials tell nothing.
  private static let number: JSONValue = ["type": ["number", "null"]]

  private static func numbers(_ keys: String...) -> [JSONValue.Member] {
    keys.map { .init($0, number) }
  }

  private static func metricMembers(_ metrics: [ModelMetric]) -> [JSONValue.Member] {
    metrics.map { .init($0.name, reference("estimate")) }
  }

  private static func reference(_ name: String) -> JSONValue {
    ["$ref": .string("#/definitions/" + name)]
  }

  private static func orNull(_ name: String) -> JSONValue {
    ["anyOf": [reference(name), ["type": "null"]]]
  }

  private static func list(_ name: String) -> JSONValue {
    ["type": "array", "items": reference(name)]
  }

  private static func record(
    _ members: [JSONValue.Member], optional: String...
  ) -> JSONValue {
    [
      "type": "object", "required": required(members.filter { !optional.contains($0.key) }),
      "additionalProperties": .boolean(false), "properties": .object(members),
    ]
  }

  private static func required(_ members: [JSONValue.Member]) -> JSONValue {
    .array(members.map { .string($0.key) })
  }

  private static func described(_ schema: JSONValue, _ description: String) -> JSONValue {
    guard case .object(let members) = schema else { return schema }
    return .object(members + [.init("description", .string(description))])
  }
}
