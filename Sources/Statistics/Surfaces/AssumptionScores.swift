/// The normal scores of a run's assumptions, by world: independent standard normals, each a
/// monotone function of its assumption's value.
///
/// Holds their Hermite polynomials, orthonormal under the normal law, and the products of these
/// with each other by group of worlds, so that a ``Surface`` of any figure, and of any figure
/// without one of the groups, starts from sums that are already there.
public struct AssumptionScores: Sendable {
  public let worlds: Int
  public let assumptions: Int
  /// The highest degree of the polynomials: 3 from 200 worlds, else 2.
  let degree: Int
  /// Consecutive worlds that a jackknife leaves out together.
  let groups: [Range<Int>]
  /// Column by column: the constant, then each assumption's polynomials.
  private let columns: [Double]
  /// The assumptions that vary.
  let varying: [Int]
  /// Products of all columns over all worlds, then over each group.
  private let products: [Double]
  private let productsOfGroup: [[Double]]

  /// - Parameters:
  ///   - scores: By assumption, then world.
  ///   - groupSize: How many consecutive worlds are dealt together; the groups of a jackknife are
  ///     whole multiples of it, as equal as may be.
  ///   - degree: Of the polynomials; nil: as many worlds allow.
  public init(_ scores: [[Double]], worlds: Int, groupSize: Int = 1, degree: Int? = nil) {
    precondition(scores.allSatisfy { $0.count >= worlds }, "a score for each world")
    self.worlds = worlds
    assumptions = scores.count
    let degree = degree ?? Self.degree(worlds)
    self.degree = degree
    let groups = Self.groups(worlds, of: groupSize)
    self.groups = groups
    varying = scores.indices.filter { index in
      scores[index][..<worlds].contains { $0 != scores[index][0] }
    }
    let columns =
      [Double](repeating: 1, count: worlds)
      + scores.flatMap { score in
        (1...degree).flatMap { degree in
          score[..<worlds].map { Hermite.value($0, degree: degree) }
        }
      }
    self.columns = columns
    let count = 1 + scores.count * degree
    func products(_ range: Range<Int>) -> [Double] {
      var products = [Double](repeating: 0, count: count * count)
      columns.withUnsafeBufferPointer { values in
        for left in 0..<count {
          for right in left..<count {
            let sum = Product.of(
              values.baseAddress! + left * worlds, values.baseAddress! + right * worlds, range)
            products[left * count + right] = sum
            products[right * count + left] = sum
          }
        }
      }
      return products
    }
    let productsOfGroup = groups.map(products)
    self.productsOfGroup = productsOfGroup
    self.products = productsOfGroup.reduce(into: [Double](repeating: 0, count: count * count)) {
      for index in $0.indices { $0[index] += $1[index] }
    }
  }

  static func degree(_ worlds: Int) -> Int { worlds >= 200 ? 3 : 2 }

  static func groups(_ worlds: Int, of size: Int) -> [Range<Int>] {
    let units = worlds / size
    // Decks are more alike than worlds: fewer groups of them tell as much.
    let count = min(units, size > 1 ? mostGroups / 2 : mostGroups)
    return (0..<count).map { group in
      // The first unit of a group, rounded up, as unit u belongs to group u * count / units.
      func first(_ group: Int) -> Int { (group * units + count - 1) / count * size }
      return first(group)..<(group == count - 1 ? worlds : first(group + 1))
    }
  }

  private static let mostGroups = 32

  /// The number of columns.
  var columnCount: Int { 1 + assumptions * degree }

  func index(assumption: Int, degree: Int) -> Int { 1 + assumption * self.degree + degree - 1 }

  /// Products of columns, without a group's worlds.
  func products(without group: Int?) -> [Double] {
    guard let group else { return products }
    return zip(products, productsOfGroup[group]).map { $0 - $1 }
  }

  /// The worlds without a group's, as consecutive ranges.
  func ranges(without group: Int?) -> [Range<Int>] {
    guard let group else { return [0..<worlds] }
    return [0..<groups[group].lowerBound, groups[group].upperBound..<worlds].filter { !$0.isEmpty }
  }

  func withColumn<Result>(_ index: Int, _ body: (UnsafePointer<Double>) -> Result) -> Result {
    columns.withUnsafeBufferPointer { body($0.baseAddress! + index * worlds) }
  }

  func column(_ index: Int) -> ArraySlice<Double> {
    columns[index * worlds..<(index + 1) * worlds]
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
}

/// Inner products.
enum Product {
  /// The sum of products over a range.
  ///
  /// Eight partial sums in a fixed order, so the bits do not depend on the processor.
  @inline(__always)
  static func of(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ range: Range<Int>
  ) -> Double {
    var partial = SIMD8<Double>.zero
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      let left = UnsafeRawPointer(a + index).loadUnaligned(as: SIMD8<Double>.self)
      let right = UnsafeRawPointer(b + index).loadUnaligned(as: SIMD8<Double>.self)
      partial += left * right
      index += 8
    }
    let four = partial.lowHalf + partial.highHalf
    let two = four.lowHalf + four.highHalf
    var sum = two[0] + two[1]
    while index < range.upperBound {
      sum += a[index] * b[index]
      index += 1
    }
    return sum
  }

  static func of(_ a: [Double], _ b: [Double], _ ranges: [Range<Int>]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        ranges.reduce(0) { $0 + of(a.baseAddress!, b.baseAddress!, $1) }
      }
    }
  }
}
