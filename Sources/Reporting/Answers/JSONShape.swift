import Formats

/// How values of a type appear in a JSON document: one declaration gives the object and its schema.
///
/// ```swift
/// let visit = JSONShape<Visit>(
///   "visit", [.text("account") { $0.account }, .number("hours") { $0.hours }])
/// let object = visit.json(Visit(account: "Acme", hours: 2))
/// ```
struct JSONShape<Value>: Sendable {
  /// The name among the schema's definitions.
  let name: String
  let members: [JSONMember<Value>]
  let description: String?

  init(_ name: String, _ members: [JSONMember<Value>], description: String? = nil) {
    self.name = name
    self.members = members
    self.description = description
  }

  func json(_ value: Value) -> JSONValue {
    .object(members.compactMap { $0.member(of: value) })
  }

  var definition: JSONDefinition {
    JSONDefinition(
      name: name,
      schema: JSONSchema.described(
        [
          "type": "object",
          "required": .array(members.filter { !$0.isOptional }.map { .string($0.key) }),
          "additionalProperties": .boolean(false),
          "properties": .object(members.map { .init($0.key, $0.schema) }),
        ], description))
  }
}

/// A schema that others refer to by name.
struct JSONDefinition: Sendable {
  let name: String
  let schema: JSONValue
}

/// A member of an object: its key, its schema and how to read it from a value.
struct JSONMember<Value>: Sendable {
  let key: String
  let schema: JSONValue
  /// Whether it may be left out.
  let isOptional: Bool
  /// Nil leaves it out.
  private let read: @Sendable (Value) -> JSONValue?

  init(
    _ key: String, _ schema: JSONValue, isOptional: Bool = false,
    _ read: @escaping @Sendable (Value) -> JSONValue?
  ) {
    self.key = key
    self.schema = schema
    self.isOptional = isOptional
    self.read = read
  }

  fileprivate func member(of value: Value) -> JSONValue.Member? {
    read(value).map { JSONValue.Member(key, $0) }
  }

  /// The same member, read from a whole that contains the value.
  func of<Whole>(_ part: @escaping @Sendable (Whole) -> Value) -> JSONMember<Whole> {
    let read = read
    return JSONMember<Whole>(key, schema, isOptional: isOptional) { read(part($0)) }
  }

  static func text(
    _ key: String, _ description: String? = nil, _ read: @escaping @Sendable (Value) -> String
  ) -> JSONMember {
    JSONMember(key, JSONSchema.described(JSONSchema.text, description)) { .string(read($0)) }
  }

  static func boolean(
    _ key: String, _ description: String? = nil, _ read: @escaping @Sendable (Value) -> Bool
  ) -> JSONMember {
    JSONMember(key, JSONSchema.described(["type": "boolean"], description)) {
      .boolean(read($0))
    }
  }

  /// A whole number, not below 0.
  static func whole(
    _ key: String, _ read: @escaping @Sendable (Value) -> Int
  ) -> JSONMember {
    JSONMember(key, JSONSchema.whole) { .number(Double(read($0))) }
  }

  /// A number, or null if there are too few trials.
  static func number(
    _ key: String, _ description: String? = nil, _ read: @escaping @Sendable (Value) -> Double?
  ) -> JSONMember {
    JSONMember(key, JSONSchema.described(JSONSchema.number, description)) { .number(read($0)) }
  }

  /// One of some words.
  static func word(
    _ key: String, of words: [String], _ description: String? = nil,
    _ read: @escaping @Sendable (Value) -> String
  ) -> JSONMember {
    JSONMember(key, JSONSchema.described(JSONSchema.oneOf(words), description)) {
      .string(read($0))
    }
  }

  static func object<Part>(
    _ key: String, _ shape: JSONShape<Part>, _ read: @escaping @Sendable (Value) -> Part
  ) -> JSONMember {
    JSONMember(key, JSONSchema.reference(shape.name)) { shape.json(read($0)) }
  }

  /// An object that is left out if it is nil.
  static func optional<Part>(
    _ key: String, _ shape: JSONShape<Part>, _ read: @escaping @Sendable (Value) -> Part?
  ) -> JSONMember {
    JSONMember(key, JSONSchema.reference(shape.name), isOptional: true) {
      read($0).map(shape.json)
    }
  }

  /// An object, or null.
  static func orNull<Part>(
    _ key: String, _ shape: JSONShape<Part>, _ read: @escaping @Sendable (Value) -> Part?
  ) -> JSONMember {
    JSONMember(key, JSONSchema.orNull(shape.name)) { read($0).map(shape.json) ?? .null }
  }

  static func list<Part>(
    _ key: String, _ shape: JSONShape<Part>, _ description: String? = nil,
    _ read: @escaping @Sendable (Value) -> [Part]
  ) -> JSONMember {
    JSONMember(
      key,
      JSONSchema.described(
        ["type": "array", "items": JSONSchema.reference(shape.name)], description)
    ) { .array(read($0).map(shape.json)) }
  }
}

extension JSONShape where Value: TableRow {
  /// Makes a shape with a member for each column of a table.
  init(_ name: String, columns: [TableColumn<Value>], description: String? = nil) {
    self.init(name, columns.map { JSONMember($0) }, description: description)
  }
}

extension JSONMember where Value: TableRow {
  /// A column of a table.
  init(_ column: TableColumn<Value>) {
    self.init(column.name, column.kind == .text ? JSONSchema.text : JSONSchema.number) {
      column.json(of: $0)
    }
  }
}

/// Words of JSON Schema, draft-07.
enum JSONSchema {
  static let text: JSONValue = ["type": "string"]
  static let whole: JSONValue = ["type": "integer", "minimum": 0]
  static let number: JSONValue = ["type": ["number", "null"]]

  static func oneOf(_ words: [String]) -> JSONValue {
    ["enum": .array(words.map { .string($0) })]
  }

  static func reference(_ name: String) -> JSONValue {
    ["$ref": .string("#/definitions/" + name)]
  }

  static func orNull(_ name: String) -> JSONValue {
    ["anyOf": [reference(name), ["type": "null"]]]
  }

  static func described(_ schema: JSONValue, _ description: String?) -> JSONValue {
    guard let description, case .object(let members) = schema else { return schema }
    return .object(members + [.init("description", .string(description))])
  }
}
