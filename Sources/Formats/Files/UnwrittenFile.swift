import Foundation

/// A file that could not be written, and why.
public struct UnwrittenFile: Error, Hashable, CustomStringConvertible {
  public let path: String
  /// In the words of the system.
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
