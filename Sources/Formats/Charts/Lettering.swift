/// Text in a picture: how much room it takes, and how it is cut to fit.
package enum Lettering {
  /// The height of a line, in pixels.
  static let lineHeight = 15.0
  /// How far below its middle a line's letters stand.
  static let baseline = 4.0

  /// About how wide a text is, in pixels; rather too much than too little.
  static func width(_ text: String) -> Double { Double(DisplayWidth.of(text)) * advance }

  /// The text, or its beginning with an ellipsis where it is wider than `room`.
  package static func cut(_ text: String, to room: Double) -> String {
    guard width(text) > room else { return text }
    var cut = ""
    for character in text {
      guard width(cut) + width(String(character)) + advance <= room else { break }
      cut.append(character)
    }
    return cut + "…"
  }

  /// The mean width of a letter at 12 pixels, in the widest of the style sheet's typefaces.
  private static let advance = 7.1
}
