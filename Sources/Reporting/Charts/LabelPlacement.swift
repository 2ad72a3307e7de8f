/// Finds places for labels beside points, so that no label covers a point or another label.
struct LabelPlacement: Sendable {
  struct Box: Hashable, Sendable {
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double

    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    /// Which part of a text in the box stands nearest to a point, as SVG calls it, and where.
    func anchor(beside x: Double) -> (x: Double, part: String) {
      if left >= x { return (left, "start") }
      if right <= x { return (right, "end") }
      return ((left + right) / 2, "middle")
    }

    func isInside(_ other: Box) -> Bool {
      left >= other.left && right <= other.right && top >= other.top && bottom <= other.bottom
    }
  }

  /// Where labels may stand.
  let frame: Box
  private var taken: [Box]

  /// - Parameter points: The middles of the points, with this much room around each.
  init(frame: Box, points: [(x: Double, y: Double)], radius: Double) {
    self.frame = frame
    taken = points.map {
      Box(left: $0.x - radius, top: $0.y - radius, right: $0.x + radius, bottom: $0.y + radius)
    }
  }

  /// Takes the first free place of those right, left, above and below a point; nil where there is
  /// none.
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
