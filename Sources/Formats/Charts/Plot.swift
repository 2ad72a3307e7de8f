/// Where a pane's figures stand in the picture.
struct Plot: Sendable {
  let x: LinearScale
  let y: LinearScale

  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  /// Rows of categories go down, numbers go up.
  init(x: Axis, y: Axis, left: Double, right: Double, top: Double, height: Double) {
    (self.left, self.right) = (left, right)
    (self.top, bottom) = (top, top + height)
    self.x = LinearScale(x.domain, from: left, to: right)
    self.y =
      y.isOfNumbers
      ? LinearScale(y.domain, from: top + height, to: top)
      : LinearScale(y.domain, from: top, to: top + height)
  }

  func callAsFunction(_ point: Mark.Point) -> (x: Double, y: Double) {
    (x(point.x), y(point.y))
  }
}

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

  /// A line of text whose middle is at a height; one too long is cut, with the whole in a tooltip.
  ///
  /// - Parameter anchor: `start`, `middle` or `end`: which part of it stands at `x`.
  package static func lettering(
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
