/// Finds the known name that a misspelt one probably means.
public enum Suggestion {
  /// The nearest candidate, if it is near enough to suggest.
  ///
  /// Near enough is at most one edit per three characters; ties go to the earlier candidate.
  public static func nearest(to name: String, among candidates: [String]) -> String? {
    let limit = max(1, name.unicodeScalars.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(name, candidate)
      if distance <= limit, distance < (best?.distance ?? .max) { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The hint about a misspelt name: the nearest that exists.
  ///
  /// - Parameter listsKnown: Whether those that exist are listed where none is near.
  package static func hint(
    for name: String, among known: [String], listsKnown: Bool = false
  ) -> String? {
    nearest(to: name, among: known).map(hint(meaning:)) ?? (listsKnown ? hint(listing: known) : nil)
  }

  /// The hint about a name that was probably meant to be another.
  package static func hint(meaning name: String) -> String { "did you mean `\(name)`?" }

  /// The hint that lists what exists; nil where that is nothing, or more than a line should hold.
  package static func hint(listing known: [String]) -> String? {
    (1...12).contains(known.count) ? "known here: \(known.joined(separator: ", "))" : nil
  }

  /// The candidate that a name must be a slip of, where names may also be new; nil for the candidate
  /// itself.
  ///
  /// They differ only by case, `_` or a space, or by one edit in five letters or more: `arr` is not a
  /// misspelt `grr`.
  package static func slip(of name: String, among candidates: [String]) -> String? {
    guard !candidates.contains(name) else { return nil }
    let edits = name.unicodeScalars.count < 5 ? 0 : 1
    return candidates.first { distance(name, $0) <= edits }
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
  ///
  /// Case is ignored, and so is the difference between `_`, space and `-`.
  ///
  /// - Complexity: O(*nm*); texts are cut at 64 characters.
  /// - Reference: Damerau (1964), restricted to one edit a place (optimal string alignment).
  static func distance(_ first: String, _ second: String) -> Int {
    let a = folded(first)
    let b = folded(second)
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }

  private static func folded(_ text: String) -> [Character] {
    text.lowercased().prefix(64).map { $0 == "_" || $0 == " " ? "-" : $0 }
  }
}
