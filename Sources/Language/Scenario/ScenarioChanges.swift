public import Formats
import Foundation

/// What two scenarios say differently, key by key, and the scenarios between them.
///
/// Keys are those of `check --resolved`, so that a default that one of them states counts as the same.
/// What changes no figure on the same luck is left out: name, trials, seed and sampling.
///
/// ```swift
/// let changes = ScenarioChanges(before, after)
/// for change in changes.all { print(change.name, change.keys.count) }
/// let half = try changes.reading(with: [0], trials: 1000, diagnostics)
/// ```
public struct ScenarioChanges: Sendable {
  /// A key whose value differs.
  public struct Key: Hashable, Sendable {
    /// As `--set` takes it.
    public let key: String
    /// As the language writes it; nil where the scenario does not have the key.
    public let before: String?
    public let after: String?
  }

  /// Keys that are switched at once.
  public struct Change: Sendable {
    /// The key, or the one above all of them.
    public let name: String
    public let keys: [Key]
    fileprivate let steps: [[String]]
  }

  /// In the order of the language.
  public private(set) var all: [Change]
  private let before: Entry
  private let after: Entry
  private let file: String

  /// What is not compared: it moves no figure, or it is the luck itself.
  private static let left: Set<String> = [
    "quotient", "name", "trials", "seed", "sampling", "period",
  ]

  /// Nil if one of them could not be read.
  public init?(_ before: ScenarioReading, _ after: ScenarioReading) {
    guard let old = Self.tree(before), let new = Self.tree(after), let origin = before.origin else {
      return nil
    }
    self.before = old
    let shared = new.sharingBook(with: old)
    self.after = shared
    file = origin.file
    all = Self.differences(old, shared, []).map { steps in
      let key = Key(
        key: SettingKey(steps).description, before: old.value(at: steps).map(DocumentWriter.flow),
        after: shared.value(at: steps).map(DocumentWriter.flow))
      return Change(name: key.key, keys: [key], steps: [steps])
    }
  }

  private init(_ other: ScenarioChanges, all: [Change]) {
    self = other
    self.all = all
  }

  /// The same with the keys below one of the root switched at once: for changes that make sense
  /// together only.
  public var byRoot: ScenarioChanges {
    var order: [String] = []
    let groups = Dictionary(grouping: all) { $0.steps[0][0] }
    for change in all where !order.contains(change.steps[0][0]) { order.append(change.steps[0][0]) }
    return ScenarioChanges(
      self,
      all: order.map { root in
        let group = groups[root]!
        return Change(
          name: group.count == 1 ? group[0].name : root, keys: group.flatMap(\.keys),
          steps: group.flatMap(\.steps))
      })
  }

  /// The same with everything switched at once.
  public var atOnce: ScenarioChanges {
    ScenarioChanges(
      self,
      all: [
        Change(
          name: "all changes", keys: all.flatMap(\.keys), steps: all.flatMap(\.steps))
      ])
  }

  /// The scenario before, with some of the changes made.
  ///
  /// - Parameter switched: By their indices in ``all``.
  /// - Returns: A reading, without a scenario if the changes make no sense by themselves.
  /// - Throws: ``UnreadableFile`` if the book's file cannot be read at all.
  public func reading(
    with switched: Set<Int>, trials: Int?, _ diagnostics: Diagnostics
  ) throws(UnreadableFile) -> ScenarioReading {
    var tree = before
    // Models of only one scenario stand in all of them: others may be like them.
    tree = tree.addingModels(of: after)
    for index in switched.sorted() {
      for steps in all[index].steps {
        tree = tree.setting(after.value(at: steps), at: steps[...])
      }
    }
    let text = DocumentWriter(isAnnotated: false).text(tree)
    guard let source = try? SourceText(file: file, bytes: Array(text.utf8)) else {
      return ScenarioReading(scenario: nil, document: nil, ignoredColumns: [], origin: nil)
    }
    return try ScenarioReader.read(source, in: "", trials: trials, diagnostics)
  }

