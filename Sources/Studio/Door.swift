import Foundation
import HTTPTypes
import Hummingbird

/// Who may come in: the page of this launch, on this machine, in the browser of the one who has the
/// token.
///
/// A page of another site can send requests to an address of this machine, also under a name that
/// it makes point there; so the host, the origin and a secret must all be right.
///
/// - Reference: Fetch Standard, "Origin header"; W3C, "Fetch Metadata Request Headers".
struct Door: Sendable {
  /// 256 random bits, in hexadecimal digits.
  let token: String
  /// Where the server listens.
  let port: Int

  /// A request that is turned away.
  struct Refused: Error {
    let status: HTTPResponse.Status
  }

  init(port: Int) {
    var random = SystemRandomNumberGenerator()
    token = (0..<4).map { _ in
      let digits = String(random.next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
    self.port = port
  }

  var cookieName: String { "quotient-\(port)" }

  /// A cookie of one browser, gone with it.
  var cookie: String { "\(cookieName)=\(token); HttpOnly; SameSite=Strict; Path=/" }

  /// Checks what every request must have.
  ///
  /// - Parameter isOpen: Whether anyone may have it: it holds no data.
  func check(_ request: HTTPRequest, isOpen: Bool) throws(Refused) {
    let hosts = ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"]
    guard let host = request.authority, hosts.contains(host),
      request.headerFields[values: .host].isEmpty,
      request.path?.hasPrefix("/") == true
    else { throw Refused(status: .forbidden) }
    let origins = request.headerFields[values: .origin]
    guard origins.count <= 1, origins.allSatisfy({ $0 == "http://" + host }) else {
      throw Refused(status: .forbidden)
    }
    let site = request.headerFields[.fetchSite]
    guard site == nil || site == "same-origin" || (site == "none" && isOpen) else {
      throw Refused(status: .forbidden)
    }
    if request.method == .post || request.method == .put {
      guard !origins.isEmpty || site == "same-origin" else { throw Refused(status: .forbidden) }
      guard request.headerFields[.contentType]?.lowercased() == "application/json" else {
        throw Refused(status: .unsupportedMediaType)
      }
    }
  }

  /// Checks the cookie.
  func checkCookie(_ request: HTTPRequest) throws(Refused) {
    let cookies = request.headerFields[values: .cookie].flatMap { $0.split(separator: ";") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard cookies.contains(where: { Self.areEqual($0, "\(cookieName)=\(token)") }) else {
      throw Refused(status: .unauthorized)
    }
  }

  func isToken(_ text: String) -> Bool { Self.areEqual(text, token) }

  /// In a time that tells nothing of where two texts differ.
  private static func areEqual(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// What keeps a page from being used by another.
  static let headers: HTTPFields = {
    var fields = HTTPFields()
    fields[.contentSecurityPolicy] =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
      + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    fields[.xContentTypeOptions] = "nosniff"
    fields[.referrerPolicy] = "no-referrer"
    fields[.resourcePolicy] = "same-origin"
    fields[.openerPolicy] = "same-origin"
    return fields
  }()
}

extension HTTPField.Name {
  static let host = Self("Host")!
  static let fetchSite = Self("Sec-Fetch-Site")!
  static let referrerPolicy = Self("Referrer-Policy")!
  static let resourcePolicy = Self("Cross-Origin-Resource-Policy")!
  static let openerPolicy = Self("Cross-Origin-Opener-Policy")!
}
