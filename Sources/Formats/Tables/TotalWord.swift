/// The words by which people call a total.
package enum TotalWord {
  private static let words: Set<String> = [
    "total", "totals", "subtotal", "subtotals", "sum", "summe", "gesamt", "gesamtsumme",
    "gesamtergebnis", "zwischensumme", "endsumme", "insgesamt", "totaal", "subtotaal", "totale",
    "subtotale", "totaux", "suma", "somme", "ergebnis", "totalt", "合計", "総計", "小計", "累計",
  ]
  private static let leading: Set<String> = ["grand", "sub", "overall", "report", "the", "sous"]

  /// Words of which no customer's name consists, beside those of totals.
  private static let measures: Set<String> = [
    "arr", "mrr", "acv", "tcv", "revenue", "amount", "value", "accounts", "customers", "records",
    "rows", "count", "usd", "eur", "gbp", "chf", "jpy", "kunden", "umsatz", "clients", "of", "all",
    "in", "general", "général", "généraux",
  ]
  /// Words of totals that begin no name.
  private static let plain: Set<String> = [
    "subtotal", "subtotals", "gesamtsumme", "gesamtergebnis", "zwischensumme", "endsumme",
    "insgesamt", "subtotaal", "subtotale", "totaux",
  ]
  /// Other figures at the end of a table, which are no records either.
  private static let statistics: Set<String> = [
    "count", "average", "avg", "mean", "median", "durchschnitt", "mittelwert", "anzahl", "moyenne",
    "maximum", "minimum", "records", "rows",
  ]

  /// The first three letters of all of them, as numbers.
  private static let beginnings = Set(
    words.union(leading).union(statistics).map { beginning($0.utf8.prefix(3)) })
  /// The last three.
  private static let endings = Set(words.map { beginning($0.utf8.suffix(3)) })

  private static func beginning(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
  }

  /// Whether it is worth a closer look: not for one id of a million.
  private static func mayBegin(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let start = bytes.firstIndex(where: { $0 >= 0x41 }) else { return false }
      return bytes[start] >= 0x80 || beginnings.contains(beginning(bytes[start...].prefix(3)))
    }
  }

  /// Whether a text begins with such a word, perhaps behind another: `Grand Totals (418 records)`.
  package static func begins(_ text: String) -> Bool {
    guard mayBegin(text) else { return false }
    let parts = text.lowercased().split { !$0.isLetter }.prefix(2).map(String.init)
    guard let first = parts.first else { return text.trimmed == "合計" }
    if words.contains(first) { return true }
    if statistics.contains(first), isWholeStatistic(text) { return true }
    return parts.count == 2 && leading.contains(first) && words.contains(parts[1])
  }

  private static func isWholeStatistic(_ text: String) -> Bool {
    text.lowercased().split { !$0.isLetter }.allSatisfy { statistics.contains(String($0)) }
  }

  /// Whether a text is nothing else, but for figures.
  package static func isWhole(_ text: String) -> Bool {
    guard mayBegin(text) else { return false }
    let parts = text.lowercased().split { !$0.isLetter }.map(String.init)
    return !parts.isEmpty && parts.allSatisfy { words.contains($0) || leading.contains($0) }
      && parts.contains(where: words.contains)
  }

  /// Whether a text can be no customer's name: `Grand Total (2)`, `Subtotal Nord`, `Total ARR`, `Count`.
  package static func isUnmistakable(_ text: String) -> Bool {
    if text.trimmed == "合計" { return true }
    let parts = text.lowercased().split { !$0.isLetter }.map(String.init)
    guard let first = parts.first else { return false }
    if parts.count == 1, statistics.contains(first) { return true }
    if plain.contains(first)
      || parts.count > 1 && leading.contains(first) && words.contains(parts[1])
    {
      return true
    }
    return parts.contains(where: words.contains)
      && parts.allSatisfy { words.contains($0) || leading.contains($0) || measures.contains($0) }
  }

  /// Whether a text ends with such a word: `SMB Total`, as a pivot writes it.
  package static func ends(_ text: String) -> Bool {
    var text = text
    let mayEnd = text.withUTF8 { bytes in
      guard let end = bytes.lastIndex(where: { $0 >= 0x41 }) else { return false }
      return endings.contains(beginning(bytes[...end].suffix(3)))
    }
    guard mayEnd else { return false }
    return text.lowercased().split { !$0.isLetter }.last.map { words.contains(String($0)) } ?? false
  }
}
