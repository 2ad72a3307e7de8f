import Foundation
import Language

/// The way out for a file that is not there: the nearest name beside it.
enum FileSuggestion {
  static func wayOut(for path: String) -> String? {
    let manager = FileManager.default
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
