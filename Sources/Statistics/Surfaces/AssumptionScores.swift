/// The normal scores of a run's assumptions, by world: independent standard normals, each a
/// monotone function of its assumption's value.
///
/// Holds their Hermite polynomials, orthonormal under the normal law, and the products of these
/// with each other by group of worlds, so that a ``Surface`` of any figure, and of any figure
/// without one of the groups, starts from sums that are already there.
public struct AssumptionScores: Sendable {
  public let assumptions: Int
  /// The constant, then each assumption's polynomials.
  let columns: SurfaceColumns

  /// - Parameters:
  ///   - scores: By assumption, then world.
  ///   - groupSize: How many consecutive worlds are dealt together; the groups of a jackknife are
  ///     whole multiples of it, as equal as may be.
  ///   - groups: How many, at most. An error from so many is known to one part in the root of twice
  ///     their number.
  ///   - degree: Of the polynomials; nil: as many worlds allow.
  public init(
    _ scores: [[Double]], worlds: Int, groupSize: Int = 1, groups: Int = 32, degree: Int? = nil
  ) {
    precondition(scores.allSatisfy { $0.count >= worlds }, "a score for each world")
    assumptions = scores.count
    let degree = degree ?? Self.degree(worlds)
    let values =
      [Double](repeating: 1, count: worlds)
      + scores.flatMap { score in
        (1...degree).flatMap { degree in
          score[..<worlds].map { Hermite.value($0, degree: degree) }
        }
      }
    let varying = scores.indices.filter { index in
      scores[index][..<worlds].contains { $0 != scores[index][0] }
    }
    columns = SurfaceColumns(
      table: ColumnTable(
        values, worlds: worlds,
        groups: Self.groups(worlds, of: groupSize, atMost: groups)),
      terms: [.constant]
        + scores.indices.flatMap { assumption in
          (1...degree).map { .hermite(assumption: assumption, degree: $0) }
        },
      blocks: varying.map { SurfaceColumns.Block(assumption: $0, first: 1 + $0 * degree) },
      degree: degree, candidates: varying.count, products: nil)
  }

  public var worlds: Int { columns.table.worlds }

  static func degree(_ worlds: Int) -> Int { worlds >= 200 ? 3 : 2 }

  static func groups(_ worlds: Int, of size: Int, atMost most: Int) -> [Range<Int>] {
    let units = worlds / size
    let count = min(units, most)
    return (0..<count).map { group in
      // The first unit of a group, rounded up, as unit u belongs to group u * count / units.
      func first(_ group: Int) -> Int { (group * units + count - 1) / count * size }
      return first(group)..<(group == count - 1 ? worlds : first(group + 1))
    }
  }

  /// The polynomial of an assumption, by world.
  func column(assumption: Int, degree: Int) -> ArraySlice<Double> {
    columns.table.column(1 + assumption * columns.degree + degree - 1)
  }
}

/// Hermite polynomials, orthonormal under the standard normal law.
enum Hermite {
  @inline(__always)
  static func value(_ z: Double, degree: Int) -> Double {
    switch degree {
    case 1: z
    case 2: (z * z - 1) / 2.squareRoot()
    default: (z * z * z - 3 * z) / 6.squareRoot()
    }
  }

  /// The factors of the powers of a score, from the 0th to the third.
  static func factors(_ degree: Int) -> SIMD4<Double> {
    switch degree {
    case 1: SIMD4(0, 1, 0, 0)
    case 2: SIMD4(-1, 0, 1, 0) / 2.0.squareRoot()
    default: SIMD4(0, -3, 0, 1) / 6.0.squareRoot()
    }
  }
}
