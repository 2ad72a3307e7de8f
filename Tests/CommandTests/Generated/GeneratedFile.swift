import Foundation
import Testing

/// A file of the repository whose text is made from the code.
///
/// With `REGENERATE` in the environment it is written; otherwise it must be what the code says.
struct GeneratedFile {
  /// From the root of the repository.
  let path: String

  private static let root = Command.root

  func expect(_ text: String) throws {
    let url = Self.root.appending(path: path)
    if ProcessInfo.processInfo.environment["REGENERATE"] != nil {
      try Data(text.utf8).write(to: url, options: .atomic)
    }
    let committed = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    #expect(
      committed == text,
      "\(path) differs from the code; REGENERATE=1 Scripts/test --filter Generated writes it anew")
  }
}
