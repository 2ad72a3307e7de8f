/// Maps a pane's numbers to positions in the picture.
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
