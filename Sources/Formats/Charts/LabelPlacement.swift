/// Places labels beside points, so that no label covers a point, a line or another label.
struct LabelPlacement: Sendable {
  struct Box: Hashable, Sendable {
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double

    init(left: Double, top: Double, right: Double, bottom: Double) {
      (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }

    /// Around two points and all between them.
    fileprivate init(from a: (x: Double, y: Double), to b: (x: Double, y: Double), room: Double) {
      self.init(
        left: min(a.x, b.x) - room, top: min(a.y, b.y) - room, right: max(a.x, b.x) + room,
        bottom: max(a.y, b.y) + room)
    }

    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    /// The part of a text in the box that is nearest to a point, as SVG calls it, and where it is.
    func anchor(beside x: Double) -> (x: Double, part: String) {
      if left >= x { return (left, "start") }
      if right <= x { return (right, "end") }
      return ((left + right) / 2, "middle")
    }

    func isInside(_ other: Box) -> Bool {
      left >= other.left && right <= other.right && top >= other.top && bottom <= other.bottom
    }
  }

  /// Where labels may be placed.
  let frame: Box
  private var taken: [Box]

  /// - Parameters:
  ///   - points: The middles of the points, with this much room around each.
  ///   - paths: The corners of lines that run across or up and down, with a little room beside them.
  init(
    frame: Box, points: [(x: Double, y: Double)], radius: Double,
    paths: [[(x: Double, y: Double)]] = []
  ) {
    self.frame = frame
    let lines = paths.flatMap { corners in zip(corners, corners.dropFirst()) }
    taken =
      points.map { Box(from: $0, to: $0, room: radius) }
      + lines.map { Box(from: $0, to: $1, room: Self.lineRoom) }
  }

  private static let lineRoom = 2.0

  /// Takes the first free box of those right, left, above and below a point; nil if there is none.
  mutating func place(
    width: Double, height: Double, x: Double, y: Double, gap: Double
  ) -> Box? {
    let corners = [
      (x + gap, y - height / 2), (x - gap - width, y - height / 2),
      (x - width / 2, y - gap - height), (x - width / 2, y + gap),
      (x + gap / 2, y - gap - height), (x + gap / 2, y + gap),
      (x - gap / 2 - width, y - gap - height), (x - gap / 2 - width, y + gap),
    ]
    for (left, top) in corners {
      let box = Box(left: left, top: top, right: left + width, bottom: top + height)
      guard box.isInside(frame), !taken.contains(where: box.overlaps) else { continue }
      taken.append(box)
      return box
    }
    return nil
  }
}
