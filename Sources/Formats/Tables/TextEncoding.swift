import CUchardet
import Foundation

/// The encoding of a text's bytes.
enum TextEncoding {
  /// What the bytes are in, as `iconv` names it; nil for UTF-8.
  ///
  /// A byte order mark is believed; what is valid UTF-8 is UTF-8; what holds a zero byte in every
  /// other place is UTF-16. The rest is told by uchardet, of whose guesses those that Windows
  /// superseded are read as what Windows writes.
  static func found(in bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "utf-16" }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return nil }
    let start = bytes.prefix(4096)
    let zeros = start.enumerated().filter { $0.element == 0 }
    if zeros.count * 4 > start.count {
      return zeros.count { $0.offset % 2 == 1 } * 2 > zeros.count ? "utf-16le" : "utf-16be"
    }
    if SourceText.isUTF8(bytes) { return nil }
    guard let detector = uchardet_new() else { return windows }
    defer { uchardet_delete(detector) }
    // What lies far into a file says no more than its first megabyte of it.
    let sample = sample(of: bytes)
    let status = sample.withUnsafeBytes {
      uchardet_handle_data(detector, $0.baseAddress, $0.count)
    }
    guard status == 0 else { return windows }
    uchardet_data_end(detector)
    let name = String(cString: uchardet_get_charset(detector)).lowercased()
    let found =
      switch name {
      case "", "ascii", "iso-8859-1", "iso-8859-15", "utf-8": windows
      case "iso-8859-2": "windows-1250"
      case "iso-8859-9": "windows-1254"
      case "iso-8859-7": "windows-1253"
      default: name
      }
    // A rare script is believed only where the bytes are sound in it; and few letters are the same in
    // many encodings: then it is the most frequent.
    guard let text = text(of: sample, in: found) else {
      return sound(sample, like: found)
    }
    return text == self.text(of: sample, in: windows) ? windows : found
  }

  /// The first encoding in which bytes are sound: what Windows writes has characters besides those of a
  /// standard, such as ① and 髙.
  private static func sound(_ bytes: [UInt8], like name: String) -> String {
    let wider = ["shift_jis": "cp932", "euc-jp": "eucjp-ms", "gb2312": "gb18030", "euc-kr": "uhc"]
    let candidates = [wider[name], windows, "cp932", "gb18030", "uhc"].compactMap(\.self)
    return candidates.first { text(of: bytes, in: $0) != nil } ?? windows
  }

  private static let windows = "windows-1252"

  /// The lines of the first megabyte, which end where a line ends, and more of what is not ASCII.
  private static func sample(of bytes: [UInt8]) -> [UInt8] {
    let most = 1 << 20
    guard bytes.count > most else { return bytes }
    let firstForeign = bytes.firstIndex { $0 >= 0x80 } ?? 0
    let start = firstForeign < most / 2 ? 0 : firstForeign
    let end = min(bytes.count, start + most)
    let lineEnd = bytes[start..<end].lastIndex(of: 0x0A) ?? end
    return Array(bytes[start..<lineEnd])
  }

  /// The same text in UTF-8; nil where bytes are not sound in the encoding, or there is none such.
  static func text(of bytes: [UInt8], in encoding: String) -> [UInt8]? {
    guard let converter = iconv_open("UTF-8", encoding),
      Int(bitPattern: UnsafeRawPointer(converter)) != -1
    else { return nil }
    defer { iconv_close(converter) }
    var input = bytes
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    let isSound = input.withUnsafeMutableBytes { input -> Bool in
      var next = input.baseAddress?.assumingMemoryBound(to: CChar.self)
      var left = input.count
      return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { piece -> Bool in
        while left > 0 {
          var into = piece.baseAddress?.assumingMemoryBound(to: CChar.self)
          var room = piece.count
          let status = iconv(converter, &next, &left, &into, &room)
          result.append(contentsOf: piece[..<(piece.count - room)])
          if status == Int(bitPattern: UInt.max), errno != E2BIG { return false }
        }
        return true
      }
    }
    guard isSound else { return nil }
    return result.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(result.dropFirst(3)) : result
  }

  /// Whether `iconv` knows an encoding by this name.
  static func exists(_ encoding: String) -> Bool { text(of: [0x41], in: encoding) != nil }
}
