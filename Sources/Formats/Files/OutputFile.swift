import Foundation

/// A file that is written completely or not at all: beside its target, then renamed.
public struct OutputFile: Sendable {
  public let path: String
  private let content: FileContent

  public init(path: String, _ content: FileContent) {
    self.path = path
    self.content = content
  }

  public init(path: String, text: String) {
    self.init(path: path, .text(text))
  }

  /// Writes the file; an existing one stays until the new one is complete.
  ///
  /// A path that is not a regular file, such as a device or a pipe, is written to directly.
  ///
  /// - Throws: ``UnwrittenFile``; `CancellationError` if the task is cancelled.
  public func write() async throws {
    try await Self.write([self])
  }

  /// Writes several files at once: none is renamed into place before all are complete, and if a
  /// rename fails, the existing files are restored.
  ///
  /// - Throws: ``UnwrittenFile`` for the first that cannot be written; `CancellationError` if the
  ///   task is cancelled before the first is in place.
  public static func write(_ files: [OutputFile]) async throws {
    let regular = try files.filter { try !$0.isSpecial() }
    for file in regular { file.sweep() }
    defer {
      for file in regular {
        unlink(file.draftPath)
        Leftovers.forget(file.draftPath)
      }
    }
    let drafts = try await inParallel(files) { try $0.draft() }
    // Open until the files are in place: the lock says that the drafts are not left over.
    defer { for draft in drafts { close(draft) } }
    try Task.checkCancellation()
    try replace(regular)
    for folder in Set(regular.map { parent(of: $0.path) }) { flush(folder: folder) }
  }

  /// Calls `body` for several files at once.
  ///
  /// - Returns: Its descriptors, to be closed.
  /// - Throws: The first error in the order of the files.
  static func inParallel(
    _ files: [OutputFile], _ body: @escaping @Sendable (OutputFile) throws -> Int32
  ) async throws -> [Int32] {
    let results = await withTaskGroup(of: (Int, Result<Int32, any Error>).self) { group in
      for (index, file) in files.enumerated() {
        group.addTask { (index, Result { try body(file) }) }
      }
      var results: [Int: Result<Int32, any Error>] = [:]
      var isFailed = false
      for await (index, result) in group {
        if case .failure(let error) = result {
          // The others are cancelled and their errors ignored.
          group.cancelAll()
          if isFailed, error is CancellationError { continue }
          isFailed = true
        }
        results[index] = result
      }
      return results
    }
    let descriptors = results.values.compactMap { try? $0.get() }
    do {
      for index in results.keys.sorted() { _ = try results[index]!.get() }
    } catch {
      for descriptor in descriptors { close(descriptor) }
      throw error
    }
    return descriptors
  }

