/// A colour of cells and charts, distinguishable with any colour vision.
///
/// - Reference: Okabe and Ito, "Color Universal Design", 2008.
package struct Colour: Hashable, Sendable {
  /// Red, green and blue, eight bits each.
  package let rgb: UInt32

  package static let grey = Colour(rgb: 0x595959)
  package static let line = Colour(rgb: 0xD9D9D9)
  package static let blue = Colour(rgb: 0x0072B2)
  package static let vermilion = Colour(rgb: 0xD55E00)
  package static let green = Colour(rgb: 0x009E73)
  package static let orange = Colour(rgb: 0xE69F00)
  package static let sky = Colour(rgb: 0x56B4E9)
  package static let purple = Colour(rgb: 0xCC79A7)
  package static let yellow = Colour(rgb: 0xF0E442)
  /// Behind headings.
  package static let band = Colour(rgb: 0xEEF2F6)
  /// The bar behind a chance.
  package static let skyBar = Colour(rgb: 0xBFE0F5)
  package static let orangeBar = Colour(rgb: 0xF9DDA4)
  /// Behind a cell that a reader may type over.
  package static let input = Colour(rgb: 0xFFF8DC)
  /// Behind a cell that deserves attention.
  package static let flag = Colour(rgb: 0xFBE3D0)

  /// The colour of a series among those shown side by side; colours recur after the last.
  package static func series(_ index: Int) -> Colour {
    let colours = [blue, orange, green, vermilion, purple, sky, grey, yellow]
    return colours[index % colours.count]
  }
}
