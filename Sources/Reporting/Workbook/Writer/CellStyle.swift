/// How a cell looks.
struct CellStyle: Hashable, Sendable {
  enum Alignment: Hashable, Sendable {
    case leading, trailing
  }

  /// As the file format writes number formats; nil shows a number as it comes.
  var numbers: String?
  var size: Double?
  var isStrong = false
  var colour: Colour?
  var fill: Colour?
  var alignment: Alignment?
  var wraps = false
  /// Away from the number to its left.
  var isIndented = false
  /// A line below.
  var isUnderlined = false
  /// A line above.
  var isOverlined = false

  static let normal = CellStyle()
  static let title = CellStyle(size: 16, isStrong: true)
  static let faint = CellStyle(colour: .grey)
  static let heading = CellStyle(isStrong: true, fill: .band, wraps: true, isUnderlined: true)
  static let section = CellStyle(size: 12, isStrong: true)
  static let link = CellStyle(colour: .blue)
  /// What a reader may type over.
  static let input = CellStyle(isStrong: true, colour: .blue, fill: .input)

  /// The same with numbers written in a format.
  func with(_ numbers: String?) -> CellStyle {
    var style = self
    style.numbers = numbers
    return style
  }
}
