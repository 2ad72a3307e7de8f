import Formats

/// As much of JSON Schema, draft-07, as the language's own schema uses: what an editor says of a
/// file.
struct EditorSchema {
  private let root: Entry

  init(_ table: KeyTable) throws {
    // JSON is YAML.
    let source = try SourceText(file: "schema", bytes: Array(table.jsonSchema().utf8))
    root = DocumentReader.read(source, Diagnostics())!
  }

  /// What is wrong with a file.
  func problems(_ source: SourceText) -> [String] {
    DocumentReader.read(source, Diagnostics()).map { problems($0, root) } ?? ["no YAML"]
  }

  private func problems(_ value: Entry, _ schema: Entry) -> [String] {
    if let name = schema["$ref"]?.text?.split(separator: "/").last {
      return problems(value, root["definitions"]![String(name)]!)
    }
    var found: [String] = []
    if let choices = schema["anyOf"]?.elements {
      let all = choices.map { problems(value, $0) }
      if !all.contains(where: \.isEmpty) { found += all.flatMap(\.self) }
    }
    for part in schema["allOf"]?.elements ?? [] { found += problems(value, part) }
    let types = schema["type"].map { $0.elements?.compactMap(\.text) ?? [$0.text!] }
    if let types, !types.contains(where: { type(of: value, is: $0) }) {
      return found + ["\(value.path): is no \(types)"]
    }
    if let words = schema["enum"]?.elements, !words.contains(where: { isSame($0, value) }) {
      found.append("\(value.path): \(value.text ?? "") is not one of the enum")
    }
    if let number = value.text.flatMap(Double.init), kind(of: value) == "number" {
      let isWithin =
        number >= schema["minimum"]?.text.flatMap(Double.init) ?? -.infinity
        && number > schema["exclusiveMinimum"]?.text.flatMap(Double.init) ?? -.infinity
        && number <= schema["maximum"]?.text.flatMap(Double.init) ?? .infinity
      if !isWithin { found.append("\(value.path): \(number) is out of bounds") }
    }
    if let pattern = schema["pattern"]?.text, kind(of: value) == "string",
      try! Regex(pattern).firstMatch(in: value.text!) == nil
    {
      found.append("\(value.path): \(value.text!) is not like \(pattern)")
    }
    for element in value.elements ?? [] {
      if let items = schema["items"] { found += problems(element, items) }
    }
    return found + (value.pairs ?? []).flatMap { memberProblems($0, of: schema) }
  }

  private func memberProblems(_ pair: Entry.Pair, of schema: Entry) -> [String] {
    if let known = schema["properties"]?[pair.key] { return problems(pair.value, known) }
    for pattern in schema["patternProperties"]?.pairs ?? []
    where try! Regex(pattern.key).firstMatch(in: pair.key) != nil {
      return problems(pair.value, pattern.value)
    }
    guard let others = schema["additionalProperties"] else { return [] }
    return others.text == "false"
      ? ["\(pair.value.path): unknown key"] : problems(pair.value, others)
  }

  private func isSame(_ a: Entry, _ b: Entry) -> Bool {
    a.text == b.text && kind(of: a) == kind(of: b)
  }

  private func type(of value: Entry, is type: String) -> Bool {
    let kind = kind(of: value)
    return kind == type
      || type == "integer" && kind == "number" && value.text.flatMap(Int.init) != nil
  }

  /// The type of JSON that YAML's core schema gives a node.
  private func kind(of value: Entry) -> String {
    switch value.content {
    case .map: "object"
    case .list: "array"
    case .text(_, isQuoted: true): "string"
    case .text(let text, isQuoted: false):
      if value.isNothing {
        "null"
      } else if text == "true" || text == "false" {
        "boolean"
      } else {
        Double(text) == nil ? "string" : "number"
      }
    }
  }
}
