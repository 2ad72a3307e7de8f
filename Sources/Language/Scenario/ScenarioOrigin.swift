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
  /// What has been set and is still in force, in the order in which it acts.
  private var applied: [(key: SettingKey, setting: Setting)] = []

  var settings: [Setting] { applied.map(\.setting) }

  init(root: Entry, file: String, folder: String, trials: Int?) {
    self.root = root
    self.file = file
    self.folder = folder
    self.trials = trials
  }

  /// The origin with values set; values that cannot be set are reported.
  ///
  /// Of one key, however it is spelled, the last value holds. A part is set after its whole, so that
  /// the order of different keys means nothing.
  func setting(_ settings: [Setting], _ diagnostics: Diagnostics) -> ScenarioOrigin {
    var chosen: [(key: SettingKey, setting: Setting)] = []
    for setting in settings {
      do throws(LiteralError) {
        chosen.append((try SettingKey(setting.key), setting))
      } catch {
        diagnostics.report(
          Diagnostic(
            at: SourceLocation(file: setting.place),
            .found(error.found, expected: error.expected), hint: error.hint))
      }
    }
    let byDepth = chosen.enumerated().sorted {
      ($0.element.key.steps.count, $0.offset) < ($1.element.key.steps.count, $1.offset)
    }
    var edited = self
    var known: Set<SettingKey> = []
    for (key, setting) in byDepth.map(\.element) {
      do throws(Diagnostic) {
        let key = try edited.set(key, setting)
        // What was set at the key or below it is gone.
        edited.applied.removeAll { $0.key.steps.starts(with: key.steps) }
        edited.applied.append((key, setting))
        if !known.insert(key).inserted {
          diagnostics.report(
            Diagnostic(
              .warning, at: SourceLocation(file: setting.place), subject: setting.key,
              .statement("set more than once: the last value holds, \(Excerpt.of(setting.value))")))
        }
      } catch {
        diagnostics.report(error)
      }
    }
    return edited
  }

  /// - Returns: The one spelling of the key.
  private mutating func set(
    _ key: SettingKey, _ setting: Setting
  ) throws(Diagnostic) -> SettingKey {
    let table = ScenarioLanguage.table
    // Problems of the document are reported when it is read.
    let yours = table.plainForm(of: root, Diagnostics())
    var edit = DocumentEdit(
      table: table, root: root,
      whole: table.merged(yours, over: ScenarioDefaults.document(tiers: [])),
      location: SourceLocation(file: setting.place), source: setting.source)
    let resolved = try edit.set(key, to: try setting.entry())
    root = edit.root
    return resolved
  }
}
