/// A figure by world: all that a regression on assumptions can see of it.
///
/// Assumptions are constant within a world, so a world is one observation of them, however many
/// trials it has.
public struct WorldMeans: Hashable, Sendable {
  /// The mean over each world's trials.
  public private(set) var means: [Double] = []
  /// The variance of each mean by luck alone: the sample variance of the world's trials over their
  /// number; 0 for a single trial.
  public private(set) var luck: [Double] = []
  /// Whether a world has 0 in all its trials.
  public private(set) var isZero: [Bool] = []

  /// The worlds of a column.
  ///
  /// - Parameters:
  ///   - column: One value a trial.
  ///   - worldSize: How many consecutive trials share a world. A short last world is left out.
  public init(_ column: [Double], worldSize: Int) {
    let worlds = column.count / worldSize
    means.reserveCapacity(worlds)
    luck.reserveCapacity(worlds)
    isZero.reserveCapacity(worlds)
    column.withUnsafeBufferPointer { values in
      for world in 0..<worlds {
        let rows = world * worldSize..<(world + 1) * worldSize
        let moments = Moments(values, rows)
        means.append(moments.mean)
        luck.append(moments.variance / Double(worldSize))
        isZero.append(rows.allSatisfy { values[$0] == 0 })
      }
    }
  }

  public var count: Int { means.count }

  /// The same figure in some of the worlds.
  func kept(_ ranges: [Range<Int>]) -> WorldMeans {
    var other = self
    other.means = ranges.flatMap { means[$0] }
    other.luck = ranges.flatMap { luck[$0] }
    other.isZero = ranges.flatMap { isZero[$0] }
    return other
  }

  /// The same worlds of the figure with the opposite sign.
  public var negated: WorldMeans {
    var other = self
    other.means = means.map { 0 - $0 }
    return other
  }
}
