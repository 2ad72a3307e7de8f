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
      Headings.words(text.replacing(/\([^)]*\)|\[[^\]]*\]|（[^）]*）/, with: ""))
    }
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

  /// Words of a customer who left.
  static let lossWords = [
    "lost", "churn", "churned", "lapse", "lapsed", "cancelled", "canceled", "left",
  ]

  /// Whether a heading is of who left: `Churn`, `lapse`.
  static func sayWhoLeft(_ heading: String) -> Bool {
    !Set(words(heading)).isDisjoint(with: lossWords)
  }
}
