/// A picture of figures: panes over one horizontal axis, drawn as SVG at any width.
///
/// A chart has no colours and knows no page: marks have classes, and those with a ``Readout`` can
/// be pointed at and reached by keyboard. It is drawn once for wide and once for narrow screens,
/// since letters that shrink with a picture become illegible.
///
/// ```swift
/// let chart = Chart(
///   title: "Cost by model", x: .numbers(0...10, .plain), y: .categories(["hybrid", "split"]),
///   height: 60, marks: [Mark(.bar(x: 0...5.7, y: -0.25...0.25), .series(0))])
/// let svg = chart.svg(width: 640, className: "wide").html
/// ```
///
/// - Reference: Wilkinson, "The Grammar of Graphics", 2005.
package struct Chart: Sendable {
  /// A description for those who cannot see it.
  package let title: String
  package let x: Axis
  /// From top to bottom; at least one.
  package let panes: [Pane]

  package init(title: String, x: Axis, panes: [Pane]) {
    self.title = title
    self.x = x
    self.panes = panes
  }

  package init(title: String, x: Axis, y: Axis, height: Double, marks: [Mark]) {
    self.init(title: title, x: x, panes: [Pane(y: y, height: height, marks: marks)])
  }
}

/// A part of a chart with a vertical axis of its own; the panes of a chart are stacked.
package struct Pane: Sendable {
  package let y: Axis
  /// Pixels between the axis' ends.
  package let height: Double
  /// In the order in which they are drawn and visited by arrow keys.
  package let marks: [Mark]
  /// A text at the end of each row of a vertical axis of categories; empty for none.
  package let rowEnds: [String]
  /// What the texts at the ends of rows are.
  package let rowEndTitle: String

  package init(
    y: Axis, height: Double, marks: [Mark], rowEnds: [String] = [], rowEndTitle: String = ""
  ) {
    self.y = y
    self.height = height
    self.marks = marks
    self.rowEnds = rowEnds
    self.rowEndTitle = rowEndTitle
  }
}
