import Formats

extension DocumentWriter {
  /// A text as it stands within braces.
  static func scalar(_ text: String) -> String { String(line("k", text).dropFirst(3)) }
}
