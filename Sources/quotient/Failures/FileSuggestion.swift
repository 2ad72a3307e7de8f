import Formats
import Foundation
import Language

/// Whether two paths lead to one file.
enum SameFile {
  static func isOne(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(one, &first) == 0, stat(other, &second) == 0 else {
      return URL(filePath: one).standardizedFileURL == URL(filePath: other).standardizedFileURL
    }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}

/// The hint for a missing file: the nearest name next to it, or a file in the folder.
enum FileSuggestion {
  /// Whether a path is a folder, if only by its trailing slash.
  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return exists ? isFolder.boolValue : path.hasSuffix("/")
  }

  static func hint(for path: String) -> String? {
    let manager = FileManager.default
    if isFolder(path) {
      let names = (try? manager.contentsOfDirectory(atPath: path)) ?? []
      let files = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".csv") }
      return files.count == 1
        ? "; did you mean \(FilePath.path(of: files[0], besideFolder: path))?"
        : "; name a file in it"
    }
    guard !manager.fileExists(atPath: path) else { return nil }
    let url = URL(filePath: path)
    let folder = url.deletingLastPathComponent()
    guard let names = try? manager.contentsOfDirectory(atPath: folder.path) else {
      return "; there is no folder \(folder.relativePath)"
    }
    guard let near = Suggestion.nearest(to: url.lastPathComponent, among: names.sorted()) else {
      return nil
    }
    let prefix = path.dropLast(url.lastPathComponent.count)
    return "; did you mean \(prefix)\(near)?"
  }
}
