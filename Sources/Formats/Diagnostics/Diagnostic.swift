/// An error or a warning about a user's file: where, what, and how to fix it.
///
/// Rendered on one line:
/// ```
/// mid-market.yaml:37: outcomes.enterprise.renewal.chance: found 94, expected 0..1; write 94%
/// accounts.csv:903:1: Account ID: A00417 appears twice (first at line 418)
/// ```
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: Hashable, Sendable {
    /// Must be fixed before anything is run.
    case error
    /// Rendered as `warn`; the run goes on.
    case warning
  }

  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The text that was found, and what was expected.
    case found(String, expected: String)
    /// A description of what was found, such as `a map`, and what was expected.
    case foundKind(String, expected: String)
    /// A sentence without its full stop.
    case statement(String)
  }

  public var severity: Severity
  public var location: SourceLocation
  /// The dotted path of keys, or the heading of a CSV column; nil for the whole file.
  public var subject: String?
  public var problem: Problem
  /// How to fix it, as a command: `write 94%`.
  public var hint: String?

  public init(
    _ severity: Severity = .error, at location: SourceLocation, subject: String? = nil,
    _ problem: Problem,
    hint: String? = nil
  ) {
    self.severity = severity
    self.location = location
    self.subject = subject
    self.problem = problem
    self.hint = hint
  }
}

extension Diagnostic: CustomStringConvertible {
  public var description: String {
    var parts = [location.description]
    if let subject, !subject.isEmpty { parts.append(subject) }
    parts.append(problem.description + (hint.map { "; " + $0 } ?? ""))
    let line = PlainText.of(parts.joined(separator: ": "))
    return severity == .warning ? "warn " + line : line
  }
}

extension Diagnostic.Problem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .found(let found, let expected): "found \(Excerpt.of(found)), expected \(expected)"
    case .foundKind(let kind, let expected): "found \(kind), expected \(expected)"
    case .statement(let text): text
    }
  }
}
