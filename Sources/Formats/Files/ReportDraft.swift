import Foundation

/// A file of a report by its name in the folder; one of a folder within has that before it, as in
/// `charts/cost.svg`.
public struct ReportFile: Sendable {
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

/// The next report of a folder, in a hidden folder beside it or within it.
///
/// The folder is locked as long as the draft exists. Whatever a process that was killed left in the
/// hidden folder is cleared away: files of reports are removed, others go back to where they were.
final class ReportDraft {
  /// As the user named it, for messages.
  private let path: String
  /// The folder itself, whatever links lead to it.
  private let folder: String
  private let draft: String
  /// Names of files that reports write.
  private let ours: Set<String>
  /// The folders within that they stand in.
  private let inner: Set<String>
  private let canSwap: Bool
  private let lock: FileLock
  private var draftLock: FileLock?

  private static let hidden = "quotient-draft"
  /// How long to wait for another process, which writes for a second or two.
  private static let patience = Duration.seconds(60)

  /// Locks a folder, clears away what was left over, and makes the draft's folder.
  ///
  /// - Throws: ``UnwrittenFile``, also if another process goes on writing there.
  init(of path: String, ours: Set<String>) async throws {
    guard let resolved = realpath(path, nil) else {
      throw UnwrittenFile(path: path, errorNumber: errno)
    }
    let folder = String(cString: resolved)
    free(resolved)
    self.path = path
    self.folder = folder
    self.ours = ours
    inner = Set(ours.map(OutputFile.parent).filter { !$0.isEmpty })
    lock = try await Self.lock(folder, path)
    canSwap = Self.canSwap(folder)
    let parent = OutputFile.parent(of: folder)
    draft =
      canSwap
      ? FilePath.path(
        of: ".\(folder.split(separator: "/").last ?? "").\(Self.hidden)",
        besideFolder: parent.isEmpty ? "/" : parent)
      : FilePath.path(of: ".\(Self.hidden)", besideFolder: folder)
    // A killed process may have left either, as the working folder was another.
    for place in [draft, FilePath.path(of: ".\(Self.hidden)", besideFolder: folder)] {
      clearAway(place)
    }
    guard mkdir(draft, 0o777) == 0 else {
      throw UnwrittenFile(
        path: path,
        reason: errno == EEXIST ? "\(draft) is in the way" : String(cString: strerror(errno)))
    }
    Leftovers.add(draft)
    draftLock = FileLock(draft, isFolder: true)
  }

  deinit {
    clearAway(draft)
    Leftovers.forget(draft)
  }

