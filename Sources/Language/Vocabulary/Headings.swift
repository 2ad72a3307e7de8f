/// The headings of a file, word by word.
struct Headings {
  let texts: [String]
  private let words: [[String]]
  /// Without text in brackets.
  private let plainWords: [[String]]

  init(_ texts: [String]) {
    self.texts = texts
    words = texts.map(Headings.words)
    plainWords = texts.map { text in
      Headings.words(
        Headings.withoutTable(text).replacing(/\([^)]*\)|\[[^\]]*\]|（[^）]*）/, with: ""))
    }
  }

  /// A heading without the table that an export put before it: `subscriptions.status` says `status`, and
  /// `customers.id` says `customer id`.
  private static func withoutTable(_ text: String) -> String {
    guard let match = text.wholeMatch(of: /([A-Za-z_]+)\.([A-Za-z_ ]+)/) else { return text }
    let table = match.1.lowercased()
    if Vocabulary.recordTables.contains(table) { return String(match.2) }
    return "\(Vocabulary.customerTables[table] ?? table) \(match.2)"
  }

  /// Whether a heading consists of exactly a phrase: `ARR (USD)` says `arr`.
  func isExactly(_ index: Int, _ phrase: [String]) -> Bool { plainWords[index] == phrase }

  /// Whether a heading has all words of a phrase.
  func has(_ index: Int, _ phrase: [String]) -> Bool {
    phrase.allSatisfy(words[index].contains)
  }

  /// The words of a text in lower case: `MonthlyCharges` has two, `ARR (USD)` too.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in text {
      let startsWord = character.isUppercase && wasLower
      if !character.isLetter && !character.isNumber || startsWord {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if character.isLetter || character.isNumber { word += character.lowercased() }
      wasLower = character.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Whether a heading is of who left: `Churn`, `lapse`.
  static func sayWhoLeft(_ heading: String) -> Bool {
    !Set(words(heading)).isDisjoint(with: Vocabulary.lossWords)
  }

  /// Whether the numbers under a heading are years.
  static func areYears(_ heading: String) -> Bool {
    !Vocabulary.yearHeadings.isDisjoint(with: words(heading))
  }
}
