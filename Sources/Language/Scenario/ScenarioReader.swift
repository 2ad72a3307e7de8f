public import Formats
import Foundation
import Model
import Ownership
import Plans
import Units

/// Reads a scenario and its book.
///
/// All problems are reported at once: reading continues past an error, but then gives no scenario.
///
/// ```swift
/// let diagnostics = Diagnostics()
/// let reading = try ScenarioReader.read(contentsOf: "scenario.yaml", diagnostics)
/// for line in diagnostics.lines() { print(line) }
/// print(reading.scenario?.models.map(\.name) ?? [])
/// ```
public struct ScenarioReader {
  private let diagnostics: Diagnostics
  private let origin: ScenarioOrigin

  /// Reads a file; the path of the book's file is relative to its folder.
  ///
  /// - Parameters:
  ///   - settings: Values that override the file's: see ``ScenarioReading/setting(_:_:)``.
  ///   - trials: Overrides the scenario's, in ``ScenarioLanguage/trials``; nil keeps them.
  /// - Throws: ``UnreadableFile`` if the file or the book's cannot be read at all.
  public static func read(
    contentsOf path: String, setting settings: [Setting] = [], trials: Int? = nil,
    _ diagnostics: Diagnostics
  ) throws(UnreadableFile) -> ScenarioReading {
    guard let source = try SourceText.read(path, diagnostics) else {
      return ScenarioReading(scenario: nil, document: nil, ignoredColumns: [], origin: nil)
    }
    return try read(
      source, in: FilePath.folder(of: path), setting: settings, trials: trials, diagnostics)
  }

  /// Reads a text; the path of the book's file is relative to `folder`.
  ///
  /// - Parameters:
  ///   - settings: Values that override the text's: see ``ScenarioReading/setting(_:_:)``.
  ///   - trials: Overrides the scenario's, in ``ScenarioLanguage/trials``; nil keeps them.
  /// - Throws: ``UnreadableFile`` if the book's file cannot be read at all.
  public static func read(
    _ source: SourceText, in folder: String, setting settings: [Setting] = [],
    trials: Int? = nil, _ diagnostics: Diagnostics
  ) throws(UnreadableFile) -> ScenarioReading {
    guard let root = DocumentReader.read(source, diagnostics) else {
      return ScenarioReading(scenario: nil, document: nil, ignoredColumns: [], origin: nil)
    }
    return try reading(
      of: ScenarioOrigin(root: root, file: source.file, folder: folder, trials: trials),
      setting: settings, diagnostics)
  }

  /// Reads a scenario again, with further values set.
  static func reading(
    of origin: ScenarioOrigin, setting settings: [Setting], _ diagnostics: Diagnostics
  ) throws(UnreadableFile) -> ScenarioReading {
    // An unknown key also leaves no scenario.
    let errors = diagnostics.errorCount
    let edited = settings.isEmpty ? origin : origin.setting(settings, diagnostics)
    return try ScenarioReader(diagnostics: diagnostics, origin: edited).reading(after: errors)
  }

  /// - Parameter errors: The number of errors reported before.
  private func reading(after errors: Int) throws(UnreadableFile) -> ScenarioReading {
    let table = ScenarioLanguage.table
    let yours = table.plainForm(of: origin.root, diagnostics)
    func document(_ segments: [Segment]) -> Cursor {
      let tiers = segments.map { (segment: $0.name, tier: $0.tier.rawValue) }
      let whole = table.merged(yours, over: ScenarioDefaults.document(tiers: tiers))
      return Cursor(root: whole, table: table, diagnostics)
    }

    // The tiers of the book's segments decide which defaults apply.
    let first = document([])
    let roles = first["roles"].names
    let start = first["start"].day()?.value ?? Day(number: 0)
    let kept = try KeptBook(
      cursor: first["book"], folder: origin.folder, start: start,
      currency: first["currency"].text()?.value ?? "", roles: roles,
      headRoles: Set(
        roles.filter { first["roles"].named($0)["heads"].entry?.text == RolesReader.byBook }),
      uses: DriversReader(cursor: first["drivers"]).uses(), before: origin.book)
    for diagnostic in kept.reported { diagnostics.report(diagnostic) }
    let book = kept.read
    let whole = document(book.book?.segments ?? [])
    if let entry = whole.entry { table.reportMissing(entry, diagnostics) }
    if yours["book"] == nil, let made = book.book {
      diagnostics.report(
        Diagnostic(
          .warning, at: SourceLocation(file: origin.file),
          .statement("no book: \(made.count) accounts are made up"),
          hint: "add `book: {file: accounts.csv}`, or `generate`"))
    }
    var scenario = ScenarioParts(
      document: whole, roles: roles, start: start, book: book.book,
      fileName: URL(filePath: origin.file).deletingPathExtension().lastPathComponent,
      file: FilePath.path(
        of: URL(filePath: origin.file).lastPathComponent, besideFolder: origin.folder),
      askedTrials: origin.trials, diagnostics: diagnostics
    ).scenario()
    scenario?.settings = origin.settings.map(\.description)
    var origin = origin
    origin.book = kept
    return ScenarioReading(
      scenario: diagnostics.errorCount == errors ? scenario : nil, document: whole.entry,
      ignoredColumns: book.ignoredColumns, intake: book.intake, origin: origin)
  }
}
