/// Places in a picture as SVG writes them: to a hundredth of a pixel.
enum Coordinate {
  static func text(_ value: Double) -> String {
    let hundredths = (value * 100).rounded()
    return hundredths == 0 ? "0" : JSONWriter.digits(hundredths / 100) ?? "0"
  }

  /// A pair, as in path data.
  static func text(_ x: Double, _ y: Double) -> String { text(x) + " " + text(y) }
}
