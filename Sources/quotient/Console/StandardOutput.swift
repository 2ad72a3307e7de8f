import Formats
import Foundation
import Reporting

/// What the command was asked for; a failure to write it is an error.
enum StandardOutput {
  /// Colour on a terminal that can, unless the user asks for none; lines as wide as it is.
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

/// What the user should know beside it: problems, warnings, progress.
///
/// Where even that cannot be written, nobody is left to be told.
enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes lines, in which names of the user's cannot steer the terminal.
  static func write(_ lines: String) {
    let plain = lines.split(separator: "\n", omittingEmptySubsequences: false).map {
      PlainText.of(String($0)) + "\n"
    }
    _ = Descriptor.write(plain.joined(), to: STDERR_FILENO)
  }

  /// Writes over the last line of a terminal.
  static func writeInPlace(_ text: String) {
    _ = Descriptor.write("\r\u{1B}[K" + text, to: STDERR_FILENO)
  }
}

/// Writing without a buffer: what failed is known at once.
private enum Descriptor {
  /// The code of what went wrong, or nil.
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
