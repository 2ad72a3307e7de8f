import HTTPTypes
import Testing

@testable import Studio

@Suite("The door: who may talk to a studio")
struct DoorTests {
  private let door = Door(port: 4711)

  private func request(
    _ method: HTTPRequest.Method = .post, host: String? = "127.0.0.1:4711",
    path: String = "/settings", _ fields: [(String, String)] = []
  ) -> HTTPRequest {
    var request = HTTPRequest(method: method, scheme: "http", authority: host, path: path)
    for (name, value) in fields {
      request.headerFields.append(HTTPField(name: .init(name)!, value: value))
    }
    return request
  }

  private let page = [
    ("Origin", "http://127.0.0.1:4711"), ("Content-Type", "application/json"),
    ("Sec-Fetch-Site", "same-origin"),
  ]

  @Test func thePageComesIn() throws {
    try door.check(request(page), isOpen: false)
    try door.check(request(.get, path: "/", [("Sec-Fetch-Site", "none")]), isOpen: true)
    try door.checkCookie(request([("Cookie", "a=b"), ("Cookie", "quotient-4711=\(door.token)")]))
  }

  private func request(_ fields: [(String, String)]) -> HTTPRequest { request(.post, fields) }

  @Test(arguments: [
    "evil.example", "127.0.0.1", "127.0.0.1:4712", "127.0.0.1:4711.", "localhost.:4711",
    "user@127.0.0.1:4711", "127.0.0.1.nip.io:4711", "0x7f.1:4711", "[::ffff:127.0.0.1]:4711", "",
  ])
  func anotherHostIsRefused(_ host: String) {
    #expect(throws: Door.Refused.self) {
      try door.check(request(.get, host: host, path: "/"), isOpen: true)
    }
  }

  @Test func noHostOrTwoAreRefused() {
    #expect(throws: Door.Refused.self) {
      try door.check(request(.get, host: nil, path: "/"), isOpen: true)
    }
    #expect(throws: Door.Refused.self) {
      try door.check(request(.get, path: "/", [("Host", "127.0.0.1:4711")]), isOpen: true)
    }
    #expect(throws: Door.Refused.self) {
      try door.check(request(.get, path: "http://evil.example/"), isOpen: true)
    }
  }

  @Test(arguments: [
    [("Origin", "null")], [("Origin", "http://evil.example")],
    [("Origin", "https://127.0.0.1:4711")], [("Origin", "http://127.0.0.1:47110")],
    [("Origin", "http://localhost:4711")], [], [("Sec-Fetch-Site", "cross-site")],
    [("Sec-Fetch-Site", "same-site"), ("Origin", "http://127.0.0.1:4711")],
    [("Sec-Fetch-Site", "none"), ("Origin", "http://127.0.0.1:4711")],
  ])
  func anotherOriginIsRefused(_ fields: [(String, String)]) {
    #expect(throws: Door.Refused.self) {
      try door.check(
        request(.post, fields + [("Content-Type", "application/json")]), isOpen: false)
    }
  }

  @Test(arguments: ["application/x-www-form-urlencoded", "text/plain", ""])
  func anotherTypeIsRefused(_ type: String) {
    #expect(throws: Door.Refused.self) {
      try door.check(
        request(.post, [("Origin", "http://127.0.0.1:4711"), ("Content-Type", type)]),
        isOpen: false)
    }
  }

  @Test func anotherSecretIsRefused() {
    #expect(door.token.count == 64)
    #expect(Door(port: 4711).token != door.token)
    for cookie in [
      "", "quotient-4711=", "quotient-4711=\(door.token.dropLast())",
      "quotient-4712=\(door.token)", "quotient-4711=\(Door(port: 4711).token)",
    ] {
      #expect(throws: Door.Refused.self) { try door.checkCookie(request([("Cookie", cookie)])) }
    }
    #expect(!door.isToken(String(door.token.dropLast())))
    #expect(door.isToken(door.token))
  }
}
