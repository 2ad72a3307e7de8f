import Foundation

/// A folder of report files, which changes from one report to the next in a single step.
public struct ReportFolder: Sendable {
  public typealias File = ReportFile

  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// Writes the files, and creates the folder if needed. An existing report stays until all new
  /// files are complete, or if any of them fails; whatever else is in the folder stays anyway.
  ///
  /// The files are written into a hidden folder beside this one, which takes its place. Where the
  /// system cannot exchange them, or must not since this is the working folder or a mount, the files
  /// are renamed one by one, and meanwhile the folder says that it is unfinished.
  ///
  /// - Parameters:
  ///   - optional: Names of files that a report may have. One left over from an earlier report is
  ///     removed, so that the files of a folder belong together.
  ///   - unfinished: Stands for the first file while files are renamed one by one.
  ///   - isAllowed: Called when no other process can write the folder any more, before anything is
  ///     written.
  /// - Throws: ``UnwrittenFile`` with the file and the reason; `CancellationError` if the task is
  ///   cancelled before the first file is in place.
  public func write(
    _ files: [File], optional: [String] = [], unfinished: String? = nil,
    isAllowed: () throws -> Void = {}
  ) async throws {
    let isNew = try make()
    do {
      let swap = try await ReportDraft(
        of: path, ours: Set(files.map(\.name) + optional))
      try isAllowed()
      try await swap.write(files)
      try Task.checkCancellation()
      try swap.takePlace(files, optional: optional, unfinished: unfinished)
    } catch {
      // Only if it is empty.
      if isNew { rmdir(path) }
      throw error
    }
  }

  /// Creates the folder and any missing parents; false if it is there.
  ///
  /// - Throws: ``UnwrittenFile``.
  @discardableResult
  public func make() throws(UnwrittenFile) -> Bool { try Self.make(path) }

  /// Fails early if the folder cannot be written: a file is in the way, or permissions are missing.
  /// Leaves nothing.
  ///
  /// - Throws: ``UnwrittenFile`` with what is in the way.
  public func check() throws(UnwrittenFile) {
    guard !path.isEmpty else { throw UnwrittenFile(path: "''", errorNumber: ENOENT) }
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
    // A folder of /proc, or a working folder that was deleted, allows everything and makes nothing.
    let probe = FilePath.path(of: ".quotient-probe.\(getpid())", besideFolder: nearest)
    guard mkdir(probe, 0o700) == 0 || errno == EEXIST else {
      throw UnwrittenFile(path: path, errorNumber: errno)
    }
    rmdir(probe)
  }

  /// Whether anything of this name exists, even a dangling link.
  package func has(_ name: String) -> Bool {
    var status = stat()
    return lstat("\(path)/\(name)", &status) == 0
  }

  /// The text of a file; nil if it has none.
  ///
  /// - Throws: ``UnreadableFile`` if there is a regular file that cannot be read.
  package func text(of name: String) throws(UnreadableFile) -> String? {
    var status = stat()
    // Reading a pipe would wait for a writer.
    guard stat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    let bytes = try InputFile("\(path)/\(name)").bytes(upTo: SourceText.largestFile)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Creates a folder and any missing parents; false if it is there.
  private static func make(_ path: String) throws(UnwrittenFile) -> Bool {
    if mkdir(path, 0o777) == 0 { return true }
    var error = errno
    let parent = OutputFile.parent(of: path)
    if error == ENOENT, !parent.isEmpty {
      _ = try make(parent)
      if mkdir(path, 0o777) == 0 { return true }
      error = errno
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw UnwrittenFile(path: path, errorNumber: error)
    }
    return false
  }
}
