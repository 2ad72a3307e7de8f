import Formats
import Foundation

/// What the page asks for.
enum Message {
  struct Enter: Decodable {
    let token: String
  }

  /// What is to be shown. `changes` is the whole difference from the file, in the words of the
  /// language, so that a request stands alone and order cannot hurt.
  struct Settings: Decodable {
    enum Phase: String, Decodable {
      case drag, rest
    }

    let client: String
    let version: Int
    let phase: Phase
    let changes: [String: String]
  }

  struct Changes: Decodable {
    let changes: [String: String]
    /// Show what would be saved, and save nothing.
    let preview: Bool?
  }

  struct Leave: Decodable {
    let client: String
  }
}

/// The most that a request may ask for.
enum Limit {
  static let body = 256 << 10
  static let headers = 16 << 10
  static let changes = 2000
  /// Of a value: both ends of a range.
  static let textLength = 20_010
  static let nameLength = 200
  static let variants = 200
  static let clients = 8
  static let connections = 64
  static let patience = Duration.seconds(10)
}

/// What the page is told when something cannot be done.
struct StudioError: Error, Sendable {
  enum Code: String {
    case value
    case protocolFault = "protocol"
    case conflict, limit, refused, fault
  }

  let code: Code
  let problems: [StudioBench.Refusal.Problem]

  init(_ code: Code, _ message: String) {
    self.code = code
    problems = [.init(key: "", message: message)]
  }

  init(_ refusal: StudioBench.Refusal) {
    code = .value
    problems = refusal.problems
  }

  /// The error as far as the page may know: nothing of a fault's insides.
  init(_ error: any Error) {
    switch error {
    case let error as StudioError: self = error
    case let refusal as StudioBench.Refusal: self.init(refusal)
    case let file as UnwrittenFile: self.init(.refused, file.description)
    case let file as UnreadableFile: self.init(.refused, file.description)
    default: self.init(.fault, "a fault in quotient; the terminal says more")
    }
  }

  var errors: JSONValue {
    .array(
      problems.map {
        ["code": .string(code.rawValue), "key": .string($0.key), "message": .string($0.message)]
      })
  }

  var json: JSONValue { ["errors": errors] }
}
