import Formats

/// The names of persons in a column: one spelling each, whatever case and spaces it is written with.
enum PersonNames {
  /// The key of a name: in capitals, where `ß` is `SS`, with single spaces, the surname last; nil for
  /// nobody.
  static func key(_ text: String) -> String? {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !Vocabulary.nobody.contains(words.lowercased()) else { return nil }
    // `Müller, Jörg` is `Jörg Müller`; `Acme, Inc. (AG), Ltd` is no person.
    let parts = words.split(separator: ",").map(\.trimmed)
    let isTurned =
      parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains(where: \.isNumber) }
    return (isTurned ? "\(parts[1]) \(parts[0])" : words).uppercased()
  }

  /// The names of a column, each in its most frequent spelling and nil for nobody, and how many other
  /// spellings there are.
  static func column(_ texts: [String?]) -> (names: [String?], variants: Int) {
    var written: [String: Int] = [:]
    var counts: [Int] = []
    let indices = texts.map { text -> Int? in
      guard let text else { return nil }
      let index = written[text] ?? counts.count
      if index == counts.count {
        written[text] = index
        counts.append(0)
      }
      counts[index] += 1
      return index
    }
    var spellings: [String: [String: Int]] = [:]
    for (text, index) in written {
      guard let key = key(text) else { continue }
      let spelling = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      spellings[key, default: [:]][spelling, default: 0] += counts[index]
    }
    var names = [String?](repeating: nil, count: counts.count)
    var persons = 0
    for (text, index) in written {
      guard let key = key(text) else { continue }
      persons += 1
      // Not in capitals where there is another way to write it.
      names[index] =
        spellings[key]?.max {
          (isMixed($0.key) ? 1 : 0, $0.value, $1.key) < (isMixed($1.key) ? 1 : 0, $1.value, $0.key)
        }?.key
    }
    return (indices.map { $0.flatMap { names[$0] } }, persons - spellings.count)
  }

  private static func isMixed(_ name: String) -> Bool {
    name.contains(where: \.isLowercase) && name.contains(where: \.isUppercase)
  }
}
