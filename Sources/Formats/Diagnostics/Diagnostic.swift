/// One thing that is wrong, or odd, in what the user wrote: where, what, and how to mend it.
///
/// Rendered on one line:
/// ```
/// mid-market.yaml:37: outcomes.enterprise.renewal.chance: found 94, expected 0..1; write 94%
/// accounts.csv:903:1: Account ID: A00417 appears twice (first at line 418)
/// ```
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: Hashable, Sendable {
    /// Nothing can be simulated or paid until it is mended.
    case error
    /// Rendered as `warn`; the run goes on.
    case warning
  }

  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The text that stands there, and what should.
    case found(String, expected: String)
    /// What stands there in words of ours, such as `a map`, and what should.
    case foundKind(String, expected: String)
    /// A sentence without its full stop.
    case statement(String)
  }

  public var severity: Severity
  public var place: Place
  /// The dotted keys down to the value, or the heading of a CSV column; nil for a whole file.
  public var subject: String?
  public var problem: Problem
  /// What to write instead, as a command: ``write 94%``.
  public var wayOut: String?

  public init(
    _ severity: Severity = .error, at place: Place, subject: String? = nil, _ problem: Problem,
    wayOut: String? = nil
  ) {
    self.severity = severity
    self.place = place
    self.subject = subject
    self.problem = problem
    self.wayOut = wayOut
  }
}

extension Diagnostic: CustomStringConvertible {
  public var description: String {
    var parts = [place.description]
    if let subject, !subject.isEmpty { parts.append(subject) }
    parts.append(problem.description + (wayOut.map { "; " + $0 } ?? ""))
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
