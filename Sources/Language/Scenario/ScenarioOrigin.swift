import Formats
import Model

/// What a scenario was read from, kept to read it again with other values.
struct ScenarioOrigin: Sendable {
  /// The document as it was written, with what has been set since.
  private(set) var root: Entry
  /// The file as the user named it.
  let file: String
  /// The folder to which the path of the book's file is relative; empty for the current one.
  let folder: String
  /// Overrides the document's trials; nil keeps them.
  let trials: Int?
  /// The book as last read.
  var book: KeptBook?
  /// The settings so far, in the order in which they apply.
  private(set) var settings: [Setting] = []

  init(root: Entry, file: String, folder: String, trials: Int?) {
    self.root = root
    self.file = file
    self.folder = folder
    self.trials = trials
  }

  /// The origin with values set; values that cannot be set are reported.
  ///
  /// The last value of a key wins. A part is set after its whole, so that the order of different
  /// keys does not matter.
  func setting(_ settings: [Setting], _ diagnostics: Diagnostics) -> ScenarioOrigin {
    var chosen: [(key: SettingKey, setting: Setting)] = []
    for setting in settings {
      let location = SourceLocation(file: setting.place)
      do throws(LiteralError) {
        let key = try SettingKey(setting.key)
        if let index = chosen.firstIndex(where: { $0.key == key }) {
          chosen.remove(at: index)
          diagnostics.report(
            Diagnostic(
              .warning, at: location, subject: setting.key,
              .statement("set more than once: the last value holds, \(Excerpt.of(setting.value))")))
        }
        chosen.append((key, setting))
      } catch {
        diagnostics.report(
          Diagnostic(
            at: location, .found(error.found, expected: error.expected), hint: error.hint))
      }
    }
    var edited = self
    let byDepth = chosen.enumerated().sorted {
      ($0.element.key.steps.count, $0.offset) < ($1.element.key.steps.count, $1.offset)
    }
    for (key, setting) in byDepth.map(\.element) {
      do throws(Diagnostic) {
        try edited.set(key, setting)
        edited.settings.append(setting)
      } catch {
        diagnostics.report(error)
      }
    }
    return edited
  }

  private mutating func set(_ key: SettingKey, _ setting: Setting) throws(Diagnostic) {
    let table = ScenarioLanguage.table
    // Problems of the document are reported when it is read.
    let yours = table.plainForm(of: root, Diagnostics())
    var edit = DocumentEdit(
      table: table, root: root,
      whole: table.merged(yours, over: ScenarioDefaults.document(tiers: [])),
      location: SourceLocation(file: setting.place), source: setting.source)
    try edit.set(key, to: try setting.entry())
    root = edit.root
  }
}
