/// An error or a warning about a user's file: where, what, and how to fix it.
///
/// Rendered on one line:
/// ```
/// mid-market.yaml:37: outcomes.enterprise.renewal.chance: found 94, expected 0..1; write 94%
/// accounts.csv:903:1: Account ID: A00417 appears twice (first at line 418)
/// ```
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: Hashable, Sendable {
    /// Must be fixed before anything runs.
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

extension Diagnostic {
  /// What is wrong and how to fix it, without the place.
  public var remedy: String { problem.description + (hint.map { "; " + $0 } ?? "") }

  /// The same with its subject: the same on every machine.
  public var statement: String {
    guard let subject, !subject.isEmpty else { return remedy }
    return "\(subject): \(remedy)"
  }
}

extension Diagnostic: CustomStringConvertible {
  public var description: String {
    var parts = location.file.isEmpty ? [] : [location.description]
    parts.append(statement)
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

/// A position in one of the user's files.
public struct SourceLocation: Hashable, Sendable {
  /// The file as the user named it; empty if there is none.
  public var file: String
  /// Counted from 1.
  public var line: Int?
  /// Counted from 1: a character in YAML, a field in CSV (the spreadsheet's column).
  public var column: Int?

  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// Only the line; a key path says the rest better.
  public var withoutColumn: SourceLocation { SourceLocation(file: file, line: line) }
}

extension SourceLocation: Comparable {
  public static func < (a: SourceLocation, b: SourceLocation) -> Bool {
    if a.file != b.file { return a.file < b.file }
    return (a.line ?? 0, a.column ?? 0) < (b.line ?? 0, b.column ?? 0)
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `accounts.csv:417:4`, `mid-market.yaml:37` or `mid-market.yaml`.
  public var description: String {
    ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
  }
}

/// Collects the problems in a user's files, so that all of them are reported at once.
///
/// Shared by the readers of one run. A diagnostic reported twice counts once.
public final class Diagnostics {
  private var collected: [Diagnostic] = []
  private var known: Set<Diagnostic> = []
  public private(set) var errorCount = 0

  public init() {}

  public var hasErrors: Bool { errorCount > 0 }

  public func report(_ diagnostic: Diagnostic) {
    guard known.insert(diagnostic).inserted else { return }
    collected.append(diagnostic)
    if diagnostic.severity == .error { errorCount += 1 }
  }

  /// Whether an error was reported at a key path or below it.
  package func hasErrors(below path: String) -> Bool {
    collected.contains { diagnostic in
      guard diagnostic.severity == .error, let subject = diagnostic.subject else { return false }
      return subject.hasPrefix(path)
        && (subject.count == path.count
          || [".", "["].contains(subject.dropFirst(path.count).first))
    }
  }

  /// Errors before warnings, then by file and line; in the order of discovery within a line.
  public var sorted: [Diagnostic] {
    collected.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.severity != y.severity { return x.severity == .error }
      if x.location != y.location { return x.location < y.location }
      return a.offset < b.offset
    }.map(\.element)
  }

  /// What was warned of, without the place; not of `subjects`.
  public func warningStatements(except subjects: Set<String> = []) -> [String] {
    sorted.filter { $0.severity == .warning && !subjects.contains($0.subject ?? "") }
      .map(\.statement)
  }

  /// One line each, at most `limit`; a last line counts the rest.
  public func lines(limit: Int = 50) -> [String] {
    let all = sorted
    var lines = all.prefix(limit).map(\.description)
    if all.count > limit { lines.append("and \(all.count - limit) more") }
    return lines
  }
}
