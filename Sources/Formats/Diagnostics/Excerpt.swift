/// A quotation of the user's text, short and tame enough for one line of a terminal.
package enum Excerpt {
  /// Characters shown before the text is cut.
  private static let limit = 60
  private static let plainMarks: Set<Unicode.Scalar> = [".", "%", "-", "_", "/", "+"]

  /// Long text is cut; what is no plain word is put in quotes.
  package static func of(_ text: String) -> String {
    let kept = text.unicodeScalars.prefix(limit)
    let cut = text.unicodeScalars.count > limit ? "..." : ""
    let isPlain =
      !kept.isEmpty
      && kept.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || plainMarks.contains($0)
      }
    return isPlain ? String(kept) + cut : "\"\(String(kept))\(cut)\""
  }
}
