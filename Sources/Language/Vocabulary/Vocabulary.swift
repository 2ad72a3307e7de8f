import Formats

/// The words by which the files of companies say what they hold: what headings call a column, which
/// words mean a customer, how long a term or a billing interval is, and where nobody is meant.
///
/// All in lower case, as ``Headings/words(_:)`` splits them. A word that a file uses and that is in none
/// of these tables is told or asked about, never guessed at.
///
/// - `Vocabulary+Headings`: by our names, the headings of columns.
/// - `Vocabulary+Money`: headings of money, its scales and currencies.
/// - `Vocabulary+States`: customers, who leaves, who left, and who is none yet.
/// - `Vocabulary+Periods`: terms, billing intervals, months and quarters.
enum Vocabulary {
  /// Phrases as lists of words.
  static func phrases(_ texts: String...) -> [[String]] {
    texts.map { $0.split(separator: " ").map(String.init) }
  }

  static func words(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }

  /// What a field of yes and no says; nil for anything else.
  static func boolean(_ text: String) -> Bool? {
    let text = text.lowercased()
    return yes.contains(text) ? true : no.contains(text) ? false : nil
  }

  private static let yes = words(
    "yes y true 1 ja oui sí si sì sim wahr vrai あり 有 有り はい")
  private static let no = words(
    "no n false 0 nein non nee não falsch faux なし 無 無し いいえ")

  /// What people write where there is nobody.
  static let nobody: Set<String> = [
    "", "-", "--", "–", "—", "n/a", "na", "n.a.", "n. a.", "#n/a", "none", "nobody", "no one",
    "tbd", "tbc", "tba", "t.b.d.", "unassigned", "not assigned", "unowned", "no owner", "null",
    "nil", "?", "??", "x", "xxx", "unknown", "open", "vacant", "n. z.", "n.z.", "n. n.", "n.n.",
    "nn", "nicht zugeordnet", "k. a.", "k.a.", "keiner", "niemand", "offen", "unbesetzt", "aucun",
    "personne", "ninguno", "nadie", "nessuno", "geen", ".", "0", "なし", "未定", "未割当",
  ]

  /// What people write where there is no amount.
  static let noAmount: Set<String> = [
    "-", "--", "–", "—", "n/a", "na", "n.a.", "n. a.", "#n/a", "none", "null", "nil", "tbd", "tbc",
    "?", "k.a.", "k. a.", "未定", "なし",
  ]
}

extension DataTable {
  /// Whether a field is blank, or `n/a` and the like where an amount should be.
  func hasNoAmount(_ row: Int, _ column: Int) -> Bool {
    isEmpty(row, column)
      || !isTyped(row, column)
        && Vocabulary.noAmount.contains(text(row, column).trimmed.lowercased())
  }
}
