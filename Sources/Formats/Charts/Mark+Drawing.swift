extension Mark {
  /// The mark as SVG.
  ///
  /// - Parameters:
  ///   - plot: Where it is drawn.
  ///   - isFirst: Whether the tab key reaches it; arrow keys go on from there.
  func drawn(in plot: Plot, isFirst: Bool) -> Markup {
    let shapes = shapes(in: plot)
    guard let readout else {
      return .tag("g", ["class": tone.name, "aria-hidden": "true"], shapes)
    }
    return .tag(
      "g",
      [
        "class": "mark \(tone.name)", "role": "graphics-symbol img",
        "tabindex": isFirst ? "0" : "-1", "data-value": JSONWriter.digits(readout.value),
      ], [.tag("title", text: readout.text)] + shapes)
  }

  private func shapes(in plot: Plot) -> [Markup] {
    switch form {
    case .dot(let dot): dot.shapes(in: plot)
    case .bar(let x, let y):
      [
        .rectangle(
          "fill", (plot.x(x.lowerBound), plot.y(y.lowerBound)),
          (plot.x(x.upperBound), plot.y(y.upperBound)))
      ]
    case .line(let points):
      [.tag("path", ["class": "line", "d": Self.path(points.map(plot.callAsFunction))])]
    case .steps(let points):
      [
        .tag(
          "path", ["class": "line", "d": Self.path(Self.stepped(points.map(plot.callAsFunction)))])
      ]
    case .area(let low, let high):
      [
        .tag(
          "path",
          [
            "class": "area",
            "d": Self.path(high.map(plot.callAsFunction) + low.reversed().map(plot.callAsFunction))
              + "Z",
          ])
      ]
    case .rule(let value, let direction, let label):
      Self.rule(value, direction, label: label, in: plot)
    case .tick(let value, let stretch, .horizontal):
      [
        .line(
          "tick-mark", from: (plot.x(value), plot.y(stretch.lowerBound)),
          to: (plot.x(value), plot.y(stretch.upperBound)))
      ]
    case .tick(let value, let stretch, .vertical):
      [
        .line(
          "tick-mark", from: (plot.x(stretch.lowerBound), plot.y(value)),
          to: (plot.x(stretch.upperBound), plot.y(value)))
      ]
    case .whisker(let range, let position, let direction):
      Self.whisker(range, at: position, direction, in: plot)
    case .label(let point, let text):
      [.lettering("label", text, x: plot.x(point.x), y: plot.y(point.y))]
    }
  }

  private static func path(_ points: [(x: Double, y: Double)]) -> String {
    "M" + points.map { Coordinate.text($0.x, $0.y) }.joined(separator: "L")
  }

  /// The corners of steps; nil for anything else.
  func corners(in plot: Plot) -> [(x: Double, y: Double)]? {
    guard case .steps(let points) = form else { return nil }
    return Self.stepped(points.map(plot.callAsFunction))
  }

  private static func stepped(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    points.prefix(1) + zip(points, points.dropFirst()).flatMap { [($1.x, $0.y), $1] }
  }

  private static func rule(
    _ value: Double, _ direction: Direction, label: String?, in plot: Plot
  ) -> [Markup] {
    switch direction {
    case .vertical:
      let x = plot.x(value)
      return [.line("rule", from: (x, plot.top), to: (x, plot.bottom))]
        + (label.map {
          [
            .lettering(
              "rule-label", $0, x: x, y: plot.top - Lettering.lineHeight / 2, anchor: "middle")
          ]
        } ?? [])
    case .horizontal:
      let y = plot.y(value)
      return [.line("rule", from: (plot.left, y), to: (plot.right, y))]
        + (label.map {
          [
            .lettering(
              "rule-label", $0, x: plot.right, y: y - Lettering.lineHeight / 2, anchor: "end")
          ]
        } ?? [])
    }
  }

  fileprivate static func whisker(
    _ range: ClosedRange<Double>, at position: Double, _ direction: Direction, in plot: Plot
  ) -> [Markup] {
    let cap = 4.0
    switch direction {
    case .horizontal:
      let (low, high, y) = (plot.x(range.lowerBound), plot.x(range.upperBound), plot.y(position))
      return [
        .line("whisker", from: (low, y), to: (high, y)),
        .line("whisker", from: (low, y - cap), to: (low, y + cap)),
        .line("whisker", from: (high, y - cap), to: (high, y + cap)),
      ]
    case .vertical:
      let (low, high, x) = (plot.y(range.lowerBound), plot.y(range.upperBound), plot.x(position))
      return [
        .line("whisker", from: (x, low), to: (x, high)),
        .line("whisker", from: (x - cap, low), to: (x + cap, low)),
        .line("whisker", from: (x - cap, high), to: (x + cap, high)),
      ]
    }
  }
}

extension Mark.Dot {
  /// How large a point is, in pixels.
  package static let radius = 5.0

  fileprivate func shapes(in plot: Plot) -> [Markup] {
    let middle = plot(at)
    let position = direction == .horizontal ? at.y : at.x
    var shapes: [Markup] = []
    if let outer = range ?? interval { shapes.append(reach(outer, in: plot)) }
    if let range { shapes += Mark.whisker(range, at: position, direction, in: plot) }
    if let interval {
      let ends: [(x: Double, y: Double)] = [interval.lowerBound, interval.upperBound].map {
        direction == .horizontal ? (plot.x($0), middle.y) : (middle.x, plot.y($0))
      }
      shapes.append(.line("interval", from: ends[0], to: ends[1]))
    }
    if range == nil && interval == nil {
      let room = 2 * Self.radius
      shapes.append(
        .rectangle("reach", (middle.x - room, middle.y - room), (middle.x + room, middle.y + room)))
    }
    let outline = shape.path(x: middle.x, y: middle.y, radius: Self.radius)
    return shapes + [.tag("path", ["class": "point", "d": outline])]
  }

  /// The area that can be pointed at: more than the thin visible lines.
  private func reach(_ range: ClosedRange<Double>, in plot: Plot) -> Markup {
    let room = 2 * Self.radius
    let middle = plot(at)
    return direction == .horizontal
      ? .rectangle(
        "reach", (plot.x(range.lowerBound) - room, middle.y - room),
        (plot.x(range.upperBound) + room, middle.y + room))
      : .rectangle(
        "reach", (middle.x - room, plot.y(range.upperBound) - room),
        (middle.x + room, plot.y(range.lowerBound) + room))
  }
}
