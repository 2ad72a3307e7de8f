import Foundation

/// A file that could not be opened or read; no fault of what it says.
public struct UnreadableFile: Error, CustomStringConvertible, Sendable {
  public let path: String
  /// Without a full stop: `no such file`.
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String { "\(path): \(reason)" }

  /// The system's reason in few words.
  package static func reason(of error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile?, .fileNoSuchFile?: "no such file"
    case .fileReadNoPermission?: "no permission to read it"
    default: "cannot be read"
    }
  }
}
