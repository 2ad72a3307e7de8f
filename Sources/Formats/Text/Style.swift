/// How text looks where it goes: in colour or not, and in lines of which length.
public struct Style: Hashable, Sendable {
  /// Whether emphasis is shown at all.
  public let isColoured: Bool
  /// How many columns a line may have; nil for any number. What is wider is folded, not cut.
  public let width: Int?

  /// Coloured or not, whatever the terminal.
  public init(isColoured: Bool, width: Int? = nil) {
    self.isColoured = isColoured
    self.width = width
  }

  /// Coloured on a terminal that can, unless the user asks for none, and as wide as it is.
  ///
  /// - Parameters:
  ///   - isTerminal: Whether the output goes to a terminal.
  ///   - width: The columns of the terminal; nil or 0 where it does not say.
  ///   - environment: `NO_COLOR` not empty, or `TERM` of `dumb` or none, turn colour off.
  /// - Reference: no-color.org.
  public init(isTerminal: Bool, width: Int? = nil, environment: [String: String]) {
    let isUnwanted = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    isColoured = isTerminal && !isUnwanted && ![nil, "", "dumb"].contains(environment["TERM"])
    self.width = isTerminal ? width.flatMap { $0 > 0 ? Swift.max($0, Self.narrowest) : nil } : nil
  }

  /// On a narrower terminal lines are as long as here.
  private static let narrowest = 40

  /// Without colour, in lines of any length.
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
