extension Markup {
  /// A straight line.
  package static func line(
    _ className: String, from a: (x: Double, y: Double), to b: (x: Double, y: Double)
  ) -> Markup {
    .tag(
      "path",
      ["class": className, "d": "M\(Coordinate.text(a.x, a.y))L\(Coordinate.text(b.x, b.y))"])
  }

  /// A rectangle between two corners, never thinner than can be seen.
  package static func rectangle(
    _ className: String?, _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
  ) -> Markup {
    let least = 0.75
    return .tag(
      "rect",
      [
        "class": className,
        "x": Coordinate.text(min(a.x, b.x)), "y": Coordinate.text(min(a.y, b.y)),
        "width": Coordinate.text(max(least, abs(a.x - b.x))),
        "height": Coordinate.text(max(least, abs(a.y - b.y))),
      ])
  }

  /// A line of text centred on a height; one too long is cut, with the whole in a tooltip.
  ///
  /// - Parameter anchor: `start`, `middle` or `end`: which part of it is at `x`.
  static func lettering(
    _ className: String, _ text: String, x: Double, y: Double, anchor: String = "start",
    room: Double = .infinity
  ) -> Markup {
    let cut = Lettering.cut(text, to: room)
    return .tag(
      "text",
      [
        "class": className, "x": Coordinate.text(x), "y": Coordinate.text(y + Lettering.baseline),
        "text-anchor": anchor == "start" ? nil : anchor,
      ], (cut == text ? [] : [.tag("title", text: text)]) + [.text(cut)])
  }
}

/// Text in a picture: how much room it takes, and how it is cut to fit.
package enum Lettering {
  /// The height of a line, in pixels.
  static let lineHeight = 15.0
  /// The distance from a line's middle down to its baseline.
  static let baseline = 4.0

  /// The approximate width of a text in pixels, erring on the wide side.
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

/// Coordinates as SVG writes them: to a hundredth of a pixel.
enum Coordinate {
  static func text(_ value: Double) -> String {
    let hundredths = (value * 100).rounded()
    return hundredths == 0 ? "0" : JSONWriter.digits(hundredths / 100) ?? "0"
  }

  /// A pair, as in path data.
  static func text(_ x: Double, _ y: Double) -> String { text(x) + " " + text(y) }
}
