import Foundation
import Reporting

/// What the command was asked for; a failure to write it is an error.
enum StandardOutput {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  static func write(_ text: String) throws(OutputError) {
    guard let code = Descriptor.write(text, to: STDOUT_FILENO) else { return }
    throw OutputError(path: "standard output", reason: String(cString: strerror(code)))
  }
}

/// What the user should know beside it: problems, warnings, progress.
enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a line; where even that is impossible nobody is left to be told.
  static func write(_ line: String) {
    _ = Descriptor.write(line + "\n", to: STDERR_FILENO)
  }
}

/// Writing without a buffer: what failed is known at once.
enum Descriptor {
  /// The code of what went wrong, or nil.
  static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        #if canImport(Darwin)
          let count = Darwin.write(descriptor, part.baseAddress, part.count)
        #else
          let count = Glibc.write(descriptor, part.baseAddress, part.count)
        #endif
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        rest = rest.dropFirst(count)
      }
      return nil
    }
  }
}
