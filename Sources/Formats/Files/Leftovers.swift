import Foundation
import Synchronization

/// What this process has written beside its targets and must not outlive it.
///
/// Normally whoever adds a path removes it. A process that is made to end at once calls
/// ``removeAll()``; after one that was killed, the next writer of the same target clears away.
public enum Leftovers {
  private static let paths = Mutex<Set<String>>([])

  static func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

  /// Forgets a path, which is gone or has become the target.
  static func forget(_ path: String) { paths.withLock { _ = $0.remove(path) } }

  /// Removes everything that is still there. The process must end then.
  public static func removeAll() {
    for path in paths.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}

/// A lock that the system holds for an open file or folder, and gives back when the process ends,
/// however it ends.
final class FileLock {
  private let descriptor: Int32

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Nil if another process, or another lock of this one, holds it; or, with an error number, if
  /// nothing of the kind is there or it cannot be opened.
  convenience init?(_ path: String, isFolder: Bool) {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | (isFolder ? O_DIRECTORY : 0)
    let opened = open(path, flags)
    guard opened >= 0 else { return nil }
    self.init(descriptor: opened)
    var status = stat()
    let isKind =
      fstat(opened, &status) == 0 && status.st_mode & S_IFMT == (isFolder ? S_IFDIR : S_IFREG)
    guard isKind, flock(opened, LOCK_EX | LOCK_NB) == 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Whether a path still leads to what is locked: it may have been replaced meanwhile.
  func isStill(at path: String) -> Bool {
    var (here, there) = (stat(), stat())
    return fstat(descriptor, &here) == 0 && stat(path, &there) == 0
      && here.st_dev == there.st_dev && here.st_ino == there.st_ino
  }
}

/// A temporary folder of this process, removed with its last reference.
package final class ScratchFolder {
  package let path: String
  private let lock: FileLock?

  private static let prefix = "quotient-scratch-"

  /// Makes one, and clears away those of processes that were killed.
  ///
  /// Nil if none can be made there.
  package init?(in folder: String) {
    Self.sweep(folder)
    path = FilePath.path(of: Self.prefix + UUID().uuidString, besideFolder: folder)
    guard mkdir(path, 0o700) == 0 else { return nil }
    Leftovers.add(path)
    lock = FileLock(path, isFolder: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    Leftovers.forget(path)
  }

  private static func sweep(_ folder: String) {
    for name in FolderListing.names(in: folder) where name.hasPrefix(prefix) {
      let path = FilePath.path(of: name, besideFolder: folder)
      var status = stat()
      // One that was just made may not be locked yet.
      guard lstat(path, &status) == 0, status.st_uid == geteuid(),
        time(nil) - status.secondsOfChange > 60, FileLock(path, isFolder: true) != nil
      else { continue }
      try? FileManager.default.removeItem(atPath: path)
    }
  }
}

/// The names in a folder.
enum FolderListing {
  /// Without `.` and `..`, in order; empty if it cannot be read.
  static func names(in folder: String) -> [String] {
    let path = folder.isEmpty ? "." : folder
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

extension stat {
  /// When the content last changed, in seconds since 1970.
  var secondsOfChange: Int {
    #if canImport(Darwin)
      st_mtimespec.tv_sec
    #else
      st_mtim.tv_sec
    #endif
  }
}
