extension KeyTable {
  /// The language as a JSON Schema for editors; deterministic.
  ///
  /// It accepts everything that ``checked(_:_:origin:)`` accepts, and does not express a few rules,
  /// such as rising steps.
  ///
  /// - Reference: JSON Schema, draft-07.
  public func jsonSchema(id: String? = nil) -> String {
    var members: [JSONValue.Member] = [
      .init("$schema", "http://json-schema.org/draft-07/schema#")
    ]
    if let id { members.append(.init("$id", .string(id))) }
    members.append(.init("title", .string(title)))
    members += object(root)
    let own = definitions.sorted { $0.key < $1.key }
      .map { JSONValue.Member($0.key, schema($0.value)) }
    members.append(.init("definitions", .object(own + KeyTable.sharedDefinitions)))
    return JSONWriter().text(.object(members)) + "\n"
  }

  private func schema(_ form: Form, summary: String? = nil) -> JSONValue {
    var members: [JSONValue.Member] =
      summary.map { [.init("description", .string($0))] } ?? []
    switch form {
    case .record(let record): members += object(record)
    case .map(let map): members += object(map)
    case .scalar(let scalar): members += value([KeyTable.schema(scalar)])
    case .choice(let choices):
      members += value([
        [
          "enum": .array(choices.flatMap { KeyTable.spellings(of: $0.name) }),
          "description": .string(
            choices.map { "\($0.name): \($0.summary)" }.joined(separator: "\n")),
        ]
      ])
    case .assumption(let quantity):
      members += value([
        KeyTable.schema(.quantity(quantity)), KeyTable.reference("range"),
        KeyTable.reference("family"),
      ])
    case .scale(_, let to):
      members += value([
        [
          "type": "object", "minProperties": 1,
          "properties": .object([.init(Entry.sourceKey, KeyTable.text)]),
          "additionalProperties": schema(to),
        ]
      ])
    case .list(let element, let count):
      members += value([
        [
          "type": "array", "items": schema(element),
          "minItems": .number(Double(count.lowerBound)),
          "maxItems": .number(Double(count.upperBound)),
        ]
      ])
    case .oneOf(let forms): members.append(.init("anyOf", .array(forms.map { schema($0) })))
    case .reference(let name):
      // Draft-07 ignores siblings of `$ref`.
      members.append(.init("allOf", [KeyTable.reference(name)]))
    }
    return .object(members)
  }

  /// One of the schemas, or the same as `{value: X, source: text}`.
  private func value(_ schemas: [JSONValue]) -> [JSONValue.Member] {
    let bare: JSONValue = schemas.count == 1 ? schemas[0] : ["anyOf": .array(schemas)]
    let wrapped = JSONValue.object([
      .init("type", "object"), .init("required", [.string(Entry.valueKey)]),
      .init(
        "properties",
        .object([.init(Entry.valueKey, bare), .init(Entry.sourceKey, KeyTable.text)])),
      KeyTable.restOfSource, .init("additionalProperties", false),
    ])
    return [.init("anyOf", .array(schemas + [wrapped]))]
  }

  private func object(_ record: Record) -> [JSONValue.Member] {
    var properties = record.keys.map {
      JSONValue.Member($0.name, schema($0.form, summary: $0.summary))
    }
    if record[Entry.sourceKey] == nil {
      properties.append(.init(Entry.sourceKey, KeyTable.reference("source")))
    }
    return [
      .init("type", "object"), .init("properties", .object(properties)), KeyTable.restOfSource,
      .init("additionalProperties", record.others.map { schema($0.entry) } ?? false),
    ]
  }

  private func object(_ map: NamedMap) -> [JSONValue.Member] {
    var properties = (map.names ?? []).map {
      JSONValue.Member($0.name, schema(map.entry, summary: $0.summary))
    }
    if map.allowsAll {
      let summary = "Every \(map.noun) without an entry of its own."
      properties.append(.init(NamedMap.wildcard, schema(map.entry, summary: summary)))
    }
    properties.append(.init(Entry.sourceKey, KeyTable.reference("source")))
    return [
      .init("type", "object"), .init("properties", .object(properties)),
      .init("additionalProperties", map.names == nil ? schema(map.entry) : false),
    ]
  }

  /// The rest of a source in braces after a comma, which YAML takes for a key without a value.
  private static let restOfSource = JSONValue.Member(
    "patternProperties", [" ": ["type": "null"]])

  private static let text: JSONValue = ["type": "string"]

  private static func reference(_ name: String) -> JSONValue {
    ["$ref": .string("#/definitions/\(name)")]
  }

  private static func pattern(_ pattern: String) -> JSONValue {
    ["type": "string", "pattern": .string(pattern)]
  }

  /// A name as an editor may read it: unquoted, `1` is a number to YAML.
  private static func spellings(of name: String) -> [JSONValue] {
    [.string(name)] + ((try? Literal.number(name)).map { [.number($0)] } ?? [])
  }

  private static func schema(_ scalar: Scalar) -> JSONValue {
    switch scalar {
    case .quantity(let quantity):
      var bounds: [JSONValue.Member] = [
        .init("type", quantity.unit == .count ? "integer" : "number")
      ]
      bounds.append(.init("minimum", .number(quantity.leastAllowed)))
      // Above 1 a proportion needs its sign, which makes it a text.
      let highest = quantity.unit == .proportion ? 1 : quantity.highest
      bounds.append(.init("maximum", .number(highest)))
      return ["anyOf": [.object(bounds), reference("number")]]
    case .text, .name: return ["type": ["string", "number"]]
    case .date: return pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    case .duration, .years: return pattern("^[0-9]+ (months?|quarters?|years?)$")
    case .boolean: return ["type": "boolean"]
    case .payMix: return pattern("^[0-9.]+/[0-9.]+$")
    case .portion(let whole): return pattern("^[0-9.]+%? of \(whole)$")
    }
  }

  private static let number = "[-+]?[0-9]+(\\.[0-9]+)?(%|k|m|b|[eE][-+]?[0-9]+)?"

  /// Any value under each of these keys; only the check knows its form.
  private static let familyKeys =
    WrittenAssumption.Family.allCases.map(\.rawValue) + ["p10", "p50", "p90"]

  private static let sharedDefinitions: [JSONValue.Member] = [
    .init("number", pattern("^\(number)$")),
    .init("range", pattern("^\(number) *\\.\\. *\(number)( *\\.\\. *\(number))?$")),
    .init(
      "family",
      .object([
        .init("type", "object"),
        .init(
          "properties", .object(familyKeys.map { .init($0, [:]) } + [.init("source", text)])),
        restOfSource, .init("additionalProperties", false),
      ])),
    .init("source", ["type": "string", "description": "Where it is from."]),
  ]
}
