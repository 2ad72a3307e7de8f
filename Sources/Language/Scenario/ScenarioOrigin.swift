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
  private(set) var applied: [(key: SettingKey, setting: Setting)] = []

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
    // What was set at a key or below it is gone once the key is set. Within this call a part comes
    // after its whole, so that only the same key can have come before.
    var before = applied
    var now: [(key: SettingKey, setting: Setting)?] = []
    var index: [SettingKey: Int] = [:]
    var whole: Entry?
    for (key, setting) in byDepth.map(\.element) {
      do throws(Diagnostic) {
        let key = try edited.set(key, setting, in: &whole)
        before.removeAll { $0.key.steps.starts(with: key.steps) }
        if let last = index.updateValue(now.count, forKey: key) {
          now[last] = nil
          diagnostics.report(
            Diagnostic(
              .warning, at: SourceLocation(file: setting.place), subject: setting.key,
              .statement("set more than once: the last value holds, \(Excerpt.of(setting.value))")))
        }
        now.append((key, setting))
      } catch {
        diagnostics.report(error)
      }
    }
    edited.applied = before + now.compactMap(\.self)
    return edited
  }

  /// - Parameter whole: The document with every default filled in; nil if it must be made again.
  /// - Returns: The one spelling of the key.
  private mutating func set(
    _ key: SettingKey, _ setting: Setting, in whole: inout Entry?
  ) throws(Diagnostic) -> SettingKey {
    let table = ScenarioLanguage.table
    // Problems of the document are reported when it is read.
    let all =
      whole
      ?? table.merged(
        table.plainForm(of: root, Diagnostics()), over: ScenarioDefaults.document(tiers: []))
    var edit = DocumentEdit(
      table: table, root: root, whole: all, location: SourceLocation(file: setting.place),
      source: setting.source)
    let value = try setting.entry()
    let resolved = try edit.set(key, to: value)
    root = edit.root
    // A text in the place of a text changes no other key, and later settings see it in `root`.
    whole = value.text != nil && all.leaf(resolved.steps)?.text != nil ? all : nil
    return resolved
  }
}

extension Entry {
  /// The entry that steps lead to, with indices for members of lists.
  fileprivate func leaf(_ steps: [String]) -> Entry? {
    steps.reduce(self) { (entry: Entry?, step) in
      guard let elements = entry?.elements else { return entry?[step] }
      return Int(step).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
    }
  }
}
