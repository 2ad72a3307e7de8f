/// The parts of a zip archive, inflated: enough to read a workbook wherever tests run.
///
/// - Reference: RFC 1951, DEFLATE; PKWARE, ".ZIP File Format Specification".
package struct ZipArchive {
  package struct Damaged: Error {}

  package let parts: [String: [UInt8]]
  /// The day and time that each part bears, as the format holds it.
  package let dates: Set<UInt32>

  package init(_ bytes: [UInt8]) throws {
    func number(_ place: Int, _ size: Int) throws -> Int {
      guard place >= 0, place + size <= bytes.count else { throw Damaged() }
      return (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    guard
      let end = (22...max(22, bytes.count)).lazy.map({ bytes.count - $0 })
        .first(where: { (try? number($0, 4)) == 0x0605_4B50 })
    else { throw Damaged() }
    var parts: [String: [UInt8]] = [:]
    var dates: Set<UInt32> = []
    var entry = try number(end + 16, 4)
    for _ in 0..<(try number(end + 10, 2)) {
      guard try number(entry, 4) == 0x0201_4B50 else { throw Damaged() }
      let isDeflated = try number(entry + 10, 2) == 8
      dates.insert(UInt32(try number(entry + 12, 4)))
      let sizes = (packed: try number(entry + 20, 4), whole: try number(entry + 24, 4))
      let lengths = try [28, 30, 32].map { try number(entry + $0, 2) }
      let local = try number(entry + 42, 4)
      let name = String(decoding: bytes[(entry + 46)..<(entry + 46 + lengths[0])], as: UTF8.self)
      let start = try local + 30 + number(local + 26, 2) + number(local + 28, 2)
      let packed = bytes[start..<(start + sizes.packed)]
      let content = isDeflated ? try Inflation(packed).content() : Array(packed)
      guard content.count == sizes.whole else { throw Damaged() }
      parts[name] = content
      entry += 46 + lengths.reduce(0, +)
    }
    self.parts = parts
    self.dates = dates
  }
}

/// Inflates a deflated stream.
private struct Inflation {
  /// A Huffman code: how many codes there are of each length, and their symbols in order.
  private struct Code {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int] = []

    init(lengths: some Sequence<Int>) {
      let lengths = Array(lengths)
      for length in lengths where length > 0 { counts[length] += 1 }
      for length in 1..<16 {
        symbols += lengths.indices.filter { lengths[$0] == length }
      }
    }
  }

  private let bytes: ArraySlice<UInt8>
  private var place: Int
  private var bit = 0
  private var output: [UInt8] = []

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  func content() throws -> [UInt8] {
    var inflation = self
    var isLast = false
    while !isLast {
      isLast = try inflation.bits(1) == 1
      switch try inflation.bits(2) {
      case 0: try inflation.store()
      case 1: try inflation.inflate(Self.fixed.literals, Self.fixed.distances)
      case 2:
        let codes = try inflation.dynamicCodes()
        try inflation.inflate(codes.literals, codes.distances)
      default: throw ZipArchive.Damaged()
      }
    }
    return inflation.output
  }

  private mutating func bits(_ count: Int) throws -> Int {
    var value = 0
    for shift in 0..<count {
      guard place < bytes.endIndex else { throw ZipArchive.Damaged() }
      value |= Int(bytes[place] >> UInt8(bit) & 1) << shift
      bit += 1
      if bit == 8 { (bit, place) = (0, place + 1) }
    }
    return value
  }

  private mutating func symbol(_ code: Code) throws -> Int {
    var (value, first, index) = (0, 0, 0)
    for length in 1..<16 {
      value |= try bits(1)
      let count = code.counts[length]
      if value - count < first { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    throw ZipArchive.Damaged()
  }

  private mutating func store() throws {
    if bit > 0 { (bit, place) = (0, place + 1) }
    let length = try bits(16)
    _ = try bits(16)
    guard place + length <= bytes.endIndex else { throw ZipArchive.Damaged() }
    output += bytes[place..<(place + length)]
    place += length
  }

  private mutating func inflate(_ literals: Code, _ distances: Code) throws {
    while true {
      let symbol = try symbol(literals)
      if symbol < 256 {
        output.append(UInt8(symbol))
        continue
      }
      if symbol == 256 { return }
      let length = try Self.lengths[symbol - 257] + bits(Self.lengthBits[symbol - 257])
      let place = try self.symbol(distances)
      let distance = try Self.distances[place] + bits(place < 4 ? 0 : place / 2 - 1)
      guard distance <= output.count else { throw ZipArchive.Damaged() }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }

  private mutating func dynamicCodes() throws -> (literals: Code, distances: Code) {
    let literalCount = try bits(5) + 257
    let distanceCount = try bits(5) + 1
    var orderLengths = [Int](repeating: 0, count: 19)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    for index in 0..<(try bits(4) + 4) { orderLengths[order[index]] = try bits(3) }
    let code = Code(lengths: orderLengths)
    var lengths: [Int] = []
    while lengths.count < literalCount + distanceCount {
      switch try symbol(code) {
      case let length where length < 16: lengths.append(length)
      case 16: lengths += Array(repeating: lengths.last ?? 0, count: 3 + (try bits(2)))
      case 17: lengths += Array(repeating: 0, count: 3 + (try bits(3)))
      default: lengths += Array(repeating: 0, count: 11 + (try bits(7)))
      }
    }
    return (
      Code(lengths: lengths[..<literalCount]),
      Code(lengths: lengths[literalCount..<(literalCount + distanceCount)])
    )
  }

  private static let fixed = (
    literals: Code(
      lengths: [(144, 8), (112, 9), (24, 7), (8, 8)].flatMap {
        Array(repeating: $0.1, count: $0.0)
      }),
    distances: Code(lengths: Array(repeating: 5, count: 30))
  )
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let lengths = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let distances = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
}
