/// How emphasis looks on a terminal: in colour, or not at all.
public struct Style: Hashable, Sendable {
  /// Whether emphasis is shown at all.
  public let isColoured: Bool

  /// Coloured or not, whatever the terminal.
  public init(isColoured: Bool) {
    self.isColoured = isColoured
  }

  /// Coloured on a terminal that can, unless the user asks for none.
  ///
  /// - Parameters:
  ///   - isTerminal: Whether the output goes to a terminal.
  ///   - environment: `NO_COLOR` not empty, or `TERM` of `dumb` or none, turn colour off.
  /// - Reference: no-color.org.
  public init(isTerminal: Bool, environment: [String: String]) {
    let isUnwanted = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    isColoured = isTerminal && !isUnwanted && ![nil, "", "dumb"].contains(environment["TERM"])
  }

  /// Without colour.
  public static let plain = Style(isColoured: false)

  /// The text in the look of its emphasis; the same text where nothing is to be seen.
  ///
  /// - Reference: ECMA-48, Select Graphic Rendition.
  public func text(_ text: String, _ emphasis: Emphasis) -> String {
    guard isColoured, let code = Style.code(emphasis), !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private static func code(_ emphasis: Emphasis) -> String? {
    switch emphasis {
    case .normal: nil
    case .strong: "1"
    case .faint: "2"
    case .good: "32"
    case .warning: "33"
    case .bad: "31"
    }
  }
}
