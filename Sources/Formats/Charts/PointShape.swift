/// The shape of a point, so that colour alone never distinguishes two.
package enum PointShape: Int, CaseIterable, Hashable, Sendable {
  case circle
  case square
  case triangle
  case diamond
  case downTriangle
  case cross

  /// The shape of a series; with the colours of ``Tone`` no pair recurs before the 43rd.
  package init(series: Int) {
    self = PointShape.allCases[series % PointShape.allCases.count]
  }

  /// The outline as SVG path data around a point, as large as a circle of this radius looks.
  package func path(x: Double, y: Double, radius r: Double) -> String {
    func polygon(_ corners: [(Double, Double)]) -> String {
      let points = corners.map { Coordinate.text(x + $0.0 * r, y + $0.1 * r) }
      return "M" + points.joined(separator: "L") + "Z"
    }
    switch self {
    case .circle:
      let (left, right) = (Coordinate.text(x - r, y), Coordinate.text(x + r, y))
      let size = Coordinate.text(r, r)
      return "M\(left)A\(size) 0 1 1 \(right)A\(size) 0 1 1 \(left)Z"
    case .square: return polygon([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)])
    case .triangle: return polygon([(0, -1.2), (1.15, 0.85), (-1.15, 0.85)])
    case .diamond: return polygon([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)])
    case .downTriangle: return polygon([(0, 1.2), (1.15, -0.85), (-1.15, -0.85)])
    case .cross:
      let (a, b) = (0.4, 1.15)
      return polygon([
        (-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a), (a, b), (-a, b), (-a, a), (-b, a),
        (-b, -a), (-a, -a),
      ])
    }
  }
}
