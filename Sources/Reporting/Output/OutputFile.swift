import Foundation

/// A file that is written whole or not at all: beside its target, then renamed.
public struct OutputFile: Sendable {
  public let path: String
  private let chunks: @Sendable () -> AnySequence<String>

  /// A file whose text is made piece by piece while it is written.
  public init(path: String, chunks: @escaping @Sendable () -> AnySequence<String>) {
    self.path = path
    self.chunks = chunks
  }

  public init(path: String, text: String) {
    self.init(path: path) { AnySequence([text]) }
  }

  /// Writes the file; one that was there before stays until the new one is complete.
  ///
  /// What is no regular file, such as a device or a pipe, is written to as it is.
  public func write() throws(UnwrittenFile) {
    try Self.write([self])
  }

  /// Writes several files; none takes its place before all are complete.
  public static func write(_ files: [OutputFile]) throws(UnwrittenFile) {
    var drafts: [(draft: String, file: OutputFile)] = []
    do throws(UnwrittenFile) {
      for file in files {
        if file.isSpecial {
          try file.writeText(to: file.path, flags: O_WRONLY)
          continue
        }
        let draft = file.draftPath
        drafts.append((draft, file))
        try file.writeText(to: draft, flags: O_WRONLY | O_CREAT | O_TRUNC)
      }
      for (draft, file) in drafts where rename(draft, file.path) != 0 {
        throw UnwrittenFile(path: file.path, errorNumber: errno)
      }
    } catch {
      for (draft, _) in drafts { unlink(draft) }
      throw error
    }
  }

  private var isSpecial: Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
      && status.st_mode & S_IFMT != S_IFDIR
  }

  private var draftPath: String {
    let url = URL(fileURLWithPath: path)
    return url.deletingLastPathComponent()
      .appendingPathComponent(".\(url.lastPathComponent).\(getpid()).part").path
  }

  private func writeText(to target: String, flags: Int32) throws(UnwrittenFile) {
    let descriptor = open(target, flags, 0o644)
    guard descriptor >= 0 else { throw UnwrittenFile(path: path, errorNumber: errno) }
    do throws(UnwrittenFile) {
      for chunk in chunks() { try write(Array(chunk.utf8), to: descriptor) }
    } catch {
      close(descriptor)
      throw error
    }
    // A device or a pipe cannot be flushed to a disk; that is no failure.
    let isFlushed = fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS
    let flushError = errno
    guard close(descriptor) == 0 else { throw UnwrittenFile(path: path, errorNumber: errno) }
    guard isFlushed else { throw UnwrittenFile(path: path, errorNumber: flushError) }
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(UnwrittenFile) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw UnwrittenFile(path: path, errorNumber: errno) }
      done += count
    }
  }
}
