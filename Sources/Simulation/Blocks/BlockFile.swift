import Foundation

/// An open file of blocks, closed with the last that refers to it.
final class BlockFile: Sendable {
  let path: String
  private let descriptor: Int32

  /// Opens a file to read it.
  convenience init(reading path: String) throws(BlockFileError) {
    try self.init(path, flags: O_RDONLY, .reading)
  }

  /// Opens a file to read and write it; makes one where there is none.
  convenience init(updating path: String) throws(BlockFileError) {
    try self.init(path, flags: O_RDWR | O_CREAT, .writing)
  }

  /// A file without a name, for what does not fit into memory. It disappears when it is closed, or
  /// with the process.
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
    descriptor = open(path, flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw BlockFileError(path, action, errorNumber: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw BlockFileError(path, action, reason: "no regular file")
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

  /// Locks the file against updates by other processes; false where one holds the lock.
  func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Up to `count` words from a byte on; fewer where the file ends.
  func words(at offset: Int, count: Int) throws(BlockFileError) -> [UInt64] {
    var read = 0
    let words = [UInt64](unsafeUninitializedCapacity: count) { buffer, initialized in
      read = self.read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
      initialized = max(0, read) / 8
    }
    guard read >= 0 else { throw BlockFileError(path, .reading, errorNumber: errno) }
    return words
  }

  /// Fills a buffer with what was written or verified before.
  ///
  /// Ends the process where the disk fails or the file was cut meanwhile, as failing memory would.
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

  /// How many bytes were read, fewer where the file ends; below 0 where reading failed.
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
  /// The system's: `No space left on device`.
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
