import Foundation

/// The bytes of one of the user's files: valid UTF-8 without a byte order mark.
public struct SourceText: Sendable {
  /// The file as the user named it.
  public let file: String
  public let bytes: [UInt8]

  /// The largest file that is read, in bytes.
  public static let largestFile = 256 << 20

  /// Checks the encoding.
  ///
  /// - Throws: A diagnostic with line and column for UTF-16, characters that are
  ///   ``Swift/Unicode/Scalar/isWild``, and bytes that are not UTF-8.
  public init(file: String, bytes: [UInt8], limit: Int = largestFile) throws(Diagnostic) {
    func refuse(_ text: String, _ hint: String?, at location: SourceLocation) throws(Diagnostic) {
      throw Diagnostic(at: location, .statement(text), hint: hint)
    }
    let whole = SourceLocation(file: file)
    if bytes.count > limit { throw Self.tooLarge(file, bytes.count, limit) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      try refuse("the file is UTF-16", "save it as UTF-8", at: whole)
    }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if let (offset, fault) = SourceText.firstFault(in: body) {
      let before = body[..<offset]
      let line = before.count { $0 == 0x0A } + 1
      let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
      let location = SourceLocation(file: file, line: line, column: column)
      switch fault {
      case .wild(let scalar): try refuse(scalar.wildness, "remove it", at: location)
      case .encoding:
        let byte = String(body[offset], radix: 16, uppercase: true)
        try refuse("byte \(byte) is no UTF-8", "save the file as UTF-8", at: location)
      }
    }
    self.file = file
    self.bytes = body
  }

  /// Reads a file.
  ///
  /// - Throws: ``UnreadableFile`` if it cannot be read at all, otherwise the diagnostic of
  ///   ``init(file:bytes:limit:)``.
  public init(contentsOf path: String, limit: Int = largestFile) throws {
    self = try Self.contents(of: path, limit: limit).get()
  }

  /// Reads a file; nil where its diagnostic was reported.
  public static func read(
    _ path: String, _ diagnostics: Diagnostics
  ) throws(UnreadableFile) -> SourceText? {
    switch try contents(of: path, limit: largestFile) {
    case .success(let source): return source
    case .failure(let diagnostic):
      diagnostics.report(diagnostic)
      return nil
    }
  }

  private static func contents(
    of path: String, limit: Int
  ) throws(UnreadableFile) -> Result<SourceText, Diagnostic> {
    let file = try InputFile(path)
    if file.size > limit { return .failure(tooLarge(path, file.size, limit)) }
    let bytes = try file.bytes(upTo: limit)
    return Result { () throws(Diagnostic) in
      try SourceText(file: path, bytes: bytes, limit: limit)
    }
  }

  /// Whether bytes are well-formed UTF-8, whatever characters they hold.
  static func isUTF8(_ bytes: [UInt8]) -> Bool {
    if case .encoding? = firstFault(in: bytes)?.1 { return false }
    guard let (offset, _) = firstFault(in: bytes) else { return true }
    // A wild character hides what follows it.
    return String(validating: bytes[offset...], as: UTF8.self) != nil
  }

  private static func tooLarge(_ file: String, _ size: Int, _ limit: Int) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(file: file),
      .statement("the file has \(size) bytes; at most \(limit) are read"),
      hint: "split it or drop columns")
  }

  private enum Fault {
    case wild(Unicode.Scalar)
    case encoding
  }

  /// The first byte that begins a wild character (other than tab and line ends) or breaks UTF-8.
  ///
  /// - Reference: The Unicode Standard, table 3-7, well-formed UTF-8 byte sequences.
  private static func firstFault(in bytes: [UInt8]) -> (Int, Fault)? {
    let span = bytes.span
    let count = span.count
    var i = 0
    while i < count {
      let byte = span[i]
      if byte < 0x80 {
        let isControl = byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F
        if isControl { return (i, .wild(Unicode.Scalar(byte))) }
        i += 1
        continue
      }
      var second: ClosedRange<UInt8> = 0x80...0xBF
      let length: Int
      switch byte {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: length = 4
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return (i, .encoding)
      }
      guard i + length <= count, second.contains(span[i + 1]) else { return (i, .encoding) }
      var value = UInt32(byte) & (0x7F >> UInt32(length)) << 6 | UInt32(span[i + 1] & 0x3F)
      for k in 2..<max(2, length) {
        guard span[i + k] & 0xC0 == 0x80 else { return (i, .encoding) }
        value = value << 6 | UInt32(span[i + k] & 0x3F)
      }
      if let scalar = Unicode.Scalar(value), scalar.isWild { return (i, .wild(scalar)) }
      i += length
    }
    return nil
  }
}
