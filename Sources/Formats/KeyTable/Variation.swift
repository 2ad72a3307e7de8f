import Foundation

/// A key of a scenario and the values that it takes in turn.
///
/// ```swift
/// try Variation("effects.new-logo-hour=100..300:50").values  // ["100", "150", ..., "300"]
/// try Variation("roles.csm.ote=110k..130k:10k").values        // ["110k", "120k", "130k"]
/// try Variation("roles.csm.pay-mix=80/20,70/30").values
/// try Variation("effects.overload=0.5..0.8").values           // one value, a range
/// ```
public struct Variation: Hashable, Sendable {
  public let key: String
  /// As the language writes them; at least one, all different.
  public let values: [String]

  /// The most values of a key.
  public static let mostValues = 100_000

  public init(_ key: String, values: [String]) {
    self.key = key
    self.values = values
  }

  /// Reads `key=a,b,c` or `key=a..b:step`.
  ///
  /// - Throws: ``LiteralError``.
  public init(_ text: String) throws(LiteralError) {
    let setting: Setting
    do throws(LiteralError) {
      setting = try Setting(text)
    } catch {
      throw LiteralError(
        found: text, expected: "KEY=A,B,C or KEY=A..B:STEP, such as effects.overload=0.5,0.7",
        hint: error.hint)
    }
    key = setting.key
    let steps = try Self.steps(setting.value)
    let values = if let steps { steps } else { try Self.list(setting.value) }
    for (index, value) in values.enumerated() where values[..<index].contains(value) {
      throw LiteralError(
        found: text, expected: "values that differ", hint: "\(value) is there twice")
    }
    self.values = values
  }

  /// The values with commas between; a comma within brackets, braces or quotes belongs to a value.
  private static func list(_ text: String) throws(LiteralError) -> [String] {
    var values = [""]
    var (depth, quote): (Int, Character?) = (0, nil)
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if "\"'".contains(character) {
        quote = character
      } else if "[{".contains(character) {
        depth += 1
      } else if "]}".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        values.append("")
        continue
      }
      values[values.count - 1].append(character)
    }
    values = values.map { $0.trimmingCharacters(in: .whitespaces) }
    guard values.allSatisfy({ !$0.isEmpty }) else {
      throw LiteralError(
        found: text, expected: "a value before and after each comma", hint: "remove the comma")
    }
    return values
  }

  /// The values of `a..b:step`, both ends and exact; nil for another form.
  private static func steps(_ text: String) throws(LiteralError) -> [String]? {
    guard
      let match = text.wholeMatch(
        of:
          /\s*([-+]?[0-9.]+)([a-z%]*)\s*\.\.\s*([-+]?[0-9.]+)([a-z%]*)\s*:\s*([-+]?[0-9.]+)([a-z%]*)\s*/
      )
    else {
      guard text.contains(/\.\.[^\/]*:/) else { return nil }
      throw LiteralError(
        found: text, expected: "A..B:STEP in numbers, such as 100..300:50 or 5%..20%:5%",
        hint: "list other values with commas")
    }
    let unit = String(match.4)
    guard String(match.2) == unit || match.2.isEmpty, String(match.6) == unit || match.6.isEmpty,
      let low = Decimal(string: String(match.1)), let high = Decimal(string: String(match.3)),
      let step = Decimal(string: String(match.5))
    else {
      throw LiteralError(
        found: text, expected: "one unit in A..B:STEP", hint: "write it with each number")
    }
    guard step > 0, low < high else {
      throw LiteralError(found: text, expected: "A below B, and a STEP above 0")
    }
    guard (high - low) / step <= Decimal(mostValues) else {
      throw LiteralError(
        found: text, expected: "at most \(mostValues) values", hint: "take a longer step")
    }
    var values: [String] = []
    var value = low
    while value <= high {
      values.append("\(value)\(unit)")
      value += step
    }
    return values
  }
}
