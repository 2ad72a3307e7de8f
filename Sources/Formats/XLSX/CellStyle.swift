/// How a cell looks.
package struct CellStyle: Hashable, Sendable {
  package enum Alignment: Hashable, Sendable {
    case leading, trailing
  }

  /// As the file format writes number formats; nil shows a number as it comes.
  package var numbers: String?
  package var size: Double?
  package var isStrong: Bool
  package var colour: Colour?
  package var fill: Colour?
  package var alignment: Alignment?
  package var wraps: Bool
  /// Away from the number to its left.
  package var isIndented: Bool
  /// A line below.
  package var isUnderlined: Bool
  /// A line above.
  package var isOverlined: Bool

  /// A plain cell, except for what is given.
  package init(
    numbers: String? = nil, size: Double? = nil, isStrong: Bool = false, colour: Colour? = nil,
    fill: Colour? = nil, alignment: Alignment? = nil, wraps: Bool = false,
    isIndented: Bool = false, isUnderlined: Bool = false, isOverlined: Bool = false
  ) {
    (self.numbers, self.size, self.isStrong) = (numbers, size, isStrong)
    (self.colour, self.fill) = (colour, fill)
    (self.alignment, self.wraps, self.isIndented) = (alignment, wraps, isIndented)
    (self.isUnderlined, self.isOverlined) = (isUnderlined, isOverlined)
  }

  package static let normal = CellStyle()
  package static let title = CellStyle(size: 16, isStrong: true)
  package static let faint = CellStyle(colour: .grey)
  package static let heading = CellStyle(
    isStrong: true, fill: .band, wraps: true, isUnderlined: true)
  package static let section = CellStyle(size: 12, isStrong: true)
  package static let link = CellStyle(colour: .blue)
  /// What a reader may type over.
  package static let input = CellStyle(isStrong: true, colour: .blue, fill: .input)

  /// The same with numbers written in a format.
  package func with(_ numbers: String?) -> CellStyle {
    var style = self
    style.numbers = numbers
    return style
  }
}
