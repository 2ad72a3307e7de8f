import Foundation

/// The command as users run it: the built binary, in a folder of its own.
struct Command {
  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The repository, for scenarios and fixtures.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Where files go; removed by ``remove()``.
  let folder: URL

  /// - Parameter files: The initial files of the folder, text by name.
  init(files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "quotient-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  /// Runs `body` in a folder with a scenario, `small.yaml`.
  static func with(scenario: String, _ body: (Command) throws -> Void) throws {
    let command = try Command(files: ["small.yaml": scenario])
    defer { command.remove() }
    try body(command)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  /// Runs `quotient` to its end.
  ///
  /// - Parameters:
  ///   - outputPath: Where standard output goes instead of into the result.
  ///   - interruptAfter: Seconds until an interrupt is sent; nil for none.
  ///   - killOnce: The process gets a signal once this holds; nil for never.
  ///   - signal: Which.
  func callAsFunction(
    _ arguments: String..., outputPath: String? = nil, interruptAfter: Double? = nil
  ) throws -> Result {
    try self(arguments: arguments, outputPath: outputPath, interruptAfter: interruptAfter)
  }

  /// Runs `quotient` with arguments that are a list.
  func callAsFunction(
    arguments: [String], outputPath: String? = nil, interruptAfter: Double? = nil,
    killOnce: (() throws -> Bool)? = nil, signal: Int32 = SIGKILL
  ) throws -> Result {
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // Files, not pipes, so that no amount of output blocks.
    let name = UUID().uuidString
    let output = FileManager.default.temporaryDirectory.appending(path: "\(name).out")
    let errors = FileManager.default.temporaryDirectory.appending(path: "\(name).err")
    defer {
      try? FileManager.default.removeItem(at: output)
      try? FileManager.default.removeItem(at: errors)
    }
    for url in [output, errors] { try Data().write(to: url) }
    process.standardOutput =
      try outputPath.map { try FileHandle(forWritingTo: URL(filePath: $0)) }
      ?? FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    if let interruptAfter {
      Thread.sleep(forTimeInterval: interruptAfter)
      process.interrupt()
    }
    if let killOnce {
      while process.isRunning, try !killOnce() { Thread.sleep(forTimeInterval: 0.002) }
      kill(process.processIdentifier, signal)
    }
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  /// Beside the tests, in the folder of the build.
  static let binary: URL = {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let folder = bundle?.deletingLastPathComponent() ?? Bundle.main.bundleURL
    return folder.appending(path: "quotient")
  }()
}
