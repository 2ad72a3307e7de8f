import Units

extension Day {
  /// The day that a field of a book writes: `2026-04-01`, or the time at which it begins, such as
  /// `2026-04-01T00:00:00Z` and `2026-04-01 00:00`.
  ///
  /// - Reference: ISO 8601-1:2019, 5.2.2 and 5.4.2.
  init?(field bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      bytes.count == 10 || Day.isMidnight(bytes[10...])
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      range.reduce(0 as Int?) { sum, index in
        let digit = bytes[index] &- 0x30
        return digit <= 9 ? sum.map { $0 * 10 + Int(digit) } : nil
      }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// Whether bytes such as `T00:00`, ` 00:00:00` and `T00:00:00.000Z` are the time of midnight.
  private static func isMidnight(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let separator = bytes.first, separator == 0x54 || separator == 0x20 else { return false }
    var time = bytes.dropFirst()
    if time.last == 0x5A { time = time.dropLast() }
    return [5, 8].contains(time.count) && time.elementsEqual("00:00:00".utf8.prefix(time.count))
      || time.count > 9 && time.starts(with: "00:00:00.".utf8)
        && time.dropFirst(9).allSatisfy { $0 == 0x30 }
  }
}
