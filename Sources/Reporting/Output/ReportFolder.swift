import Foundation

/// A folder of report files.
public struct ReportFolder: Sendable {
  /// A file of a report by its name in the folder.
  public struct File: Sendable {
    public let name: String
    let chunks: @Sendable () -> AnySequence<String>

    /// A file whose text is made piece by piece while it is written.
    public init(_ name: String, chunks: @escaping @Sendable () -> AnySequence<String>) {
      self.name = name
      self.chunks = chunks
    }

    public init(_ name: String, text: String) {
      self.init(name) { AnySequence([text]) }
    }
  }

  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// Writes the files, and the folder where there is none; a report that was there before stays
  /// until all of the new files are complete.
  public func write(_ files: [File]) throws(UnwrittenFile) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    } catch {
      throw UnwrittenFile(path: path, reason: Self.reason(error))
    }
    try OutputFile.write(
      files.map { OutputFile(path: "\(path)/\($0.name)", chunks: $0.chunks) })
  }

  private static func reason(_ error: any Error) -> String {
    let error = error as NSError
    let cause = (error.userInfo[NSUnderlyingErrorKey] as? NSError) ?? error
    return cause.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(cause.code))) : error.localizedDescription
  }
}
