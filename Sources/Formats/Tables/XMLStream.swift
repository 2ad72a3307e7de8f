import CExpat

/// What happens while a part of a workbook is read, element by element.
class XMLHandler {
  func start(_ name: XMLName, _ attributes: XMLAttributes) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
  func end(_ name: XMLName) {}
  /// Whether the document declares its type, which no part of a workbook does.
  fileprivate(set) var hasDoctype = false
}

/// The name of an element or attribute, without a prefix.
struct XMLName {
  let start: UnsafePointer<CChar>

  init(_ name: UnsafePointer<CChar>) {
    var start = name
    var next = name
    while next.pointee != 0 {
      if next.pointee == CChar(UInt8(ascii: ":")) { start = next + 1 }
      next += 1
    }
    self.start = start
  }

  static func == (name: XMLName, text: StaticString) -> Bool {
    var i = 0
    while i < text.utf8CodeUnitCount {
      if UInt8(bitPattern: name.start[i]) != text.utf8Start[i] { return false }
      i += 1
    }
    return name.start[i] == 0
  }
}

/// The attributes of an element; valid until its `start` returns.
struct XMLAttributes {
  fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>

  subscript(name: StaticString) -> String? { pointer(name).map { String(cString: $0) } }

  /// The bytes of a value, up to a zero.
  func pointer(_ name: StaticString) -> UnsafePointer<CChar>? {
    var next = pairs
    while let key = next.pointee {
      if XMLName(key) == name { return next[1] }
      next += 2
    }
    return nil
  }
}

/// A stream of XML that is parsed as it comes.
struct XMLStream: ~Copyable {
  private let parser: OpaquePointer
  private let handler: XMLHandler

  init?(_ handler: XMLHandler) {
    guard let parser = XML_ParserCreate(nil) else { return nil }
    self.parser = parser
    self.handler = handler
    XML_SetUserData(parser, Unmanaged.passUnretained(handler).toOpaque())
    XML_SetElementHandler(
      parser,
      { user, name, attributes in
        guard let user, let name, let attributes else { return }
        Unmanaged<XMLHandler>.fromOpaque(user).takeUnretainedValue()
          .start(XMLName(name), XMLAttributes(pairs: attributes))
      },
      { user, name in
        guard let user, let name else { return }
        Unmanaged<XMLHandler>.fromOpaque(user).takeUnretainedValue().end(XMLName(name))
      })
    XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
      guard let user else { return }
      Unmanaged<XMLHandler>.fromOpaque(user).takeUnretainedValue().hasDoctype = true
    }
    XML_SetCharacterDataHandler(parser) { user, text, count in
      guard let user, let text else { return }
      text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
        Unmanaged<XMLHandler>.fromOpaque(user).takeUnretainedValue()
          .text(UnsafeBufferPointer(start: $0, count: Int(count)))
      }
    }
  }

  deinit { XML_ParserFree(parser) }

  /// Parses the next bytes; false where they are broken.
  ///
  /// A document type is refused: no workbook has one, and its entities could grow without end.
  func parse(_ bytes: UnsafeRawBufferPointer, isLast: Bool) -> Bool {
    XML_Parse(
      parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
      isLast ? 1 : 0) == XML_STATUS_OK && !handler.hasDoctype
  }
}
