import Formats
import Foundation
import Reporting

/// The output that was asked for; failure to write it is an error.
enum StandardOutput {
  /// Coloured on a terminal that supports it, unless the user opts out; lines fit its width.
  static var style: Style {
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
    return Style(
      isTerminal: isatty(STDOUT_FILENO) == 1, width: isKnown ? Int(size.ws_col) : nil,
      environment: ProcessInfo.processInfo.environment)
  }

  static func write(_ text: String) throws(UnwrittenFile) {
    guard let code = Descriptor.write(text, to: STDOUT_FILENO) else { return }
    throw UnwrittenFile(path: "standard output", reason: String(cString: strerror(code)))
  }
}

/// What the user should know besides: problems, warnings, progress.
///
/// If even this cannot be written, there is no one left to tell.
enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes lines in which the user's names cannot control the terminal.
  static func write(_ lines: String) {
    _ = Descriptor.write(PlainText.lines(lines) + "\n", to: STDERR_FILENO)
  }

  /// Writes over the last line of a terminal.
  static func writeInPlace(_ text: String) {
    _ = Descriptor.write("\r\u{1B}[K" + text, to: STDERR_FILENO)
  }
}

/// Unbuffered writing, so that failures are known at once.
private enum Descriptor {
  /// The error code, or nil.
  static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        let count = Foundation.write(descriptor, part.baseAddress, part.count)
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
