import Foundation

/// A folder of report files.
public struct ReportFolder: Sendable {
  /// A file of a report by its name in the folder.
  public struct File: Sendable {
    public let name: String
    let content: FileContent

    public init(_ name: String, _ content: FileContent) {
      self.name = name
      self.content = content
    }

    public init(_ name: String, text: String) {
      self.init(name, .text(text))
    }
  }

  public let path: String

  public init(path: String) {
    self.path = path
  }

  /// Writes the files, and the folder where there is none; a report that was there before stays
  /// until all of the new files are complete, and stays where any of them fails.
  ///
  /// - Parameter optional: Names of files that a report may have. One that an earlier report has left
  ///   and this one does not have is removed, so that what lies together belongs together.
  /// - Throws: ``UnwrittenFile`` with the file and the reason; `CancellationError` where the task is
  ///   cancelled before the first file takes its place.
  public func write(_ files: [File], optional: [String] = []) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    } catch {
      throw UnwrittenFile(path: path, reason: Self.reason(error))
    }
    try OutputFile.write(files.map { OutputFile(path: "\(path)/\($0.name)", $0.content) })
    for name in optional where !files.contains(where: { $0.name == name }) {
      unlink("\(path)/\(name)")
    }
  }

  private static func reason(_ error: any Error) -> String {
    let error = error as NSError
    let cause = (error.userInfo[NSUnderlyingErrorKey] as? NSError) ?? error
    return cause.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(cause.code))) : error.localizedDescription
  }
}
