/// A picture of figures: panes over one horizontal axis, drawn as SVG at any width.
///
/// A chart knows no colours and no page: marks have classes, and those with a ``Readout`` can be
/// pointed at and reached by keyboard. It is drawn once for wide and once for narrow screens, as
/// letters that shrink with a picture cannot be read.
///
/// - Reference: Wilkinson, "The Grammar of Graphics", 2005.
package struct Chart: Sendable {
  /// What it shows, for those who do not see it.
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
