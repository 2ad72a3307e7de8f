import Foundation

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