  // MARK: - Trees

  /// The document in force, with the book's file by its whole path.
  private static func tree(_ reading: ScenarioReading) -> Entry? {
    guard let document = reading.document, let origin = reading.origin else { return nil }
    guard let file = document.value(at: bookFile)?.text else { return document }
    let path = FilePath.path(of: file, besideFolder: origin.folder)
    let whole = URL(filePath: path).standardizedFileURL.path
    return document.setting(Entry(text: whole), at: bookFile[...])
  }

  fileprivate static let bookFile = ["book", "file"]

  private static func differences(_ a: Entry?, _ b: Entry?, _ steps: [String]) -> [[String]] {
    guard let a, let b else { return a == nil && b == nil ? [] : [steps] }
    guard a != b else { return [] }
    if let x = a.pairs, let y = b.pairs {
      let keys = x.map(\.key) + y.map(\.key).filter { a[$0] == nil }
      return keys.filter { !(steps.isEmpty && left.contains($0)) }
        .flatMap { differences(a[$0], b[$0], steps + [$0]) }
    }
    if steps == ["models"] {
      // A model that only one has is no change of the others.
      return a.names.filter(b.names.contains).flatMap {
        differences(a.value(at: [$0]), b.value(at: [$0]), steps + [$0])
      }
    }
    return [steps]
  }
}

extension Entry {
  fileprivate init(text: String) {
    self.init(.text(text, isQuoted: true), path: "", location: SourceLocation(file: ""))
  }

  /// The names of a list's members; empty for those without.
  fileprivate var names: [String] { (elements ?? []).map(\.memberName) }

  private var memberName: String { text ?? self["name"]?.text ?? "" }

  /// Members of lists go by their names.
  fileprivate func value(at steps: [String]) -> Entry? {
    steps.reduce(self) { (entry: Entry?, step) in
      entry?[step] ?? entry?.elements?.first { $0.memberName == step }
    }
  }

  /// - Parameter value: Nil removes the key.
  fileprivate func setting(_ value: Entry?, at steps: ArraySlice<String>) -> Entry {
    guard let step = steps.first else { return value ?? self }
    var edited = self
    let rest = steps.dropFirst()
    if var elements {
      guard let index = elements.firstIndex(where: { $0.memberName == step }) else { return self }
      if rest.isEmpty {
        if let value { elements[index] = value } else { elements.remove(at: index) }
      } else {
        elements[index] = elements[index].setting(value, at: rest)
      }
      edited.content = .list(elements)
      return edited
    }
    var pairs = pairs ?? []
    let index = pairs.firstIndex { $0.key == step }
    if rest.isEmpty, value == nil {
      if let index { pairs.remove(at: index) }
    } else {
      let inner =
        index.map { pairs[$0].value } ?? Entry(.map([]), path: "", location: location)
      let new = inner.setting(value, at: rest)
      if let index {
        pairs[index].value = new
      } else {
        pairs.append(Pair(key: step, keyLocation: location, value: new))
      }
    }
    edited.content = .map(pairs)
    return edited
  }

  /// With the other's path to the book where both files hold the same bytes.
  fileprivate func sharingBook(with other: Entry) -> Entry {
    let steps = ScenarioChanges.bookFile
    guard let own = value(at: steps)?.text, let file = other.value(at: steps)?.text, own != file,
      FileManager.default.contentsEqual(atPath: own, andPath: file)
    else { return self }
    return setting(Entry(text: file), at: steps[...])
  }

  /// With the models that only the other has.
  fileprivate func addingModels(of other: Entry) -> Entry {
    guard let own = self["models"], let elements = own.elements else { return self }
    let added = (other["models"]?.elements ?? []).filter { !own.names.contains($0.memberName) }
    var models = own
    models.content = .list(elements + added)
    return setting(models, at: ["models"][...])
  }
}
