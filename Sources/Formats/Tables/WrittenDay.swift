import Foundation
package import Units

/// A day as people, CRMs and spreadsheets write it: `3/17/2027`, `17.03.27`, `17-Mar-2027`.
///
/// A time after the day is passed over, whatever its zone.
package enum WrittenDay {
  /// - Parameter order: Of dates of numbers; nil where only what reads one way is read.
  static func day(_ text: String, order: DateOrder?) throws(LiteralError) -> Day {
    if let day = firstDay(ofPeriod: text) { return day }
    let readings = readings(text)
    if let order, let day = readings.day(order) { return day }
    if order == nil, let only = readings.only { return only }
    if order == nil, let day = readings.day(.dayFirst), let other = readings.day(.monthFirst) {
      throw LiteralError(
        found: text, expected: "a date with one reading: it is \(day) or \(other)",
        hint: "say `dates: d/m/y` or `dates: m/d/y`")
    }
    if order != nil, let other = readings.only {
      throw LiteralError(
        found: text, expected: "a date as \(order?.rawValue ?? "")", hint: "write \(other)")
    }
    if let day = Day(serial: text) {
      throw LiteralError(
        found: text, expected: "a date",
        hint: "as a spreadsheet's day number it is \(day): give the column the format of a date")
    }
    if text.contains(/(?i)fy\s*\d|q[1-4]/) {
      throw LiteralError(
        found: text, expected: "a date",
        hint: "when a fiscal quarter begins is yours to say: write its first day or month")
    }
    _ = try Literal.day(text)
    throw LiteralError(found: text, expected: "a date")
  }

  /// The first day of a month or calendar quarter that is written without a day: `Mar 2027`, `Mar-27`,
  /// `2027-03`, `03/2027`, `2027年3月`, `Q1 2027`, `2027-Q1`; nil for anything else.
  package static func firstDay(ofPeriod text: String) -> Day? {
    let text = text.trimmed
    guard (5...16).contains(text.count), text.contains(where: \.isNumber) else { return nil }
    let words = text.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
    guard words.count <= 2 else { return nil }
    func full(_ year: String) -> Int? {
      guard year.count == 4, let number = Int(year), (1970...2199).contains(number) else {
        return nil
      }
      return number
    }
    if let match = text.wholeMatch(of: /(\d{4})年\s*(\d{1,2})月/) {
      return full(String(match.1)).flatMap { Day(year: $0, month: Int(match.2) ?? 0, day: 1) }
    }
    if let match = text.wholeMatch(of: /(?i)(\d{4})\s*[-\/ ]?\s*Q([1-4])/) {
      return full(String(match.1)).flatMap {
        Day(year: $0, month: (Int(match.2) ?? 1) * 3 - 2, day: 1)
      }
    }
    if let match = text.wholeMatch(of: /(?i)Q([1-4])\s*[-\/ ]?\s*(\d{4})/) {
      return full(String(match.2)).flatMap {
        Day(year: $0, month: (Int(match.1) ?? 1) * 3 - 2, day: 1)
      }
    }
    guard words.count == 2 else { return nil }
    if let match = text.wholeMatch(of: /(\d{4})[-\/](\d{1,2})/) {
      return full(String(match.1)).flatMap { Day(year: $0, month: Int(match.2) ?? 0, day: 1) }
    }
    if let match = text.wholeMatch(of: /(\d{1,2})[-\/](\d{4})/) {
      return full(String(match.2)).flatMap { Day(year: $0, month: Int(match.1) ?? 0, day: 1) }
    }
    if let month = month(words[0]) {
      let isShort = words[1].count == 2 && text.contains { "-'’".contains($0) }
      let year = full(words[1]) ?? (isShort ? Int(words[1]).map { 2000 + $0 } : nil)
      return year.flatMap { Day(year: $0, month: month, day: 1) }
    }
    return full(words[0]).flatMap { year in
      month(words[1]).flatMap { Day(year: year, month: $0, day: 1) }
    }
  }

  /// The days that a text may mean, by the order of its numbers.
  package struct Readings {
    package var byOrder: [DateOrder: Day] = [:]
    /// Whether it reads the same in every order: a year of four digits first, or a month's name.
    var isPlain = false

    func day(_ order: DateOrder) -> Day? { byOrder[order] }

    /// The day, if there is but one.
    var only: Day? {
      let days = Set(byOrder.values)
      return days.count == 1 ? days.first : nil
    }

    fileprivate static func plain(_ day: Day?) -> Readings {
      guard let day else { return Readings() }
      return Readings(
        byOrder: Dictionary(uniqueKeysWithValues: DateOrder.allCases.map { ($0, day) }),
        isPlain: true)
    }
  }

  package static func readings(_ text: String) -> Readings {
    let parts = parts(of: text.trimmed)
    guard parts.count == 3 else { return Readings() }
    if let named = parts.firstIndex(where: { $0.first?.isLetter == true }) {
      guard let month = month(parts[named]) else { return Readings() }
      let numbers = parts.enumerated().filter { $0.offset != named }.map(\.element)
      guard let first = Int(numbers[0]), let second = Int(numbers[1]) else { return Readings() }
      return .plain(
        numbers[0].count == 4
          ? Day(year: first, month: month, day: second)
          : Day(year: year(second, numbers[1]), month: month, day: first))
    }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3, parts.allSatisfy({ $0.count <= 4 }) else { return Readings() }
    if parts[0].count == 4 {
      return .plain(Day(year: numbers[0], month: numbers[1], day: numbers[2]))
    }
    guard parts[0].count <= 2, parts[1].count <= 2, parts[2].count == 2 || parts[2].count == 4
    else {
      return Readings()
    }
    let year = year(numbers[2], parts[2])
    var readings = Readings()
    readings.byOrder[.dayFirst] = Day(year: year, month: numbers[1], day: numbers[0])
    // With points no country writes the month first.
    if !text.contains(".") {
      readings.byOrder[.monthFirst] = Day(year: year, month: numbers[0], day: numbers[1])
    }
    if parts[2].count == 2, text.contains("-") {
      readings.byOrder[.yearFirst] = Day(
        year: self.year(numbers[0], parts[0]), month: numbers[1], day: numbers[2])
    }
    return readings
  }

  /// The three parts of a date, without a day of the week before or a time after them.
  private static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    func end() {
      let isWord = part.first?.isLetter == true && month(part) == nil
      // A day of the week, or `1er`, `2nd`.
      let isNoPart =
        isWord && (parts.isEmpty || parts.count == 1 && ordinals.contains(part.lowercased()))
      if !part.isEmpty, !isNoPart { parts.append(part) }
      part = ""
    }
    for character in text {
      // `2027年3月31日`.
      if "年月日".contains(character) {
        end()
        continue
      }
      let isLetter = character.isLetter
      guard isLetter || character.isASCII && character.isNumber else {
        end()
        if parts.count == 3 { break }
        if !"./-, \u{A0}".contains(character) { return [] }
        continue
      }
      if let last = part.last, last.isLetter != isLetter {
        // `2027-03-17T10:00` ends the day; `17Mar2027` goes on.
        if parts.count == 2, isLetter { break }
        end()
      }
      part.append(character)
    }
    if parts.count < 3 { end() }
    return parts
  }

  private static let ordinals: Set<String> = [
    "er", "st", "nd", "rd", "th", "e", "ème", "re", "º", "ª", "o", "de", "of",
  ]

  /// Two digits mean 1970 to 2069, as a spreadsheet would nearly read them.
  private static func year(_ number: Int, _ text: String) -> Int {
    text.count == 4 ? number : number < 70 ? 2000 + number : 1900 + number
  }

  /// The month of a name in English, German, French, Spanish, Italian, Dutch or Portuguese, or of its
  /// first three letters or more.
  package static func month(_ name: String) -> Int? {
    let folded = name.folded
    guard folded.count >= 3 else { return nil }
    if let exact = shortNames[folded] { return exact }
    let found = Set(
      names.flatMap { names in
        names.enumerated().filter { $0.element.hasPrefix(folded) }.map { $0.offset + 1 }
      })
    return found.count == 1 ? found.first : nil
  }

  /// Abbreviations that begin no name, or two.
  private static let shortNames = ["mrz": 3, "mai": 5, "sept": 9, "okt": 10, "dez": 12, "dic": 12]

  private static let names: [[String]] = [
    "january february march april may june july august september october november december",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
  ].map { $0.split(separator: " ").map(String.init) }
}

