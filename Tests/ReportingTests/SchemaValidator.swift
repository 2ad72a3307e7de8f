import Foundation

/// Checks a document against as much of JSON Schema as our schemas use.
struct SchemaValidator {
  let root: [String: Any]

  init(_ schema: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(schema.utf8)) as! [String: Any]
  }

  /// What is wrong with a document, with the path to it.
  func problems(_ document: String) throws -> [String] {
    problems(
      try JSONSerialization.jsonObject(with: Data(document.utf8)), root, at: "$")
  }

  private func problems(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let definitions = root["definitions"] as! [String: [String: Any]]
      let name = String(reference.dropFirst("#/definitions/".count))
      guard let definition = definitions[name] else { return ["\(path): no \(reference)"] }
      return problems(value, definition, at: path)
    }
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let all = choices.map { problems(value, $0, at: path) }
      return all.contains(where: \.isEmpty) ? [] : all.flatMap(\.self)
    }
    if let words = schema["enum"] as? [String] {
      return (value as? String).map(words.contains) == true ? [] : ["\(path): not one of \(words)"]
    }
    let types = schema["type"] as? [String] ?? [schema["type"] as! String]
    guard types.contains(where: { fits(value, $0) }) else { return ["\(path): no \(types)"] }
    if let members = value as? [String: Any] {
      return memberProblems(members, schema, at: path)
    }
    if let elements = value as? [Any], let items = schema["items"] as? [String: Any] {
      return elements.enumerated().flatMap { problems($1, items, at: "\(path)[\($0)]") }
    }
    return []
  }

  private func memberProblems(
    _ members: [String: Any], _ schema: [String: Any], at path: String
  ) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let missing = (schema["required"] as? [String] ?? []).filter { members[$0] == nil }
    let unknown =
      schema["additionalProperties"] as? Bool == false
      ? members.keys.filter { properties[$0] == nil } : []
    return missing.map { "\(path): \($0) is missing" } + unknown.map { "\(path): \($0) is unknown" }
      + members.flatMap { key, value in
        properties[key].map { problems(value, $0, at: "\(path).\(key)") } ?? []
      }
  }

  private func fits(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "null": value is NSNull
    case "string": value is String
    case "array": value is [Any]
    case "object": value is [String: Any]
    case "boolean": value is Bool
    case "number": value is NSNumber
    case "integer": (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } == true
    default: false
    }
  }
}
