import Foundation

/// An open file of blocks, closed with its last reference.
final class BlockFile: Sendable {
  let path: String
  private let descriptor: Int32

  /// Opens a file for reading.
  convenience init(reading path: String) throws(BlockFileError) {
    try self.init(path, flags: O_RDONLY, .reading)
  }

  /// Opens a file for reading and writing, and creates it if missing.
  convenience init(updating path: String) throws(BlockFileError) {
    try self.init(path, flags: O_RDWR | O_CREAT, .writing)
  }

  /// A nameless file for what does not fit into memory. It disappears when closed or when the
  /// process ends.
  init(temporaryIn folder: String = NSTemporaryDirectory()) throws(BlockFileError) {
    var template = Array((folder + "/quotient-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    path = folder
    guard descriptor >= 0 else { throw BlockFileError(path, .writing, errorNumber: errno) }
    unlink(template)
  }

  private init(
    _ path: String, flags: Int32, _ action: BlockFileError.Action
  ) throws(BlockFileError) {
    self.path = path
    // Opening a pipe would wait for the other end.
    descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard descriptor >= 0 else { throw BlockFileError(path, action, errorNumber: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw BlockFileError(path, action, reason: "no file of blocks: a folder, a pipe or a device")
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// In bytes.
  func size() throws(BlockFileError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw BlockFileError(path, .reading, errorNumber: errno)
    }
    return Int(status.st_size)
  }

  /// Locks the file against updates by other processes; false if one holds the lock.
  func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Up to `count` words from a byte offset; fewer at the end of the file.
  func words(at offset: Int, count: Int) throws(BlockFileError) -> [UInt64] {
    var read = 0
    let words = [UInt64](unsafeUninitializedCapacity: count) { buffer, initialized in
      read = self.read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
      initialized = max(0, read) / 8
    }
    guard read >= 0 else { throw BlockFileError(path, .reading, errorNumber: errno) }
    return words
  }

  /// Fills a buffer with data written or verified before.
  ///
  /// Ends the process if the disk fails or the file has been truncated, as running out of memory
  /// would.
  func readBack(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) {
    guard read(at: offset, into: buffer) == buffer.count else {
      fatalError(
        "\(path): what was written cannot be read back: \(String(cString: strerror(errno)))")
    }
  }

  func write(_ words: [UInt64], at offset: Int) throws(BlockFileError) {
    var fault: Int32?
    words.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count, fault == nil {
        let count = pwrite(
          descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(offset + done))
        if count < 0 {
          if errno != EINTR { fault = errno }
        } else {
          done += count
        }
      }
    }
    if let fault { throw BlockFileError(path, .writing, errorNumber: fault) }
  }

  func truncate(to size: Int) throws(BlockFileError) {
    guard ftruncate(descriptor, off_t(size)) == 0 else {
      throw BlockFileError(path, .writing, errorNumber: errno)
    }
  }

  /// The number of bytes read, fewer at the end of the file; negative on failure.
  private func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var done = 0
    while done < buffer.count {
      let count = pread(
        descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      if count < 0 { return -1 }
      if count == 0 { break }
      done += count
    }
    return done
  }
}

/// Why a file of blocks could not be opened, read or written.
public struct BlockFileError: Error, CustomStringConvertible {
  public enum Action: Sendable {
    case reading
    case writing
  }

  public let path: String
  public let action: Action
  /// In the system's words: `No space left on device`.
  public let reason: String

  init(_ path: String, _ action: Action, reason: String) {
    self.path = path
    self.action = action
    self.reason = reason
  }

  init(_ path: String, _ action: Action, errorNumber: Int32) {
    self.init(path, action, reason: String(cString: strerror(errorNumber)))
  }

  public var description: String { "\(path): \(reason)" }
}