extension String {
  /// In lower case, without accents.
  package var folded: String {
    let plain = lowercased().unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
      if scalar.isASCII { return [scalar] }
      return Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.prefix(1))
    }
    var view = UnicodeScalarView()
    view.append(contentsOf: plain.filter { !(0x300...0x36F).contains($0.value) })
    return String(view)
  }
}

extension Day {
  /// The day that begins a field such as `2026-04-01`, `2026-04-01T10:00:00Z`, `2026-04-01 00:00`.
  ///
  /// - Reference: ISO 8601-1:2019, 5.2.2 and 5.4.2.
  package init?(iso bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      bytes.count == 10 || Day.isTime(bytes[10...])
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var sum = 0
      for index in range {
        let digit = bytes[index] &- 0x30
        guard digit <= 9 else { return nil }
        sum = sum * 10 + Int(digit)
      }
      return sum
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// The day of a spreadsheet's day number, from 1950 to 2149; nil for any other number.
  ///
  /// - Reference: ECMA-376-1:2016, 18.17.4.1: 1 is 1900-01-01, and 1900 is taken for a leap year.
  package init?(serial text: String) {
    guard let number = Double(text), (18_264...91_312).contains(number) else { return nil }
    self.init(number: Int(number.rounded(.down)) - 25_569)
  }

  /// Whether bytes such as `T00:00`, ` 10:20:00` and `T00:00:00.000Z` are a time.
  private static func isTime(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let separator = bytes.first, separator == 0x54 || separator == 0x20, bytes.count >= 6,
      bytes[bytes.startIndex + 3] == 0x3A
    else { return false }
    return bytes.dropFirst().allSatisfy { (0x30...0x3A).contains($0) || "Z+-. ".utf8.contains($0) }
  }
}
