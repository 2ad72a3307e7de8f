public import Formats

/// What `check` prints about a file without errors.
public struct CheckText: Sendable {
  private let facts: [String]

  /// - Parameter facts: The facts, one per line.
  public init(_ facts: [String]) {
    self.facts = facts
  }

  /// The facts, one below the other after an `OK`, without line ends.
  public func lines(style: Style = .plain) -> [String] {
    facts.enumerated().flatMap { index, fact in
      let lines = HangingText(lead: "     ", text: PlainText.of(fact), hang: 2)
        .lines(width: style.width)
      guard index == 0 else {
        return lines.map { style.text($0, fact.hasPrefix("!") ? .warning : .normal) }
      }
      return [style.text("OK", .good) + lines[0].dropFirst(2)] + lines.dropFirst()
    }
  }
}
