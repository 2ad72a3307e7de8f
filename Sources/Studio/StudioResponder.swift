import Formats
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Language
import Model
import NIOCore
import Ownership
import Synchronization

/// Answers the requests of the page.
final class StudioResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  /// Set once the port is known; nobody comes in before.
  let door = Mutex<Door?>(nil)
  private let bench: StudioBench
  private let variants: Variants
  private let panel: ControlPanel
  private let bounds: [String: ClosedRange<Double>]
  private let clients = Mutex<[String: StudioClient]>([:])
  private let pace = Mutex(Pace())

  init(_ bench: StudioBench, _ variants: Variants) {
    self.bench = bench
    self.variants = variants
    panel = ControlPanel(controls: bench.reading.controls)
    bounds = Dictionary(
      uniqueKeysWithValues: panel.controls.compactMap { control in
        control.track.map { (control.key, $0.low...$0.high) }
      })
  }

  func respond(to request: Request, context: Context) async throws -> Response {
    var response: Response
    do {
      response = try await answer(request)
    } catch let refused as Door.Refused {
      response = Response(status: refused.status)
      response.headers[.contentLength] = "0"
      response.headers[.connection] = "close"
    } catch let error as StudioError {
      response = Self.json(error.json, status: error.status)
    } catch let error as HTTPError {
      response = Response(status: error.status)
    } catch is DecodingError {
      response = Self.json(
        StudioError(.protocolFault, "not a message of the studio's page").json, status: .badRequest)
    } catch {
      response = Self.json(StudioError(error).json, status: .internalServerError)
    }
    for field in Door.headers { response.headers[field.name] = field.value }
    return response
  }

  // MARK: - Routes

  private enum Route {
    case asset(StudioAsset)
    case enter, scenario, events, settings, variants, save, take, leave
  }

  private static let routes: [String: [(method: HTTPRequest.Method, route: Route)]] = [
    "/": [(.get, .asset(.page))],
    "/studio.css": [(.get, .asset(.style))],
    "/studio.js": [(.get, .asset(.script))],
    "/enter": [(.post, .enter)],
    "/scenario": [(.get, .scenario)],
    "/events": [(.get, .events)],
    "/settings": [(.post, .settings)],
    "/variants": [(.get, .variants), (.put, .variants)],
    "/save": [(.post, .save)],
    "/take": [(.post, .take)],
    "/leave": [(.post, .leave)],
  ]

  private func answer(_ request: Request) async throws -> Response {
    guard let door = door.withLock(\.self) else {
      throw Door.Refused(status: .serviceUnavailable)
    }
    let path = String((request.head.path ?? "").prefix { $0 != "?" })
    let known = Self.routes[path] ?? []
    let isOpen = known.contains { if case .asset = $0.route { true } else { false } }
    try door.check(request.head, isOpen: isOpen)
    guard !known.isEmpty else { throw Door.Refused(status: .notFound) }
    guard let route = known.first(where: { $0.method == request.method })?.route else {
      throw Door.Refused(status: .methodNotAllowed)
    }
    guard pace.withLock({ $0.allows() }) else { throw Door.Refused(status: .tooManyRequests) }
    switch route {
    case .asset(let asset): return asset.response(to: request.head)
    case .enter: return try await enter(request, door)
    default: try door.checkCookie(request.head)
    }
    switch route {
    case .asset, .enter: throw Door.Refused(status: .notFound)
    case .scenario: return try await scenario()
    case .events: return try events(request)
    case .settings:
      let message = try await body(of: request, as: Message.Settings.self)
      try Self.check(message.changes)
      try await client(message.client).ask(message)
      return Self.json(["version": .number(Double(message.version))], status: .accepted)
    case .variants:
      if request.method == .put {
        return try await Self.encoded(
          variants.replace(body(of: request, as: Variants.List.self)))
      }
      return try await Self.encoded(variants.list)
    case .save: return try await save(try await body(of: request, as: Message.Changes.self))
    case .take:
      let message = try await body(of: request, as: Message.Changes.self)
      try Self.check(message.changes)
      return Self.json(["path": .string(try await bench.take(message.changes))])
    case .leave:
      let message = try await body(of: request, as: Message.Leave.self)
      let left = clients.withLock { $0.removeValue(forKey: message.client) }
      await left?.leave()
      return Response(status: .noContent)
    }
  }

  private func enter(_ request: Request, _ door: Door) async throws -> Response {
    let message = try await body(of: request, as: Message.Enter.self)
    guard door.isToken(message.token) else {
      try await Task.sleep(for: .milliseconds(100))
      throw Door.Refused(status: .unauthorized)
    }
    var response = Response(status: .noContent)
    response.headers[.setCookie] = door.cookie
    return response
  }

  private func scenario() async throws -> Response {
    let scenario = bench.scenario
    let list = await variants.list
    return Self.json([
      "protocol": 1, "name": .string(scenario.name), "file": .string(bench.path),
      "trials": .number(Double(scenario.trials)), "seed": .number(Double(scenario.seed)),
      "fingerprint": .string(scenario.fingerprint.description),
      "controls": .string(panel.html), "count": .number(Double(panel.controls.count)),
      "models": .array(scenario.models.map { .string($0.name) }),
      "segments": .array(scenario.book.segments.map { .string($0.name) }),
      "motions": .array(Motion.allCases.map { .string($0.rawValue) }),
      "roles": .array(scenario.roles.keys.map(\.rawValue).sorted().map { .string($0) }),
      "variants": .object([
        .init("revision", .number(Double(list.revision))),
        .init(
          "variants",
          .array(
            list.variants.map { variant in
              [
                "name": .string(variant.name),
                "changes": .object(
                  variant.changes.sorted { $0.key < $1.key }.map {
                    .init($0.key, .string($0.value))
                  }),
              ]
            })),
      ]),
    ])
  }

  private func save(_ message: Message.Changes) async throws -> Response {
    try Self.check(message.changes)
    let edited = try bench.edited(message.changes)
    if message.preview != true, !edited.difference.isEmpty {
      try await OutputFile(path: bench.path, text: edited.text).write()
    }
    return Self.json([
      "difference": .array(edited.difference.map { .string($0) }),
      "saved": .boolean(message.preview != true),
    ])
  }

  // MARK: - Events

  private func client(_ id: String) throws -> StudioClient {
    guard !id.isEmpty, id.count <= 64 else {
      throw StudioError(.protocolFault, "a client without a name")
    }
    return try clients.withLock { clients in
      if let known = clients[id] { return known }
      guard clients.count < Limit.clients else {
        throw StudioError(.limit, "the studio is open in \(clients.count) tabs: close one")
      }
      let client = StudioClient(bench, controls: bounds)
      clients[id] = client
      return client
    }
  }

  private func events(_ request: Request) throws -> Response {
    let id = request.uri.queryParameters["client"].map(String.init) ?? ""
    let client = try client(id)
    var response = Response(
      status: .ok,
      body: ResponseBody { writer in
        try await request.body.consumeWithCancellationOnInboundClose { _ in
          var writer = writer
          try await withThrowingTaskGroup(of: Void.self) { group in
            let (lines, source) = AsyncStream<String>.makeStream()
            group.addTask {
              for await event in await client.events() { source.yield(event.text) }
              source.finish()
            }
            group.addTask {
              while true {
                source.yield(": here\n\n")
                try await Task.sleep(for: .seconds(15))
              }
            }
            for await text in lines { try await writer.write(ByteBuffer(string: text)) }
            group.cancelAll()
          }
          try await writer.finish(nil)
        }
      })
    response.headers[.contentType] = "text/event-stream"
    response.headers[.cacheControl] = "no-store"
    return response
  }

  // MARK: - Bodies

  private func body<Value: Decodable & Sendable>(
    of request: Request, as type: Value.Type
  ) async throws -> Value {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > Limit.body {
      throw Door.Refused(status: .contentTooLarge)
    }
    let data = try await withThrowingTaskGroup(of: Data?.self) { group in
      group.addTask {
        let buffer = try await request.body.collect(upTo: Limit.body)
        return Data(buffer.readableBytesView)
      }
      group.addTask {
        try await Task.sleep(for: Limit.patience)
        return nil
      }
      let first = try await group.next() ?? nil
      group.cancelAll()
      return first
    }
    guard let data else { throw Door.Refused(status: .requestTimeout) }
    return try JSONDecoder().decode(type, from: data)
  }

  private static func check(_ changes: [String: String]) throws {
    guard changes.count <= Limit.changes,
      changes.allSatisfy({
        $0.key.count <= Limit.textLength && $0.value.count <= Limit.textLength
      })
    else { throw StudioError(.limit, "more is changed than the studio takes") }
  }

  private static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
    var response = Response(
      status: status,
      body: ResponseBody(byteBuffer: ByteBuffer(string: JSONWriter(isIndented: false).text(value))))
    response.headers[.contentType] = "application/json"
    response.headers[.cacheControl] = "no-store"
    return response
  }

  private static func encoded(_ value: some Encodable) throws -> Response {
    var response = Response(
      status: .ok,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(value))))
    response.headers[.contentType] = "application/json"
    response.headers[.cacheControl] = "no-store"
    return response
  }
}

/// How fast requests may come: sixty a second, with some in reserve.
private struct Pace {
  private var left = 120.0
  private var last = ContinuousClock.now

  mutating func allows() -> Bool {
    let now = ContinuousClock.now
    left = min(120, left + (now - last) / .seconds(1) * 60)
    last = now
    guard left >= 1 else { return false }
    left -= 1
    return true
  }
}

extension StudioError {
  fileprivate var status: HTTPResponse.Status {
    switch code {
    case .value: .unprocessableContent
    case .protocolFault: .badRequest
    case .conflict: .conflict
    case .limit: .tooManyRequests
    case .refused: .unprocessableContent
    case .fault: .internalServerError
    }
  }
}
