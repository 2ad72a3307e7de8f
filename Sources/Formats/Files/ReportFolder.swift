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

  /// Writes the files, and the folder where there is none; a report that was there before stays
  /// until all of the new files are complete, and stays where any of them fails.
  ///
  /// - Parameter optional: Names of files that a report may have. One that an earlier report has left
  ///   and this one does not have is removed, so that what lies together belongs together.
  /// - Throws: ``UnwrittenFile`` with the file and the reason; `CancellationError` where the task is
  ///   cancelled before the first file takes its place.
  public func write(_ files: [File], optional: [String] = []) async throws {
    try Self.make(path)
    try await OutputFile.write(files.map { OutputFile(path: "\(path)/\($0.name)", $0.content) })
    for name in optional where !files.contains(where: { $0.name == name }) {
      unlink("\(path)/\(name)")
    }
  }

  /// Notices before anything is made where the folder could not be written: where a file stands in
  /// its way, or the system forbids it. Makes nothing.
  ///
  /// - Throws: ``UnwrittenFile`` with what stands in the way.
  public func check() throws(UnwrittenFile) {
    var place = path
    var status = stat()
    // The folder may be yet to be made, in one that is there.
    while stat(place.isEmpty ? "." : place, &status) != 0 {
      guard errno == ENOENT || errno == ENOTDIR, !place.isEmpty, place != "/" else {
        throw UnwrittenFile(path: path, errorNumber: errno)
      }
      place = OutputFile.parent(of: place)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw UnwrittenFile(path: place, errorNumber: ENOTDIR)
    }
    guard access(place.isEmpty ? "." : place, W_OK | X_OK) == 0 else {
      throw UnwrittenFile(path: path, errorNumber: errno)
    }
  }

  /// Whether anything of this name is there, be it a link that leads nowhere.
  package func has(_ name: String) -> Bool {
    var status = stat()
    return lstat("\(path)/\(name)", &status) == 0
  }

  /// The text of a file; nil where there is none to be read.
  package func text(of name: String) -> String? {
    var status = stat()
    // To read a pipe would wait for somebody to write to it.
    guard stat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return FileManager.default.contents(atPath: "\(path)/\(name)")
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Makes a folder and those it lies in, where there are none.
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
