extension Form {
  /// Whether an entry is of this form's kind: text, list or map.
  func fits(_ entry: Entry) -> Bool {
    switch (self, entry.content) {
    case (.scalar, .text), (.choice, .text), (.assumption, .text), (.assumption, .map),
      (.record, .map), (.map, .map), (.scale, .map), (.list, .list):
      true
    default: false
    }
  }

  /// How many of a map's keys this form knows; a map of free names knows them weakly.
  func overlap(_ entry: Entry) -> Int {
    let keys = entry.pairs?.map(\.key) ?? []
    return switch self {
    case .record(let record): 2 * keys.count { record[$0] != nil }
    case .assumption: 2 * keys.count { WrittenAssumption.isKey($0) }
    case .map(let map):
      keys.count { key in map.names?.contains { $0.name == key } ?? true }
    case .scale(let from, _): 2 * keys.count { (try? from.check($0)) != nil }
    default: 0
    }
  }

  /// Accepts a text, or says what was expected.
  func check(_ text: String, _ entry: Entry) throws(EntryError) {
    do throws(LiteralError) {
      switch self {
      case .scalar(let scalar): try scalar.check(text)
      case .assumption(let quantity): _ = try WrittenAssumption(text, of: quantity)
      case .choice(let choices):
        if !choices.contains(where: { $0.name == text }) { throw refusal(of: text) }
      default: break
      }
    } catch {
      throw EntryError(entry, error)
    }
  }

  /// The error for a text that is none of the choices.
  func refusal(of text: String) -> LiteralError {
    var names: [String] = []
    if case .choice(let choices) = self { names = choices.map(\.name) }
    return LiteralError(
      found: text, expected: expectation,
      hint: text.count < 3 ? nil : Suggestion.hint(for: text, among: names))
  }

  /// With its article, for messages and the listing.
  public var expectation: String {
    switch self {
    case .scalar(let scalar): scalar.expectation
    case .assumption(let quantity): "\(quantity.expectation), or a range"
    case .choice(let choices):
      (choices.count > 1 ? "one of " : "") + choices.map(\.name).joined(separator: ", ")
    case .record(let record):
      "a map with " + record.keys.prefix(4).map(\.name).joined(separator: ", ")
        + (record.keys.count > 4 ? ", ..." : "")
    case .map(let map): "a map by \(map.noun)"
    case .scale: "a map of rising steps"
    case .list: "a list"
    case .oneOf(let forms): forms.map(\.expectation).joined(separator: " or ")
    case .reference(let name): "a \(name)"
    }
  }
}

extension Array where Element == Form {
  /// The form that an entry is probably meant to have: of its kind, and with the most of its keys;
  /// the first of equals.
  func best(for entry: Entry) -> Form? { bestIndex(for: entry).map { self[$0] } }

  /// The index of the form that an entry is probably meant to have.
  func bestIndex(for entry: Entry) -> Int? {
    indices.filter { self[$0].fits(entry) }
      .max { self[$0].overlap(entry) < self[$1].overlap(entry) }
  }
}
