extension KeyTable {
  /// The language as a JSON Schema for editors, always the same bytes for the same table.
  ///
  /// It accepts all that ``checked(_:_:origin:)`` accepts; a few rules, such as rising steps, only the
  /// check knows.
  ///
  /// - Reference: JSON Schema, draft-07.
  public func jsonSchema(id: String? = nil) -> String {
    var pairs: [(String, SchemaValue)] = [
      ("$schema", .text("http://json-schema.org/draft-07/schema#"))
    ]
    if let id { pairs.append(("$id", .text(id))) }
    pairs.append(("title", .text(title)))
    pairs += object(root)
    let own = definitions.sorted { $0.key < $1.key }.map { ($0.key, schema($0.value)) }
    pairs.append(("definitions", .object(own + KeyTable.sharedDefinitions)))
    return SchemaValue.object(pairs).json() + "\n"
  }

  private func schema(_ form: Form, summary: String? = nil) -> SchemaValue {
    var pairs: [(String, SchemaValue)] = summary.map { [("description", .text($0))] } ?? []
    switch form {
    case .record(let record): pairs += object(record)
    case .map(let map): pairs += object(map)
    case .scalar(let scalar): pairs += value([KeyTable.schema(scalar)])
    case .choice(let choices):
      pairs += value([
        .object([
          ("enum", .list(choices.flatMap { KeyTable.spellings(of: $0.name) })),
          (
            "description",
            .text(choices.map { "\($0.name): \($0.summary)" }.joined(separator: "\n"))
          ),
        ])
      ])
    case .assumption(let quantity):
      pairs += value([
        KeyTable.schema(.quantity(quantity)), KeyTable.reference("range"),
        KeyTable.reference("family"),
      ])
    case .scale(_, let to):
      pairs += value([
        .object([
          ("type", .text("object")), ("minProperties", .number(1)),
          ("properties", .object([(Entry.sourceKey, KeyTable.text)])),
          ("additionalProperties", schema(to)),
        ])
      ])
    case .list(let element, let count):
      pairs += value([
        .object([
          ("type", .text("array")), ("items", schema(element)),
          ("minItems", .number(Double(count.lowerBound))),
          ("maxItems", .number(Double(count.upperBound))),
        ])
      ])
    case .oneOf(let forms): pairs.append(("anyOf", .list(forms.map { schema($0) })))
    case .reference(let name):
      // Draft-07 ignores what stands beside `$ref`.
      pairs.append(("allOf", .list([KeyTable.reference(name)])))
    }
    return .object(pairs)
  }

  /// One of the schemas, or the same as `{value: X, source: text}`.
  private func value(_ schemas: [SchemaValue]) -> [(String, SchemaValue)] {
    let bare: SchemaValue = schemas.count == 1 ? schemas[0] : .object([("anyOf", .list(schemas))])
    let wrapped = SchemaValue.object([
      ("type", .text("object")), ("required", .list([.text(Entry.valueKey)])),
      (
        "properties",
        .object([(Entry.valueKey, bare), (Entry.sourceKey, KeyTable.text)])
      ),
      KeyTable.restOfSource,
      ("additionalProperties", .boolean(false)),
    ])
    return [("anyOf", .list(schemas + [wrapped]))]
  }

  private func object(_ record: Record) -> [(String, SchemaValue)] {
    var properties = record.keys.map { ($0.name, schema($0.form, summary: $0.summary)) }
    if record[Entry.sourceKey] == nil {
      properties.append((Entry.sourceKey, KeyTable.reference("source")))
    }
    return [
      ("type", .text("object")), ("properties", .object(properties)), KeyTable.restOfSource,
      ("additionalProperties", .boolean(false)),
    ]
  }

  private func object(_ map: NamedMap) -> [(String, SchemaValue)] {
    var properties = (map.names ?? []).map { ($0.name, schema(map.entry, summary: $0.summary)) }
    if map.allowsAll {
      let summary = "Every \(map.noun) without an entry of its own."
      properties.append((NamedMap.wildcard, schema(map.entry, summary: summary)))
    }
    properties.append((Entry.sourceKey, KeyTable.reference("source")))
    return [
      ("type", .text("object")), ("properties", .object(properties)),
      ("additionalProperties", map.names == nil ? schema(map.entry) : .boolean(false)),
    ]
  }

  /// What YAML takes for a key without a value: a source in braces goes on behind a comma.
  private static let restOfSource: (String, SchemaValue) = (
    "patternProperties", .object([(" ", .object([("type", .text("null"))]))])
  )

  private static let text = SchemaValue.object([("type", .text("string"))])

  private static func reference(_ name: String) -> SchemaValue {
    .object([("$ref", .text("#/definitions/\(name)"))])
  }

  private static func pattern(_ pattern: String) -> SchemaValue {
    .object([("type", .text("string")), ("pattern", .text(pattern))])
  }

  /// A name as an editor may read it: unquoted, `1` is a number to YAML.
  private static func spellings(of name: String) -> [SchemaValue] {
    [.text(name)] + ((try? Literal.number(name)).map { [.number($0)] } ?? [])
  }

  private static func schema(_ scalar: Scalar) -> SchemaValue {
    switch scalar {
    case .quantity(let quantity):
      var bounds: [(String, SchemaValue)] = [
        ("type", .text(quantity.unit == .count ? "integer" : "number"))
      ]
      if quantity.lowest.isFinite {
        let key = quantity.includesLowest ? "minimum" : "exclusiveMinimum"
        bounds.append((key, .number(quantity.lowest)))
      }
      let highest = quantity.unit == .proportion ? 1 : quantity.highest
      if highest.isFinite { bounds.append(("maximum", .number(highest))) }
      return .object([("anyOf", .list([.object(bounds), reference("number")]))])
    case .text, .name: return .object([("type", .list([.text("string"), .text("number")]))])
    case .date: return pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    case .duration, .years: return pattern("^[0-9]+ (months?|quarters?|years?)$")
    case .boolean: return .object([("type", .text("boolean"))])
    case .payMix: return pattern("^[0-9.]+/[0-9.]+$")
    case .portion(let whole): return pattern("^[0-9.]+%? of \(whole)$")
    }
  }

  private static let number = "[-+]?[0-9]+(\\.[0-9]+)?(%|k|m|b|[eE][-+]?[0-9]+)?"

  private static let sharedDefinitions: [(String, SchemaValue)] = [
    ("number", pattern("^\(number)$")),
    ("range", pattern("^\(number) *\\.\\. *\(number)( *\\.\\. *\(number))?$")),
    (
      "family",
      .object([
        ("type", .text("object")),
        (
          "properties",
          .object(
            (WrittenAssumption.Family.allCases.map(\.rawValue) + ["p10", "p50", "p90"]).map {
              ($0, .object([]))
            } + [("source", text)])
        ),
        restOfSource,
        ("additionalProperties", .boolean(false)),
      ])
    ),
    ("source", .object([("type", .text("string")), ("description", .text("Where it is from."))])),
  ]
}