  /// Writes the content beside the target, or into a target that cannot be replaced.
  ///
  /// - Returns: The open file.
  private func draft() throws -> Int32 {
    guard try !isSpecial() else { return try write(to: path, flags: O_WRONLY | O_NONBLOCK) }
    Leftovers.add(draftPath)
    return try write(to: draftPath, flags: O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
  }

  /// Fails early if a file cannot be written. Writes nothing.
  ///
  /// - Throws: ``UnwrittenFile``.
  public static func check(path: String) throws(UnwrittenFile) {
    let file = OutputFile(path: path, text: "")
    let isSpecial = try file.isSpecial()
    // Replacing a regular file needs permissions on its folder.
    let parent = parent(of: path)
    let target = isSpecial ? path : parent.isEmpty ? "." : parent
    guard !path.isEmpty else { throw UnwrittenFile(path: "''", errorNumber: ENOENT) }
    guard access(target, isSpecial ? W_OK : W_OK | X_OK) == 0 else {
      throw UnwrittenFile(path: path, errorNumber: errno)
    }
  }

  /// The folder that a path leads into; empty for the working folder.
  static func parent(of path: String) -> String {
    // Foundation's parent of a path traps on a one-letter name.
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex && path.count > 1 ? "/" : String(path[..<slash])
  }

  /// Renames all drafts into place, or none.
  private static func replace(_ files: [OutputFile]) throws(UnwrittenFile) {
    var placed: [OutputFile] = []
    defer { for file in placed { unlink(file.formerPath) } }
    for file in files {
      // A single file takes its place in one step; of several, each could be restored.
      if files.count > 1 { rename(file.path, file.formerPath) }
      guard rename(file.draftPath, file.path) == 0 else {
        let error = UnwrittenFile(path: file.path, errorNumber: errno)
        rename(file.formerPath, file.path)
        for file in placed.reversed() where rename(file.formerPath, file.path) != 0 {
          unlink(file.path)
        }
        throw error
      }
      placed.append(file)
    }
  }

  /// Whether the path cannot be replaced, such as a device or a pipe.
  private func isSpecial() throws(UnwrittenFile) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return false
    case S_IFDIR: throw UnwrittenFile(path: path, errorNumber: EISDIR)
    default: return true
    }
  }

  private var draftPath: String { hiddenPath("\(getpid()).part") }
  private var formerPath: String { hiddenPath("\(getpid()).old") }

  /// A path beside the file that no other process uses.
  private func hiddenPath(_ suffix: String) -> String {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    return FilePath.path(of: ".\(name).\(suffix)", besideFolder: Self.parent(of: path))
  }

  /// Removes drafts of the same file that were left by processes that were killed.
  private func sweep() {
    let folder = Self.parent(of: path)
    let prefix = hiddenPath("").split(separator: "/").last.map(String.init) ?? ""
    for name in FolderListing.names(in: folder)
    where name.hasPrefix(prefix) && name.hasSuffix(".part") {
      let path = FilePath.path(of: name, besideFolder: folder)
      guard Int(name.dropFirst(prefix.count).dropLast(5)) != nil,
        FileLock(path, isFolder: false) != nil
      else { continue }
      unlink(path)
    }
  }

  /// Writes the content.
  ///
  /// - Returns: The open file, locked if it is a regular one.
  func write(to target: String, flags: Int32) throws -> Int32 {
    let pieces = try pieces()
    let descriptor = open(target, flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      // What opening a pipe without a reader says is of devices.
      throw errno == ENXIO
        ? UnwrittenFile(path: path, reason: "nobody reads from this pipe")
        : UnwrittenFile(path: path, errorNumber: errno)
    }
    do {
      flock(descriptor, LOCK_EX | LOCK_NB)
      for piece in pieces {
        try Task.checkCancellation()
        try write(piece, to: descriptor)
      }
      // A device or a pipe cannot be flushed to disk, which is not a failure.
      guard fsync(descriptor) == 0 || [EINVAL, ENOTSUP, EROFS].contains(errno) else {
        throw UnwrittenFile(path: path, errorNumber: errno)
      }
      return descriptor
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// Makes renames in a folder outlast a crash of the machine, as far as the system can.
  static func flush(folder: String) {
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// The content; an error in producing it becomes an error of the file.
  private func pieces() throws -> AnySequence<[UInt8]> {
    do {
      return try content.pieces()
    } catch let error as CancellationError {
      throw error
    } catch let error as UnwrittenFile {
      throw UnwrittenFile(path: path, reason: error.reason)
    } catch {
      throw UnwrittenFile(path: path, reason: "\(error)")
    }
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(UnwrittenFile) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 {
        done += count
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        throw UnwrittenFile(path: path, errorNumber: errno)
      }
    }
  }
}

/// The content of a file, text or bytes, produced when the file is written.
public struct FileContent: Sendable {
  let pieces: @Sendable () throws -> AnySequence<[UInt8]>

  /// Text in UTF-8.
  public static func text(_ text: String) -> FileContent {
    FileContent { AnySequence(CollectionOfOne(Array(text.utf8))) }
  }

  /// Text, produced when it is written.
  package static func text(making text: @escaping @Sendable () -> String) -> FileContent {
    FileContent { AnySequence(CollectionOfOne(Array(text().utf8))) }
  }

  /// Text, produced piece by piece while it is written.
  public static func text(
    pieces: @escaping @Sendable () -> AnySequence<String>
  ) -> FileContent {
    FileContent { AnySequence(pieces().lazy.map { Array($0.utf8) }) }
  }

  /// Bytes, produced piece by piece while they are written.
  public static func bytes(
    pieces: @escaping @Sendable () -> AnySequence<[UInt8]>
  ) -> FileContent {
    FileContent { pieces() }
  }

  /// Bytes, produced at once; an error says why the file could not be written.
  public static func bytes(_ bytes: @escaping @Sendable () throws -> [UInt8]) -> FileContent {
    FileContent { AnySequence(CollectionOfOne(try bytes())) }
  }
}

/// A file that could not be written, and why.
public struct UnwrittenFile: Error, Hashable, CustomStringConvertible {
  public let path: String
  /// In the system's words.
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  init(path: String, errorNumber: Int32) {
    self.init(path: path, reason: String(cString: strerror(errorNumber)))
  }

  public var description: String { "\(path): cannot be written: \(reason)" }
}
