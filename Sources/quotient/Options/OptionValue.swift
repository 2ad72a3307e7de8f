import ArgumentParser
import Formats
import Language
import Units

/// Reads the value of an option in the grammar of scenarios, with the same hints.
enum OptionValue {
  /// Reads a whole number such as `10000`, `10k` or `1e4`.
  static func count(_ quantity: Quantity) -> @Sendable (String) throws -> Int {
    { text in Int(try read(text) { text throws(LiteralError) in try quantity.value(text) }) }
  }

  /// Reads a date such as `2026-01-31`.
  @Sendable static func day(_ text: String) throws -> Day {
    try read(text) { text throws(LiteralError) in try Literal.day(text) }
  }

  /// - Throws: `ValidationError` with what was expected; the parser adds what was found.
  private static func read<Value>(
    _ text: String, _ value: (String) throws(LiteralError) -> Value
  ) throws -> Value {
    do throws(LiteralError) {
      return try value(text)
    } catch {
      throw ValidationError("expected \(error.expected)" + (error.hint.map { "; \($0)" } ?? ""))
    }
  }
}

extension ValidationError {
  /// The error for the text of an option that is read after parsing.
  init(_ option: String, _ error: LiteralError) {
    self.init(
      "\(option): found \(error.found); expected \(error.expected)"
        + (error.hint.map { "; \($0)" } ?? ""))
  }
}
