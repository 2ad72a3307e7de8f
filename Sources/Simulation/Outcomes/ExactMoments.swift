/// Count, mean, standard deviation and standard error of a figure over trials, from integer sums.
///
/// A figure is counted in whole small units, and the sums of values, of squares and of cluster
/// totals have 128 bits, so adding never rounds. Adding is therefore associative and commutative:
/// however trials are divided into blocks and parts, and in whatever order these are merged, the
/// sums are the same to the last bit. Results are rounded once, when read.
///
/// Figures are clamped to ``limit`` units either way, so that no sum of ten million trials can
/// overflow.
///
/// - Reference: Cochran, "Sampling Techniques", 3rd edition, 1977, section 9A (the standard error of
///   a mean over clusters of several sizes).
public struct ExactMoments: Hashable, Sendable, BitwiseCopyable {
  /// Units in 1.
  let perOne: Double
  /// How many values were counted.
  public private(set) var count = 0
  private(set) var sum: Int128 = 0
  private(set) var squares: Int128 = 0
  /// Clusters with a value; values of different clusters are independent.
  private(set) var clusters = 0
  /// Over clusters: the square of the cluster's sum, its product with the cluster's count, and the
  /// square of that.
  private(set) var clusterSquares: Int128 = 0
  private(set) var clusterProducts: Int128 = 0
  private(set) var clusterCounts = 0

  /// The largest magnitude of a value, in units.
  static let limit = Double(1 << 48)

  /// Sixteen figures in whole units. NaN counts as the lowest; a run with one ends with
  /// ``FigureTooLarge``.
  static func units(of figures: MoneyLanes, perOne: Double) -> SIMD16<Int64> {
    let bounded = least(
      most(MoneyLanes(repeating: -limit), figures * perOne), MoneyLanes(repeating: limit))
    // Near 1.5 x 2^52 doubles have no fraction, and the lowest bits are those of the integer.
    let shift = MoneyLanes(repeating: 0x1.8p52)
    return unsafeBitCast(bounded + shift, to: SIMD16<Int64>.self)
      &- unsafeBitCast(shift, to: SIMD16<Int64>.self)
  }

  /// Moments of an empty sample.
  init(perOne: Double) {
    self.perOne = perOne
  }

  /// Counts the values of a cluster.
  ///
  /// - Parameters:
  ///   - sum: In units.
  ///   - squares: Of each value in units.
  mutating func addCluster(count: Int, sum: Int128, squares: Int128) {
    guard count > 0 else { return }
    add(count: count, sum: sum, squares: squares)
    clusters += 1
    clusterSquares += sum * sum
    clusterProducts += sum * Int128(count)
    clusterCounts += count * count
  }

  /// Counts values that are each a cluster.
  mutating func addSingles(count: Int, sum: Int128, squares: Int128) {
    add(count: count, sum: sum, squares: squares)
    clusters += count
    clusterSquares += squares
    clusterProducts += sum
    clusterCounts += count
  }

  private mutating func add(count: Int, sum: Int128, squares: Int128) {
    self.count += count
    self.sum += sum
    self.squares += squares
  }

  /// Adds the moments of other trials in the same unit.
  mutating func add(_ other: ExactMoments) {
    add(count: other.count, sum: other.sum, squares: other.squares)
    clusters += other.clusters
    clusterSquares += other.clusterSquares
    clusterProducts += other.clusterProducts
    clusterCounts += other.clusterCounts
  }

  // MARK: - What they say

  /// The mean; 0 for an empty sample.
  public var mean: Double { count > 0 ? (Double(middle) + rest) / perOne : 0 }

  /// With divisor *n* - 1; 0 for fewer than two values.
  public var standardDeviation: Double {
    guard count > 1 else { return 0 }
    let aboutMiddle = squares - 2 * middle * sum + middle * middle * Int128(count)
    let aboutMean = Double(aboutMiddle) - Double(count) * rest * rest
    return (max(0, aboutMean) / Double(count - 1)).squareRoot() / perOne
  }

  /// The standard error of the mean over independent clusters; infinite for fewer than two.
  public var standardError: Double {
    guard clusters > 1 else { return .infinity }
    let counts = Int128(clusterCounts)
    let aboutMiddle =
      clusterSquares - 2 * middle * clusterProducts + middle * middle * counts
    let aboutMean =
      Double(aboutMiddle) - 2 * rest * Double(clusterProducts - middle * counts)
      + rest * rest * Double(clusterCounts)
    let correction = Double(clusters) / Double(clusters - 1)
    return (correction * max(0, aboutMean)).squareRoot() / Double(count) / perOne
  }

  /// The whole part of the mean in units. Squares about it are integers too, so the variance is not
  /// the difference of two large rounded numbers.
  private var middle: Int128 { sum / Int128(count) }
  /// The rest of the mean, in units.
  private var rest: Double { Double(sum - middle * Int128(count)) / Double(count) }
}

extension ExactMoments {
  /// Appends the moments: values, clusters, the sum and the sum of squares as two words each, low
  /// word first; then, unless every value is a cluster, the three sums over clusters.
  func pack(into words: inout [UInt64]) {
    words.append(UInt64(count))
    words.append(UInt64(clusters))
    Self.append(sum, to: &words)
    Self.append(squares, to: &words)
    guard clusters != count else { return }
    Self.append(clusterSquares, to: &words)
    Self.append(clusterProducts, to: &words)
    words.append(UInt64(clusterCounts))
  }

  /// Adds packed moments of a block; false if they are invalid: sums that its values cannot have
  /// would let a damaged file overflow those of all blocks.
  ///
  /// - Parameter mostValues: How many a block has.
  mutating func add(unpacking words: inout ArraySlice<UInt64>, mostValues: Int) -> Bool {
    guard let values = Self.count(&words), let groups = Self.count(&words), groups <= values,
      let sum = Self.number(&words), let squares = Self.number(&words)
    else { return false }
    let most = Int128(Self.limit) * Int128(values)
    let mostSquares = Int128(Self.limit) * most
    guard values <= mostValues, sum.magnitude <= most.magnitude,
      (0...mostSquares).contains(squares)
    else { return false }
    var other = ExactMoments(perOne: perOne)
    if groups == values {
      other.addSingles(count: values, sum: sum, squares: squares)
    } else {
      guard let clusterSquares = Self.number(&words), let products = Self.number(&words),
        let counts = Self.count(&words), counts <= values * values,
        (0...Int128(values) * mostSquares).contains(clusterSquares),
        products.magnitude <= (Int128(values) * most).magnitude
      else { return false }
      other.add(count: values, sum: sum, squares: squares)
      other.clusters = groups
      other.clusterSquares = clusterSquares
      other.clusterProducts = products
      other.clusterCounts = counts
    }
    add(other)
    return true
  }

  private static func append(_ number: Int128, to words: inout [UInt64]) {
    words.append(UInt64(truncatingIfNeeded: number))
    words.append(UInt64(truncatingIfNeeded: number >> 64))
  }

  private static func number(_ words: inout ArraySlice<UInt64>) -> Int128? {
    guard let low = words.popFirst(), let high = words.popFirst() else { return nil }
    return Int128(Int64(bitPattern: high)) << 64 | Int128(low)
  }

  /// A number of values, or a sum of such numbers' squares.
  private static func count(_ words: inout ArraySlice<UInt64>) -> Int? {
    words.popFirst().flatMap { $0 < 1 << 40 ? Int($0) : nil }
  }
}
