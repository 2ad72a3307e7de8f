/// Something drawn in a chart, in the units of its axes.
package struct Mark: Sendable {
  /// A position by both axes.
  package struct Point: Hashable, Sendable {
    package let x: Double
    package let y: Double

    package init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// The direction in which something extends.
  package enum Direction: Hashable, Sendable {
    case horizontal
    case vertical
  }

  /// A point, with intervals around it.
  package struct Dot: Hashable, Sendable {
    package var at: Point
    package var shape: PointShape
    /// The direction of the intervals.
    package var direction: Direction
    /// A confidence interval, drawn thick; nil for none.
    package var interval: ClosedRange<Double>?
    /// The range of outcomes, drawn thin; nil for none.
    package var range: ClosedRange<Double>?
    /// Written beside it if there is room.
    package var label: String?

    package init(
      at point: Point, shape: PointShape = .circle, direction: Direction = .horizontal,
      interval: ClosedRange<Double>? = nil, range: ClosedRange<Double>? = nil,
      label: String? = nil
    ) {
      (at, self.shape, self.direction) = (point, shape, direction)
      (self.interval, self.range, self.label) = (interval, range, label)
    }
  }

  package enum Form: Hashable, Sendable {
    case dot(Dot)
    case bar(x: ClosedRange<Double>, y: ClosedRange<Double>)
    /// From point to point.
    case line([Point])
    /// From point to point, first across, then up or down.
    case steps([Point])
    /// Between two lines.
    case area(low: [Point], high: [Point])
    /// Across the whole chart at a value of an axis, named at its end.
    case rule(Double, Direction, label: String?)
    /// A short stroke across a bar.
    case tick(at: Double, across: ClosedRange<Double>, Direction)
    /// An interval with an end at each side.
    case whisker(ClosedRange<Double>, at: Double, Direction)
    /// Text that begins at a point.
    case label(Point, String)
  }

  package let form: Form
  package let tone: Tone
  /// Nil if it cannot be pointed at.
  package let readout: Readout?

  package init(_ form: Form, _ tone: Tone, _ readout: Readout? = nil) {
    self.form = form
    self.tone = tone
    self.readout = readout
  }

  /// Stacked bars; negative parts are stacked on the other side of 0.
  ///
  /// - Parameters:
  ///   - parts: From 0 outwards.
  ///   - stretch: Their extent on the other axis.
  ///   - direction: The direction in which they extend.
  package static func stack(
    _ parts: [(value: Double, tone: Tone, readout: Readout?)], across stretch: ClosedRange<Double>,
    _ direction: Direction
  ) -> [Mark] {
    var (above, below) = (0.0, 0.0)
    return parts.filter { $0.value != 0 }.map { part in
      let extent: ClosedRange<Double>
      if part.value > 0 {
        extent = above...above + part.value
        above += part.value
      } else {
        extent = below + part.value...below
        below += part.value
      }
      let form =
        direction == .horizontal
        ? Form.bar(x: extent, y: stretch) : Form.bar(x: stretch, y: extent)
      return Mark(form, part.tone, part.readout)
    }
  }
}

/// What a mark says when it is pointed at or reached by keyboard.
package struct Readout: Hashable, Sendable {
  /// The mark's name and its values, in full.
  package let text: String
  /// The number that the mark represents.
  package let value: Double

  /// - Parameters:
  ///   - names: From the general to the specific, such as a model and a year; they are sanitised
  ///     and cannot reverse the text after them.
  ///   - values: In words.
  package init(_ names: String..., value: Double, _ values: String) {
    text = names.map(Self.isolated).joined(separator: ", ") + ": " + values
    self.value = value
  }

  /// Within isolating marks, if the name may be of a script that runs from right to left.
  ///
  /// - Reference: Unicode Standard Annex #9, "Unicode Bidirectional Algorithm", 2.4.
  private static func isolated(_ name: String) -> String {
    let name = PlainText.of(name)
    return name.utf8.allSatisfy { $0 < 0x80 } ? name : "\u{2068}\(name)\u{2069}"
  }
}

/// What the colour of a mark means; the style sheet decides how it looks, in light and in dark.
package enum Tone: Hashable, Sendable {
  /// One of several series; colours recur after twenty-one.
  case series(Int)
  /// The subject of the chart.
  case accent
  /// Shown for comparison.
  case muted
  case gain
  case loss

  /// The class in the style sheet.
  package var name: String {
    switch self {
    case .series(let index): "s\(index % Tone.seriesCount + 1)"
    case .accent: "accent"
    case .muted: "muted"
    case .gain: "gain"
    case .loss: "loss"
    }
  }

  package static let seriesCount = 21
}
