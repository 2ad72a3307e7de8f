import Formats
import Foundation

/// Named sets of changes, kept beside the report of the scenario so that they outlive the studio.
actor Variants {
  struct Variant: Codable, Sendable {
    let name: String
    let changes: [String: String]
  }

  struct List: Codable, Sendable {
    /// Rises with each change, so that two pages cannot overwrite one another.
    var revision: Int
    var variants: [Variant]
  }

  /// Nil: they are kept in memory only.
  private let path: String?
  private let folder: ReportFolder
  private(set) var list: List

  static let fileName = "variants.json"

  /// - Parameter isKept: Whether they are written.
  /// - Throws: `UnreadableFile` if a file is there that no studio wrote.
  init(in folder: ReportFolder, isKept: Bool) throws {
    self.folder = folder
    let path = folder.path + "/" + Self.fileName
    self.path = isKept ? path : nil
    guard isKept, let data = FileManager.default.contents(atPath: path) else {
      list = List(revision: 0, variants: [])
      return
    }
    do {
      list = try JSONDecoder().decode(List.self, from: data)
    } catch {
      throw UnreadableFile(
        path: path, reason: "not the variants of a studio; move it away, or use --no-keep")
    }
  }

  /// Replaces all, if they are still those that the page knows.
  func replace(_ new: List) async throws -> List {
    guard new.revision == list.revision else {
      throw StudioError(.conflict, "the variants were changed in another tab")
    }
    guard new.variants.count <= Limit.variants,
      new.variants.allSatisfy({
        !$0.name.isEmpty && $0.name.count <= Limit.nameLength
          && $0.changes.count <= Limit.changes
          && $0.changes.allSatisfy {
            $0.key.count <= Limit.textLength && $0.value.count <= Limit.textLength
          }
      })
    else { throw StudioError(.limit, "a variant is too large, or has no name") }
    let names = new.variants.map(\.name)
    guard Set(names).count == names.count else {
      throw StudioError(.value, "two variants have the same name")
    }
    list = List(revision: list.revision + 1, variants: new.variants)
    if let path {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try folder.make()
      try await OutputFile(
        path: path, text: String(decoding: encoder.encode(list), as: UTF8.self) + "\n"
      ).write()
    }
    return list
  }
}
