public import Formats

/// Something about a file that only its owner knows.
public struct StarterQuestion: Sendable {
  /// The key that the answer sets.
  public let key: String
  /// A sentence without its full stop.
  public let text: String
  /// What may be answered, and what follows from it.
  public let choices: [(answer: String, meaning: String)]

  init(key: String, text: String, choices: [(answer: String, meaning: String)]) {
    self.key = key
    self.text = text
    self.choices = choices
  }

  /// The question and a line for each answer.
  public var lines: [String] {
    ["? \(key): \(text)"]
      + choices.map { choice in
        guard !choice.answer.isEmpty else { return "    \(choice.meaning)" }
        let answer = "\(key)=\(choice.answer)"
        let isPlain = answer.allSatisfy { $0.isLetter || $0.isNumber || "=/.,-_".contains($0) }
        return "    --answer \(isPlain ? answer : "'\(answer)'")   \(choice.meaning)"
      }
  }
}

/// What the user says of a file before it is read: keys of the book and their values.
public struct StarterAnswers: Sendable {
  private var values: [String: String] = [:]
  /// How much of the scenario's currency one of each other is.
  private(set) var rates: [String: Double] = [:]

  /// The columns that may be named, by our names.
  private static let columnNames = BookColumns.own
  private static let formatNames = TableFormat.keys.map(\.name)
  private static let otherNames = [
    "where", "repeats", "blank", "parents", "currencies", "currency", "start", "as-of", "times",
    "term-in", "amount-is",
  ]

  public init() {}

  subscript(key: String) -> String? { values[key] }

  /// The headings that were named, by our names.
  var columns: [String: String] {
    values.filter { Self.columnNames.contains($0.key) && $0.key != "currency" }
  }

  /// Takes an answer such as `dates=m/d/y`, `arr=Amount`, `currencies.EUR=1.08`.
  ///
  /// - Throws: ``LiteralError`` for an unknown key, or a value that it does not take.
  public mutating func add(_ text: String) throws(LiteralError) {
    guard let mark = text.firstIndex(of: "=") else {
      throw LiteralError(found: text, expected: "KEY=VALUE such as dates=m/d/y")
    }
    try set(
      text[..<mark].trimmed, to: text[text.index(after: mark)...].trimmed)
  }

  public mutating func set(_ key: String, to value: String) throws(LiteralError) {
    var key = key
    for prefix in ["book.", "columns."] where key.hasPrefix(prefix) {
      key.removeFirst(prefix.count)
    }
    if key == "currencies" {
      for part in value.split(whereSeparator: { "{}, ".contains($0) }) {
        let pair = part.split(whereSeparator: { ":=".contains($0) })
        // `EUR: 1.08` has a space behind its colon.
        if pair.count == 2 {
          try setRate(String(pair[0]), String(pair[1]))
        } else if let code = pendingCode {
          pendingCode = nil
          try setRate(code, String(part))
        } else {
          pendingCode = String(pair.first ?? "")
        }
      }
      values[key] = value
      return
    }
    if key.hasPrefix("currencies.") {
      try setRate(String(key.dropFirst("currencies.".count)), value)
      return
    }
    // A currency is asked for its rate.
    if key.count == 3, key.allSatisfy({ $0.isASCII && $0.isUppercase }) {
      try setRate(key, value)
      return
    }
    let known = Self.columnNames + Self.formatNames + Self.otherNames
    guard known.contains(key) else {
      throw LiteralError(
        found: key, expected: "one of \(known.joined(separator: ", ")), currencies.CODE",
        hint: Suggestion.hint(for: key, among: known))
    }
    switch key {
    case "dates":
      guard let order = DateOrder(value) else {
        throw LiteralError(found: value, expected: "d/m/y, m/d/y or y-m-d")
      }
      values[key] = order.rawValue
    case "decimal" where ["comma", "point"].contains(value):
      values[key] = value == "comma" ? "," : "."
    case "decimal":
      guard DecimalMark(rawValue: value) != nil else {
        throw LiteralError(found: value, expected: "a point or a comma")
      }
      values[key] = value
    case "amount-is":
      guard ["year", "term", "interval"].contains(value) else {
        throw LiteralError(found: value, expected: "year, term or interval")
      }
      values[key] = value
    case "term-in":
      guard ["months", "years"].contains(value) else {
        throw LiteralError(found: value, expected: "months or years")
      }
      values[key] = value
    case "times":
      _ = try Quantity.positive.value(value)
      values[key] = value
    case "start", "as-of":
      _ = try Literal.day(value)
      values[key] = value
    case "skip-rows":
      _ = try Quantity.count.value(value)
      values[key] = value
    case "repeats", "blank", "parents":
      let names =
        key == "repeats"
        ? BookRules.Repeats.allCases.map(\.rawValue)
        : key == "blank"
          ? BookRules.Blank.allCases.map(\.rawValue) : BookRules.Parents.allCases.map(\.rawValue)
      guard names.contains(value) else {
        throw LiteralError(found: value, expected: "one of \(names.joined(separator: ", "))")
      }
      values[key] = value
    default:
      guard !value.isEmpty else { throw LiteralError(found: value, expected: "a value") }
      values[key] = value
    }
  }

  private var pendingCode: String?

  private mutating func setRate(_ code: String, _ rate: String) throws(LiteralError) {
    rates[code.trimmed.uppercased()] = try Quantity.positive.value(rate)
  }

  /// What amounts are multiplied with to be a year's.
  var times: Double? { values["times"].flatMap { try? Literal.number($0) } }

  /// What is stated before anything is found.
  var format: TableFile.Stated {
    TableFile.Stated(
      encoding: values["encoding"], separator: separator, sheet: values["sheet"],
      skipRows: values["skip-rows"].flatMap { Int($0) })
  }

  private var separator: Unicode.Scalar? {
    values["separator"].flatMap { text in
      let words: [String: Unicode.Scalar] = [
        "tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "bar": "|", "pipe": "|",
      ]
      return words[text.lowercased()] ?? text.unicodeScalars.first
    }
  }

  /// A found format with what the user states besides.
  func completing(_ found: TableFormat) -> TableFormat {
    var format = found
    if let footer = values["footer"] { format.footer = RowLabel(footer) }
    if let labels = values["leave-out"] {
      format.leaveOut = labels.split(separator: ",").map { RowLabel($0.trimmed) }
    }
    format.decimal = values["decimal"].flatMap(DecimalMark.init(rawValue:))
    format.dates = values["dates"].flatMap { DateOrder($0) }
    return format
  }
}
