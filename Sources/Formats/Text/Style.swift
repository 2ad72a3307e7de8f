/// How terminal text looks: in colour or not, and how wide.
public struct Style: Hashable, Sendable {
  /// Whether emphasis is shown at all.
  public let isColoured: Bool
  /// The columns of a line; nil for no limit. Wider text is folded, not cut.
  public let width: Int?

  /// Coloured or not, whatever the terminal.
  public init(isColoured: Bool, width: Int? = nil) {
    self.isColoured = isColoured
    self.width = width
  }

  /// Coloured if the terminal can and the user does not object, and as wide as the terminal.
  ///
  /// - Parameters:
  ///   - isTerminal: Whether the output goes to a terminal.
  ///   - width: The columns of the terminal; nil or 0 if it does not say.
  ///   - environment: `NO_COLOR` not empty, or `TERM` of `dumb` or none, turn colour off.
  /// - Reference: no-color.org.
  public init(isTerminal: Bool, width: Int? = nil, environment: [String: String]) {
    let isUnwanted = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    isColoured = isTerminal && !isUnwanted && ![nil, "", "dumb"].contains(environment["TERM"])
    self.width = isTerminal ? width.flatMap { $0 > 0 ? Swift.max($0, Self.narrowest) : nil } : nil
  }

  /// Lines are at least this wide, even on a narrower terminal.
  private static let narrowest = 40

  /// Without colour or a limit of width.
  public static let plain = Style(isColoured: false)

  /// The text with its emphasis; unchanged if emphasis is not shown.
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

/// What a piece of output means to its reader; a ``Style`` decides how it looks.
public enum Emphasis: Hashable, Sendable {
  case normal
  /// A heading or a result.
  case strong
  /// May be skipped.
  case faint
  case good
  case warning
  case bad
}
