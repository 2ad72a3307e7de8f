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

  /// One line each, at most `limit`; a last line counts the rest.
  public func lines(limit: Int = 50) -> [String] {
    let all = sorted
    var lines = all.prefix(limit).map(\.description)
    if all.count > limit { lines.append("and \(all.count - limit) more") }
    return lines
  }
}
