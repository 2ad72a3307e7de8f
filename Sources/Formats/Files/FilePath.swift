/// Paths as the user typed them, which messages repeat.
package enum FilePath {
  /// The folder of a file; empty for the current one.
  ///
  /// Foundation's way to the folder traps on a name of one letter.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path of a file that is named as it is seen from a folder.
  ///
  /// - Parameter folder: Empty for the current one.
  package static func path(of name: String, besideFolder folder: String) -> String {
    if name.hasPrefix("/") || folder.isEmpty { return name }
    return folder + (folder.hasSuffix("/") ? "" : "/") + name
  }
}
