public import Formats
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
public import Language
import Logging
public import Model
import NIOCore
import Synchronization

/// A page on this machine on which a scenario's values are moved, and all models answer at once.
///
/// ```swift
/// let studio = try StudioServer(path: path, source, reading, scenario, options)
/// try await studio.run { address in print(address) }
/// ```
public struct StudioServer: Sendable {
  public struct Options: Sendable {
    /// 0: any that is free.
    public var port: Int
    /// How many blocks are simulated at once; nil: as many as there are cores.
    public var threads: Int?
    /// Whether variants are written beside the report.
    public var keepsVariants: Bool
    /// How a setting of the command line is named among the inputs.
    public var settingSource: String

    public init(port: Int, threads: Int?, keepsVariants: Bool, settingSource: String) {
      self.port = port
      self.threads = threads
      self.keepsVariants = keepsVariants
      self.settingSource = settingSource
    }
  }

  private let bench: StudioBench
  private let variants: Variants
  private let options: Options

  /// - Throws: `UnreadableFile` if variants are there that cannot be read.
  public init(
    path: String, _ source: SourceText, _ reading: ScenarioReading, _ scenario: Scenario,
    _ options: Options
  ) throws {
    let bench = StudioBench(
      path: path, source: source, reading: reading, scenario: scenario, threads: options.threads,
      settingSource: options.settingSource)
    self.bench = bench
    self.options = options
    variants = try Variants(in: bench.folder, isKept: options.keepsVariants)
  }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter isReady: Called once with the address to open, which holds the secret of this
  ///   launch.
  public func run(isReady: @escaping @Sendable (String) -> Void) async throws {
    var logger = Logger(label: "studio")
    logger.logLevel = .critical
    let responder = StudioResponder(bench, variants)
    let app = Application(
      responder: responder,
      server: .http1(
        configuration: .init(idleTimeout: .seconds(60)).limited),
      configuration: ApplicationConfiguration(
        address: .hostname("127.0.0.1", port: options.port),
        availableConnectionsDelegate: MaximumAvailableConnections(
          Limit.connections, logger: logger)),
      onServerRunning: { channel in
        guard let port = channel.localAddress?.port else { return }
        let door = Door(port: port)
        responder.door.withLock { $0 = door }
        isReady("http://127.0.0.1:\(port)/#t=\(door.token)")
      }, logger: logger)
    try await app.run()
  }
}

extension HTTP1Channel.Configuration {
  fileprivate var limited: Self {
    var limited = self
    limited.httpDecoder.maxHeaderListSize = Limit.headers
    limited.httpDecoder.maxHeaderFieldSize = Limit.headers
    return limited
  }
}
