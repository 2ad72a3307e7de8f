/// Reads CSV strictly, as our own files are written: plan files' people and actuals.
///
/// By RFC 4180 in UTF-8; blank lines are passed over. Refused, each with its line and field: ragged
/// rows, quotes that do not fit, a lone CR, empty or repeated headings, no rows. What other programs
/// export is read by ``TableFile``.
///
/// ```swift
/// let diagnostics = Diagnostics()
/// let source = try SourceText(contentsOf: "accounts.csv")
/// if let table = CSVReader().table(source, diagnostics), let name = table.column("Name") {
///   print(table.text(0, name))
/// }
/// print(diagnostics.lines().joined(separator: "\n"))
/// ```
///
/// - Reference: RFC 4180.
public struct CSVReader {
  /// Between fields: an ASCII character, by default a comma.
  public let separator: Unicode.Scalar

  public init(separator: Unicode.Scalar = ",") {
    precondition(separator.isASCII && separator != "\"", "no separator of CSV")
    self.separator = separator
  }

  /// The table, or nil if its structure is broken; every broken row is reported.
  public func table(_ source: SourceText, _ diagnostics: Diagnostics) -> DataTable? {
    let before = diagnostics.errorCount
    do throws(Diagnostic) {
      let records = try Records.separated(source, by: separator)
      if let other = TableSeparator.other(in: records, than: separator) {
        throw Diagnostic(
          at: SourceLocation(file: source.file, line: 1),
          .statement(
            "the fields are separated by \(other.name), not by \(TableSeparator(rawValue: separator)?.name ?? "others")"
          ),
          hint: "save the file with commas")
      }
      var format = TableFormat()
      format.separator = separator
      let table = DataTable(records, format, isStrict: true, diagnostics)
      for problem in table?.headingProblems ?? [] { diagnostics.report(problem) }
      return diagnostics.errorCount == before ? table : nil
    } catch {
      diagnostics.report(error)
      return nil
    }
  }
}

/// A character that may stand between the fields of a text.
package enum TableSeparator: Unicode.Scalar, CaseIterable {
  case comma = ","
  case semicolon = ";"
  case tab = "\t"
  case bar = "|"

  /// In the plural.
  package var name: String {
    switch self {
    case .comma: "commas"
    case .semicolon: "semicolons"
    case .tab: "tabs"
    case .bar: "bars"
    }
  }

  /// As the language writes it.
  package var word: String { self == .tab ? "tab" : String(rawValue) }

  /// The one that a single heading holds, so that its fields were not told apart.
  static func other(in records: Records, than separator: Unicode.Scalar) -> TableSeparator? {
    guard records.count > 0, (0..<records.count).allSatisfy({ records.width($0) == 1 }) else {
      return nil
    }
    let heading = records.text(0, 0).unicodeScalars
    return allCases.first { $0.rawValue != separator && heading.contains($0.rawValue) }
  }
}
