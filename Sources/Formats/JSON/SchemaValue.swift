/// JSON with its keys in the order given.
indirect enum SchemaValue {
  case text(String)
  case number(Double)
  case boolean(Bool)
  case list([SchemaValue])
  case object([(String, SchemaValue)])

  /// Two spaces for each level; lists of plain values on one line.
  func json(indent: Int = 0) -> String {
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .text(let text): return SchemaValue.quoted(text)
    case .number(let number): return Literal.text(number, as: .number)
    case .boolean(let boolean): return boolean ? "true" : "false"
    case .list(let values):
      let isPlain = values.allSatisfy {
        switch $0 {
        case .list, .object: false
        default: true
        }
      }
      if isPlain { return "[" + values.map { $0.json() }.joined(separator: ", ") + "]" }
      let lines = values.map { inner + $0.json(indent: indent + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + outer + "]"
    case .object(let pairs):
      if pairs.isEmpty { return "{}" }
      let lines = pairs.map {
        inner + SchemaValue.quoted($0) + ": " + $1.json(indent: indent + 2)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
