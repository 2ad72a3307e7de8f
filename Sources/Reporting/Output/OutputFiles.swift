import Foundation

/// Something that could not be written: a full disk, a folder without permission.
public struct OutputError: Error, CustomStringConvertible, Sendable {
  public let path: String
  /// Without a full stop: `No space left on device`.
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String { "\(path) cannot be written: \(reason)" }
}

/// Files that are written together: each beside its place first, and moved there once all of them
/// are whole, so that a failure leaves what was there before.
public struct OutputFiles: Sendable {
  public let folder: String
  private var files: [(name: String, text: String)] = []

  /// - Parameter folder: Made where it does not exist; empty for the current one.
  public init(folder: String) {
    self.folder = folder
  }

  public mutating func add(_ name: String, _ text: String) {
    files.append((name, text))
  }

  /// The names, in the order they were added.
  public var names: [String] { files.map(\.name) }

  /// Writes and moves all files.
  ///
  /// - Throws: The first failure; files that were there are then unchanged.
  public func write() throws(OutputError) {
    let manager = FileManager.default
    let base = folder.isEmpty ? "." : folder
    do {
      try manager.createDirectory(atPath: base, withIntermediateDirectories: true)
    } catch {
      throw OutputError(path: base, reason: Self.reason(of: error))
    }
    let process = ProcessInfo.processInfo.processIdentifier
    let places = files.map { name, _ in
      (final: folder.isEmpty ? name : base + "/" + name, beside: base + "/.\(name).\(process).new")
    }
    defer { for place in places { try? manager.removeItem(atPath: place.beside) } }
    for (file, place) in zip(files, places) {
      do {
        try Data(file.text.utf8).write(to: URL(fileURLWithPath: place.beside))
      } catch {
        throw OutputError(path: place.final, reason: Self.reason(of: error))
      }
    }
    for place in places where rename(place.beside, place.final) != 0 {
      throw OutputError(path: place.final, reason: String(cString: strerror(errno)))
    }
  }

  /// The system's own words.
  private static func reason(of error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    guard let code = underlying?.code, underlying?.domain == NSPOSIXErrorDomain else {
      return error.localizedDescription
    }
    return String(cString: strerror(Int32(code)))
  }
}
