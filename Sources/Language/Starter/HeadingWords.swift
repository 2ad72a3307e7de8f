/// The words of a heading: `Segment__c`, `customerID` and `ARR (USD)` alike.
enum HeadingWords {
  /// In lower case; a capital after a small letter begins a word.
  static func of(_ heading: String) -> [Substring] {
    var text = ""
    var wasSmall = false
    for character in heading {
      if wasSmall, character.isUppercase { text.append(" ") }
      text.append(character.isLetter || character.isNumber ? character : " ")
      wasSmall = character.isLowercase
    }
    return text.lowercased().split(separator: " ")
  }

  /// Whether the words of a phrase stand together in a heading.
  static func hold(_ phrase: [Substring], in words: [Substring]) -> Bool {
    guard words.count >= phrase.count else { return false }
    return (0...(words.count - phrase.count)).contains { start in
      words[start..<start + phrase.count].elementsEqual(phrase)
    }
  }
}

/// The length of a contract in the words of a CRM.
enum TermWords {
  /// `Month-to-month` is 1, `One year` 12, `24 months` 24; nil for what is none of these.
  static func months(_ text: String) -> Int? {
    let words = HeadingWords.of(text)
    let numbers = [
      "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "month": 1, "monthly": 1,
      "quarterly": 3, "yearly": 12, "annual": 12, "annually": 12,
    ]
    if words == ["month", "to", "month"] { return 1 }
    if words.count == 1, let months = numbers[String(words[0])] { return months }
    guard words.count == 2, let count = Int(words[0]) ?? numbers[String(words[0])] else {
      return nil
    }
    switch words[1] {
    case "month", "months": return count
    case "quarter", "quarters": return count * 3
    case "year", "years": return count * 12
    default: return nil
    }
  }
}
