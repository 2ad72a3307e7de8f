import Books
import Ownership
import Units

/// What the columns of an unknown file probably are, from their headings and what stands in them.
struct ColumnGuess {
  /// A column that was recognised.
  struct Column {
    /// Our name.
    let name: String
    let index: Int
    /// The line of the scenario.
    let yaml: String
    /// What was seen, in few words.
    let ground: String
  }

  /// In the order in which they were recognised.
  private(set) var columns: [Column] = []
  private let table: CSVTable
  private let content: ColumnContent
  private let words: [[String]]

  init(_ table: CSVTable) {
    self.table = table
    let content = ColumnContent(table: table)
    self.content = content
    words = table.headings.map(ColumnGuess.words)
    account()
    arr()
    take("segment", [["segment"], ["tier"], ["size"], ["plan"]]) { content.few($0, 2...12) }
    take(
      "renewal-date",
      [["renewal", "date"], ["renewal"], ["end", "date"], ["contract", "end"], ["expiry"]]
    ) { content.all($0, blanks: true) { (try? Literal.day($0)) != nil } ? "dates" : nil }
    term()
    take("auto-renewal", [["auto", "renew"], ["auto", "renewal"], ["auto"]]) { index in
      content.all(index, blanks: true) { BookRows.boolean($0) != nil } ? "yes or no" : nil
    }
    take("sales-cycle", [["days", "close"], ["sales", "cycle"]]) { content.numbers($0, from: 0) }
    take("health", [["health"], ["risk"]]) {
      content.few($0, 2...10) ?? content.numbers($0, from: 0)
    }
    for (role, phrases) in ColumnGuess.roles {
      take(role.rawValue, phrases) { content.few($0, 1...max(1, table.rowCount / 2)) }
    }
    take(
      "name", [["account", "name"], ["customer", "name"], ["company"], ["name"], ["account"]]
    ) { _ in "texts" }
  }

  /// Headings that are nothing to us.
  var ignored: [String] {
    table.headings.indices.filter { index in !columns.contains { $0.index == index } }
      .map { table.headings[$0] }
  }

  /// The values of the segment column, sorted.
  var segments: [String]? {
    columns.first { $0.name == "segment" }.map { content.distinct($0.index).sorted() }
  }

  /// The year of the earliest renewal.
  var firstYear: Int? {
    columns.first { $0.name == "renewal-date" }.flatMap { column in
      content.distinct(column.index).compactMap { try? Literal.day($0).year }.min()
    }
  }

  // MARK: - Columns

  private mutating func account() {
    let content = content
    take(
      "account",
      [
        ["account", "id"], ["customer", "id"], ["account", "number"], ["id"], ["account"],
        ["customer"],
      ]
    ) { index in
      content.distinct(index).count == content.table.rowCount
        ? "\(content.table.rowCount) different values" : nil
    }
  }

  private mutating func arr() {
    let content = content
    let yearly = [["arr"], ["annual", "recurring"], ["annual"], ["acv"]]
    take("arr", yearly) { content.numbers($0, from: .leastNonzeroMagnitude) }
    guard !columns.contains(where: { $0.name == "arr" }) else { return }
    take("arr", [["mrr"], ["monthly", "charges"], ["monthly"]], times: 12) {
      content.numbers($0, from: .leastNonzeroMagnitude)
    }
    guard !columns.contains(where: { $0.name == "arr" }) else { return }
    take("arr", [["revenue"], ["contract", "value"], ["amount"]]) {
      content.numbers($0, from: .leastNonzeroMagnitude)
    }
  }

  /// Months, or words that mean them.
  private mutating func term() {
    let content = content
    let phrases = [["term"], ["contract", "months"], ["contract", "length"], ["contract"]]
    take("term", phrases) { index in
      content.all(index, blanks: true) { text in
        (try? Literal.number(text)).map {
          $0 == $0.rounded() && RenewalCalendar.terms.contains(Int($0))
        } ?? false
      } ? "months" : nil
    }
    guard !columns.contains(where: { $0.name == "term" }),
      let index = untaken(phrases, where: { content.few($0, 1...12) }),
      let pairs = spelledTerms(content.distinct(index).sorted())
    else { return }
    let values = pairs.map { "\(ColumnGuess.scalar($0.text)): \($0.months)" }
    columns.append(
      Column(
        name: "term", index: index,
        yaml: "term: {column: \(ColumnGuess.scalar(table.headings[index])), values: {"
          + values.joined(separator: ", ") + "}}", ground: "months, spelled out"))
  }

  private func spelledTerms(_ texts: [String]) -> [(text: String, months: Int)]? {
    var pairs: [(text: String, months: Int)] = []
    for text in texts {
      let words = ColumnGuess.words(text)
      let counts = ["one": 1, "two": 2, "three": 3, "four": 4, "five": 5]
      let count = words.compactMap { counts[$0] ?? Int($0) }.first ?? 1
      if words.contains(where: { ["year", "years", "annual", "yearly"].contains($0) }) {
        pairs.append((text, 12 * count))
      } else if words.contains(where: { ["month", "months", "monthly"].contains($0) }) {
        pairs.append((text, count))
      } else {
        return nil
      }
    }
    return pairs
  }

  /// Takes the first column whose heading has all words of a phrase and whose content is right.
  private mutating func take(
    _ name: String, _ phrases: [[String]], times: Int? = nil, _ seen: (Int) -> String?
  ) {
    guard let index = untaken(phrases, where: seen), let found = seen(index) else { return }
    let heading = table.headings[index]
    let yaml =
      times.map { "\(name): {column: \(ColumnGuess.scalar(heading)), times: \($0)}" }
      ?? ScenarioStarter.line(name, heading)
    columns.append(
      Column(
        name: name, index: index, yaml: yaml, ground: times == nil ? found : "\(found), a month"))
  }

  private func untaken(_ phrases: [[String]], where seen: (Int) -> String?) -> Int? {
    for phrase in phrases {
      for index in words.indices where !columns.contains(where: { $0.index == index }) {
        if phrase.allSatisfy(words[index].contains), seen(index) != nil { return index }
      }
    }
    return nil
  }

  // MARK: - Headings

  private static let roles: [(role: Role, phrases: [[String]])] = [
    (.csm, [["csm"], ["customer", "success"]]),
    (.renewalManager, [["renewal", "manager"], ["renewals", "rep"]]),
    (.accountManager, [["account", "manager"]]),
    (.accountExecutive, [["account", "executive"], ["ae"]]),
  ]

  /// The words of a heading in lower case: `MonthlyCharges` has two, `ARR (USD)` too.
  private static func words(_ heading: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in heading {
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

  /// A text as it stands within braces.
  private static func scalar(_ text: String) -> String {
    String(ScenarioStarter.line("k", text).dropFirst(3))
  }
}
