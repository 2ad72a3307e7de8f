import Foundation

/// A file of the user's, opened to be read: a regular file, or a pipe that somebody writes to.
///
/// Opening never waits, whatever the path leads to.
package struct InputFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private let isPipe: Bool
  /// In bytes; 0 for a pipe.
  let size: Int

  /// - Throws: ``UnreadableFile`` with what is there instead.
  package init(_ path: String) throws(UnreadableFile) {
    let opened = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard opened >= 0 else { throw UnreadableFile(path: path, errorNumber: errno) }
    var status = stat()
    guard fstat(opened, &status) == 0 else {
      let number = errno
      close(opened)
      throw UnreadableFile(path: path, errorNumber: number)
    }
    let other: String? =
      switch status.st_mode & S_IFMT {
      case S_IFREG, S_IFIFO: nil
      case S_IFDIR: "a folder, not a file"
      case S_IFCHR, S_IFBLK: "a device, not a file"
      default: "not a file"
      }
    if let other {
      close(opened)
      throw UnreadableFile(path: path, reason: other)
    }
    self.path = path
    descriptor = opened
    isPipe = status.st_mode & S_IFMT == S_IFIFO
    size = isPipe ? 0 : Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// The bytes up to one more than a limit.
  ///
  /// - Throws: ``UnreadableFile``, also for a pipe to which nobody writes.
  func bytes(upTo limit: Int) throws(UnreadableFile) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(size, limit) + 1)
    let piece = 1 << 18
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: piece, alignment: 16)
    defer { buffer.deallocate() }
    while bytes.count <= limit {
      let count = read(descriptor, buffer.baseAddress, min(piece, limit + 1 - bytes.count))
      if count > 0 {
        bytes.append(contentsOf: buffer[..<count])
      } else if count == 0 {
        break
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        throw UnreadableFile(path: path, errorNumber: errno)
      }
    }
    if isPipe, bytes.isEmpty {
      throw UnreadableFile(path: path, reason: "a pipe with nothing in it")
    }
    return bytes
  }
}

/// A file that could not be opened or read.
public struct UnreadableFile: Error, CustomStringConvertible, Sendable {
  public let path: String
  /// Without a full stop: `no such file`.
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  init(path: String, errorNumber: Int32) {
    let reason =
      switch errorNumber {
      case ENOENT: "no such file"
      case EACCES, EPERM: "no permission to read it"
      default: String(cString: strerror(errorNumber))
      }
    self.init(path: path, reason: reason)
  }

  public var description: String { "\(path): \(reason)" }
}
