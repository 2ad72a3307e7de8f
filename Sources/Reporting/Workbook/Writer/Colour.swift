/// A colour of cells and charts, told apart by people of any colour vision.
///
/// - Reference: Okabe and Ito, "Color Universal Design", 2008.
struct Colour: Hashable, Sendable {
  /// Red, green and blue, eight bits each.
  let rgb: UInt32

  static let grey = Colour(rgb: 0x595959)
  static let line = Colour(rgb: 0xD9D9D9)
  static let blue = Colour(rgb: 0x0072B2)
  static let vermilion = Colour(rgb: 0xD55E00)
  static let green = Colour(rgb: 0x009E73)
  static let orange = Colour(rgb: 0xE69F00)
  static let sky = Colour(rgb: 0x56B4E9)
  static let purple = Colour(rgb: 0xCC79A7)
  static let yellow = Colour(rgb: 0xF0E442)
  /// Behind headings.
  static let band = Colour(rgb: 0xEEF2F6)
  /// Behind a chance, as far as it goes.
  static let skyBar = Colour(rgb: 0xBFE0F5)
  static let orangeBar = Colour(rgb: 0xF9DDA4)
  /// Behind what a reader may type over.
  static let input = Colour(rgb: 0xFFF8DC)
  /// Behind what asks for a look.
  static let flag = Colour(rgb: 0xFBE3D0)

  /// The colours of series that stand side by side, the first one first; they begin anew after the
  /// last.
  static func series(_ place: Int) -> Colour {
    let colours = [blue, orange, green, vermilion, purple, sky, grey, yellow]
    return colours[place % colours.count]
  }
}
