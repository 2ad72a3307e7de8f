import Yams

/// Reads YAML into a tree of ``Entry`` without guessing types: every leaf is text.
///
/// Anchors and aliases are expanded, within a budget of nodes. Refused, each with its line: broken
/// YAML, tabs as indentation, tags, several documents, keys that are not plain text, and keys
/// written twice.
///
/// - Reference: YAML 1.2, chapters 6 to 8.
public enum DocumentReader {
  /// The root, or nil if an error was reported.
  public static func read(
    _ source: SourceText, limits: DocumentLimits = .standard, _ diagnostics: Diagnostics
  ) -> Entry? {
    let whole = SourceLocation(file: source.file)
    guard source.bytes.count <= limits.bytes else {
      diagnostics.report(
        Diagnostic(
          at: whole,
          .statement("the file has \(source.bytes.count) bytes; at most \(limits.bytes) are read"),
          hint: "keep accounts and actuals in CSV files"))
      return nil
    }
    guard var masked = MaskedYAML(source) else {
      diagnostics.report(
        Diagnostic(at: whole, .statement("every character of the private use area is in use")))
      return nil
    }
    while true {
      do {
        let parser = try Parser(yaml: masked.text, resolver: .basic, encoding: .utf8)
        guard let node = try parser.singleRoot() else {
          diagnostics.report(Diagnostic(at: whole, .statement("the file is empty")))
          return nil
        }
        let errors = diagnostics.errorCount
        var tree = EntryTree(masked: masked, limits: limits, diagnostics: diagnostics)
        let root = tree.root(node)
        return diagnostics.errorCount == errors ? root : nil
      } catch YamlError.duplicatedKeysInMapping(_, let context)
        where masked.hide(at: context.mark)
      {
        // The key now differs from its twin; the tree reports both locations.
        continue
      } catch {
        diagnostics.report(diagnostic(error, masked))
        return nil
      }
    }
  }

  private static func diagnostic(_ error: any Error, _ masked: MaskedYAML) -> Diagnostic {
    func invalid(_ problem: String, _ mark: Yams.Mark?, _ hint: String? = nil) -> Diagnostic {
      let location = SourceLocation(file: masked.file, line: mark?.line, column: mark?.column)
      return Diagnostic(at: location, .statement(problem), hint: hint)
    }
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _)?,
      .parser(let context, let problem, let mark, _)?:
      let isTab = masked.scalar(at: mark) == "\t" || problem.contains("\\t")
      if isTab { return invalid("a tab", mark, "indent with spaces") }
      let doing = context.map { " " + $0.text } ?? ""
      let isBlock = context?.text.contains("block scalar") ?? false
      return invalid(
        "not valid YAML\(doing): \(problem)", mark,
        isBlock ? "put quotes around a text that begins with > or |, such as \">= 103%\"" : nil)
    case .composer(_, let problem, let mark, _)?:
      return problem.contains("another document")
        ? invalid("a second document begins here", mark, "put it into a file of its own")
        : invalid("not valid YAML: \(problem)", mark)
    case .memory?:
      return invalid("nested too deeply", nil)
    case .duplicatedKeysInMapping(_, let context)?:
      return invalid("a key written more than once in one map", context.mark)
    default:
      return invalid("not valid YAML", nil)
    }
  }
}