  private static func lock(_ folder: String, _ path: String) async throws -> FileLock {
    let start = ContinuousClock.now
    while true {
      errno = 0
      if let lock = FileLock(folder, isFolder: true), lock.isStill(at: folder) { return lock }
      guard [0, EWOULDBLOCK, EINTR].contains(errno) else {
        throw UnwrittenFile(path: path, errorNumber: errno)
      }
      guard ContinuousClock.now - start < patience else {
        throw UnwrittenFile(
          path: path,
          reason: "another run of quotient is writing there; name another folder with --out")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Whether another folder may take this one's place: nobody stands in it that we know of, it is no
  /// mount, and the new one could be made alike.
  private static func canSwap(_ folder: String) -> Bool {
    let name = OutputFile.parent(of: folder)
    let parent = name.isEmpty ? "/" : name
    var (own, outer) = (stat(), stat())
    guard folder != "/", stat(folder, &own) == 0, stat(parent, &outer) == 0,
      own.st_dev == outer.st_dev, access(parent, W_OK | X_OK) == 0,
      own.st_uid == geteuid() || geteuid() == 0
    else { return false }
    let working = FileManager.default.currentDirectoryPath
    return !(working + "/").hasPrefix(folder + "/")
  }

  // MARK: - Writing

  /// Writes the files into the draft.
  func write(_ files: [ReportFile]) async throws {
    let draft = draft
    let outputs = files.map { OutputFile(path: "\(path)/\($0.name)", $0.content) }
    for file in outputs { try checkPlace(of: file) }
    for name in Set(files.map { OutputFile.parent(of: $0.name) }).sorted() where !name.isEmpty {
      try makeFolder(name, in: draft)
    }
    let names = Dictionary(
      uniqueKeysWithValues: zip(outputs.map(\.path), files.map { "\(draft)/\($0.name)" }))
    let descriptors = try await OutputFile.inParallel(outputs) {
      try $0.write(to: names[$0.path]!, flags: O_WRONLY | O_CREAT | O_EXCL)
    }
    for descriptor in descriptors { close(descriptor) }
  }

  /// Makes a folder within, unless it is there.
  private func makeFolder(_ name: String, in folder: String) throws(UnwrittenFile) {
    guard mkdir("\(folder)/\(name)", 0o777) == 0 || errno == EEXIST else {
      throw UnwrittenFile(path: "\(path)/\(name)", errorNumber: errno)
    }
  }

  /// A folder in the place of a file could not be replaced.
  private func checkPlace(of file: OutputFile) throws(UnwrittenFile) {
    var status = stat()
    if lstat(file.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw UnwrittenFile(path: file.path, errorNumber: EISDIR)
    }
    // Nor could a file in the place of a folder.
    let parent = OutputFile.parent(of: file.path)
    if inner.contains(where: { parent == "\(path)/\($0)" }), lstat(parent, &status) == 0,
      status.st_mode & S_IFMT != S_IFDIR
    {
      throw UnwrittenFile(path: parent, errorNumber: ENOTDIR)
    }
  }

  // MARK: - Taking its place

  /// Makes the draft the report.
  func takePlace(
    _ files: [ReportFile], optional: [String], unfinished: String?
  ) throws(UnwrittenFile) {
    OutputFile.flush(folder: draft)
    if canSwap, isLike(), carryOver() {
      // From here on the hidden folder is the old report.
      Leftovers.forget(draft)
      if FolderSwap.exchange(draft, folder) {
        OutputFile.flush(folder: OutputFile.parent(of: folder))
        return
      }
      Leftovers.add(draft)
    }
    try renameOneByOne(files, optional: optional, unfinished: unfinished)
  }

  /// Gives the draft the owner and the permissions of the folder; false if it cannot have them.
  private func isLike() -> Bool {
    var (own, new) = (stat(), stat())
    guard stat(folder, &own) == 0, stat(draft, &new) == 0 else { return false }
    let isOwned = own.st_uid == new.st_uid && own.st_gid == new.st_gid
    return (isOwned || chown(draft, own.st_uid, own.st_gid) == 0)
      && chmod(draft, own.st_mode & 0o7777) == 0
  }

  /// Links what is not of reports into the draft, so that it is in the folder at every moment; false
  /// if anything there has no second name, such as a folder.
  private func carryOver() -> Bool {
    ([""] + inner.sorted()).allSatisfy(carryOver)
  }

  /// - Parameter part: A folder within, or the whole.
  private func carryOver(_ part: String) -> Bool {
    let prefix = part.isEmpty ? "" : part + "/"
    return FolderListing.names(in: "\(folder)/\(part)").map { prefix + $0 }.allSatisfy { name in
      if isOurs(name) { return true }
      var status = stat()
      if inner.contains(name), lstat("\(folder)/\(name)", &status) == 0,
        status.st_mode & S_IFMT == S_IFDIR
      {
        return mkdir("\(draft)/\(name)", 0o777) == 0 || errno == EEXIST
      }
      let from = "\(folder)/\(name)"
      guard lstat(from, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
      return link(from, "\(draft)/\(name)") == 0
    }
  }

  private func renameOneByOne(
    _ files: [ReportFile], optional: [String], unfinished: String?
  ) throws(UnwrittenFile) {
    guard let first = files.first else { return }
    func rename(_ from: String, to name: String) throws(UnwrittenFile) {
      guard Foundation.rename("\(draft)/\(from)", "\(folder)/\(name)") == 0 else {
        throw UnwrittenFile(path: "\(path)/\(name)", errorNumber: errno)
      }
    }
    if let unfinished {
      let mark = OutputFile(path: "\(path)/\(first.name)", text: unfinished)
      do {
        close(try mark.write(to: "\(draft)/.mark", flags: O_WRONLY | O_CREAT | O_EXCL))
      } catch {
        throw error as? UnwrittenFile ?? UnwrittenFile(path: path, reason: "\(error)")
      }
      try rename(".mark", to: first.name)
      OutputFile.flush(folder: folder)
    }
    for name in Set(files.map { OutputFile.parent(of: $0.name) }) where !name.isEmpty {
      try makeFolder(name, in: folder)
    }
    for file in files.dropFirst() { try rename(file.name, to: file.name) }
    for name in optional where !files.contains(where: { $0.name == name }) {
      unlink("\(folder)/\(name)")
    }
    for name in inner { OutputFile.flush(folder: "\(folder)/\(name)") }
    OutputFile.flush(folder: folder)
    // Last, as it says whose the others are and that they are complete.
    try rename(first.name, to: first.name)
    OutputFile.flush(folder: folder)
  }

  // MARK: - Clearing away

  private func isOurs(_ name: String) -> Bool {
    ours.contains(name) || name == ".mark" || name == ".\(Self.hidden)"
  }

  /// Removes a hidden folder: an unfinished draft, or the report before this one.
  private func clearAway(_ hidden: String) {
    var status = stat()
    guard lstat(hidden, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return }
    for part in inner.sorted() {
      clearAway(part + "/", of: hidden)
      rmdir("\(hidden)/\(part)")
    }
    clearAway("", of: hidden)
    rmdir(hidden)
  }

  /// - Parameter prefix: Of a folder within; empty for the hidden folder itself.
  private func clearAway(_ prefix: String, of hidden: String) {
    for name in FolderListing.names(in: "\(hidden)/\(prefix)").map({ prefix + $0 }) {
      let path = "\(hidden)/\(name)"
      if isOurs(name) {
        unlink(path)
      } else if !inner.contains(name) {
        if !prefix.isEmpty { mkdir("\(folder)/\(prefix)", 0o777) }
        giveBack(path, to: "\(folder)/\(name)")
      }
    }
  }

  /// Puts a file of the user's back, unless it is there or a later one is.
  private func giveBack(_ path: String, to target: String) {
    var (kept, there) = (stat(), stat())
    guard lstat(path, &kept) == 0 else { return }
    guard lstat(target, &there) == 0 else {
      rename(path, target)
      return
    }
    let isSame = kept.st_dev == there.st_dev && kept.st_ino == there.st_ino
    if isSame || kept.secondsOfChange <= there.secondsOfChange {
      unlink(path)
    } else {
      rename(path, target)
    }
  }
}
