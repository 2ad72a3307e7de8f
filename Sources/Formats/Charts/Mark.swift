/// Something drawn in a chart, in the units of its axes.
package struct Mark: Sendable {
  /// A place by both axes.
  package struct Point: Hashable, Sendable {
    package let x: Double
    package let y: Double

    package init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// In which direction something extends.
  package enum Direction: Hashable, Sendable {
    case horizontal
    case vertical
  }

  /// A point, with intervals around it.
  package struct Dot: Hashable, Sendable {
    package var at: Point
    package var shape: PointShape
    /// In which direction the intervals lie.
    package var direction: Direction
    /// How sure the point is: drawn thick; nil for none.
    package var interval: ClosedRange<Double>?
    /// Where outcomes lie: drawn thin; nil for none.
    package var range: ClosedRange<Double>?
    /// Written beside it where there is room.
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
  /// Nil for what cannot be pointed at.
  package let readout: Readout?

  package init(_ form: Form, _ tone: Tone, _ readout: Readout? = nil) {
    self.form = form
    self.tone = tone
    self.readout = readout
  }

  /// Bars on top of each other, what is below 0 on the other side of it.
  ///
  /// - Parameters:
  ///   - parts: In their order from 0 outwards.
  ///   - stretch: Where they stand on the other axis.
  ///   - direction: In which they extend.
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
