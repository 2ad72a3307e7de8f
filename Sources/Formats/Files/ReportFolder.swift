import Foundation

/// A folder of report files.
public struct ReportFolder: Sendable {
  /// A file of a report by its name in the folder.
  public struct File: Sendable {
    public let name: String
    let content: FileContent

    public init(_ name: String, _ content: FileContent) {
      self.name = name
      self.content = content
    }

    public init(_ name: String, text: String) {
      self.init(name, .text(text))
    }
  }

  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// Writes the files, and creates the folder if needed. An existing report stays until all new
  /// files are complete, or if any of them fails.
  ///
  /// - Parameter optional: Names of files that a report may have. One left over from an earlier
  ///   report is removed, so that the files of a folder belong together.
  /// - Throws: ``UnwrittenFile`` with the file and the reason; `CancellationError` if the task is
  ///   cancelled before the first file is in place.
  public func write(_ files: [File], optional: [String] = []) async throws {
    try Self.make(path)
    try await OutputFile.write(files.map { OutputFile(path: "\(path)/\($0.name)", $0.content) })
    for name in optional where !files.contains(where: { $0.name == name }) {
      unlink("\(path)/\(name)")
    }
  }

  /// Fails early if the folder cannot be written: a file is in the way, or permissions are missing.
  /// Writes nothing.
  ///
  /// - Throws: ``UnwrittenFile`` with what is in the way.
  public func check() throws(UnwrittenFile) {
    var nearest = path
    var status = stat()
    // The folder may not exist yet; the nearest one that does decides.
    while stat(nearest.isEmpty ? "." : nearest, &status) != 0 {
      guard errno == ENOENT || errno == ENOTDIR, !nearest.isEmpty, nearest != "/" else {
        throw UnwrittenFile(path: path, errorNumber: errno)
      }
      nearest = OutputFile.parent(of: nearest)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw UnwrittenFile(path: nearest, errorNumber: ENOTDIR)
    }
    guard access(nearest.isEmpty ? "." : nearest, W_OK | X_OK) == 0 else {
      throw UnwrittenFile(path: path, errorNumber: errno)
    }
  }

  /// Whether anything of this name exists, even a dangling link.
  package func has(_ name: String) -> Bool {
    var status = stat()
    return lstat("\(path)/\(name)", &status) == 0
  }

  /// The text of a file; nil if there is none to read.
  package func text(of name: String) -> String? {
    var status = stat()
    // Reading a pipe would wait for a writer.
    guard stat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return FileManager.default.contents(atPath: "\(path)/\(name)")
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Creates a folder and any missing parents.
  private static func make(_ path: String) throws(UnwrittenFile) {
    if mkdir(path, 0o777) == 0 { return }
    var error = errno
    let parent = OutputFile.parent(of: path)
    if error == ENOENT, !parent.isEmpty {
      try make(parent)
      if mkdir(path, 0o777) == 0 { return }
      error = errno
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw UnwrittenFile(path: path, errorNumber: error)
    }
  }
}
