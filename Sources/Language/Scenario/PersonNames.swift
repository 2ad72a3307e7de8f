import Formats

/// The names of persons in a column: one spelling each, whatever case and spaces it is written with.
enum PersonNames {

  /// What people write where there is nobody.
  private static let nobody: Set<String> = [
    "", "-", "--", "–", "—", "n/a", "na", "n.a.", "n. a.", "#n/a", "none", "nobody", "no one",
    "tbd",
    "tbc", "tba", "t.b.d.", "unassigned", "not assigned", "unowned", "no owner", "null", "nil", "?",
    "??", "x", "xxx", "unknown", "open", "vacant", "n. z.", "n.z.", "nicht zugeordnet", "k. a.",
    "k.a.", "keiner", "niemand", "offen", "unbesetzt", "aucun", "personne", "ninguno", "nadie",
    "nessuno", "geen", ".", "0",
  ]

  /// The key of a name: in capitals, where `ß` is `SS`, with single spaces; nil for nobody.
  static func key(_ text: String) -> String? {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !nobody.contains(words.lowercased()) else { return nil }
    return words.uppercased()
  }

  /// The names of a column, each in its most frequent spelling; nil for nobody.
  static func column(_ texts: [String?]) -> (names: [String?], variants: Int) {
    var keys: [String: Int] = [:]
    var counts: [[String: Int]] = []
    let indices = texts.map { text -> Int? in
      guard let text, let key = key(text) else { return nil }
      let index = keys[key] ?? counts.count
      if index == counts.count {
        keys[key] = index
        counts.append([:])
      }
      counts[index][
        text.split(whereSeparator: \.isWhitespace).joined(separator: " "), default: 0] += 1
      return index
    }
    let spellings = counts.map { spellings in
      // Not in capitals where there is another way to write it.
      spellings.max {
        (isMixed($0.key) ? 1 : 0, $0.value, $1.key) < (isMixed($1.key) ? 1 : 0, $1.value, $0.key)
      }?.key ?? ""
    }
    let written = Set(texts.compactMap { $0 }.filter { key($0) != nil }).count
    return (indices.map { $0.map { spellings[$0] } }, written - spellings.count)
  }

  private static func isMixed(_ name: String) -> Bool {
    name.contains(where: \.isLowercase) && name.contains(where: \.isUppercase)
  }
}
