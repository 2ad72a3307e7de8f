/// A part of a chart with a vertical axis of its own; panes of a chart stand below each other.
package struct Pane: Sendable {
  package let y: Axis
  /// Pixels between the axis' ends.
  package let height: Double
  /// In the order in which they are drawn, and by which arrow keys go from one to the next.
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
