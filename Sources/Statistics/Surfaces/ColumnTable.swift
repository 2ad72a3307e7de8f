/// Columns by world, with the products of each with each: over all worlds, and without any one of
/// some groups of them.
struct ColumnTable: Sendable {
  let worlds: Int
  let count: Int
  /// Consecutive worlds that a jackknife leaves out together.
  let groups: [Range<Int>]
  /// Column by column.
  let values: [Double]
  /// Row by row, symmetric.
  let products: [Double]
  /// By group, then as ``products``.
  private let productsOfGroup: [Double]

  init(_ values: [Double], worlds: Int, groups: [Range<Int>]) {
    self.worlds = worlds
    self.groups = groups
    self.values = values
    let count = values.count / worlds
    self.count = count
    let area = count * count
    var ofGroup = [Double](repeating: 0, count: groups.count * area)
    // World by world, so that a group's products are sums of outer products.
    let byWorld = Self.transposed(values, worlds: worlds)
    byWorld.withUnsafeBufferPointer { byWorld in
      ofGroup.withUnsafeMutableBufferPointer { ofGroup in
        for (group, range) in groups.enumerated() {
          let products = ofGroup.baseAddress! + group * area
          // Four worlds at a time, so that sums are loaded and stored less often.
          for first in stride(from: range.lowerBound, to: range.upperBound, by: 4) {
            let worlds = min(4, range.upperBound - first)
            for left in 0..<count {
              var (rows, factors) = (
                SIMD4<Int>(repeating: first * count), SIMD4<Double>.zero
              )
              for world in 0..<worlds {
                rows[world] = (first + world) * count
                factors[world] = byWorld[rows[world] + left]
              }
              Product.add(
                byWorld.baseAddress! + left, rows, times: factors,
                to: products + left * count + left, count - left)
            }
          }
        }
      }
    }
    var products = [Double](repeating: 0, count: area)
    for group in groups.indices {
      for left in 0..<count {
        let first = group * area + left * count
        for right in left..<count { products[left * count + right] += ofGroup[first + right] }
      }
    }
    for left in 0..<count {
      for right in left + 1..<max(count, left + 1) {
        products[right * count + left] = products[left * count + right]
        for group in groups.indices {
          ofGroup[group * area + right * count + left] =
            ofGroup[group * area + left * count + right]
        }
      }
    }
    self.products = products
    productsOfGroup = ofGroup
  }

  /// Some of the columns, and others after them.
  func selecting(_ columns: [Int], adding others: [[Double]]) -> ColumnTable {
    ColumnTable(columns: columns, of: self, adding: others)
  }

  private init(columns: [Int], of table: ColumnTable, adding others: [[Double]]) {
    worlds = table.worlds
    groups = table.groups
    let (kept, count) = (columns.count, columns.count + others.count)
    self.count = count
    var values: [Double] = []
    values.reserveCapacity(count * table.worlds)
    for column in columns {
      values += table.values[column * table.worlds..<(column + 1) * table.worlds]
    }
    for other in others { values += other }
    self.values = values
    let byWorld = others.isEmpty ? [] : Self.transposed(values, worlds: table.worlds)
    /// - Parameter ranges: The worlds of the products.
    func products(_ whole: UnsafePointer<Double>, _ range: Range<Int>?) -> [Double] {
      var products = [Double](repeating: 0, count: count * count)
      products.withUnsafeMutableBufferPointer { products in
        columns.withUnsafeBufferPointer { columns in
          for row in 0..<kept {
            let from = whole + columns[row] * table.count
            let to = products.baseAddress! + row * count
            for column in 0..<kept { to[column] = from[columns[column]] }
          }
        }
        guard let range else { return }
        byWorld.withUnsafeBufferPointer { byWorld in
          for world in range {
            let row = byWorld.baseAddress! + world * count
            for other in kept..<count {
              Product.add(row, times: row[other], to: products.baseAddress! + other * count, count)
            }
          }
        }
        for other in kept..<count {
          for column in 0..<kept {
            products[column * count + other] = products[other * count + column]
          }
        }
      }
      return products
    }
    var ofGroup: [Double] = []
    ofGroup.reserveCapacity(groups.count * count * count)
    table.productsOfGroup.withUnsafeBufferPointer {
      for (group, range) in table.groups.enumerated() {
        ofGroup += products($0.baseAddress! + group * table.count * table.count, range)
      }
    }
    productsOfGroup = ofGroup
    var whole = table.products.withUnsafeBufferPointer { products($0.baseAddress!, nil) }
    let area = count * count
    for row in 0..<count {
      for column in 0..<count where row >= kept || column >= kept {
        let index = row * count + column
        for group in table.groups.indices { whole[index] += ofGroup[group * area + index] }
      }
    }
    self.products = whole
  }

  private static func transposed(_ values: [Double], worlds: Int) -> [Double] {
    let count = values.count / worlds
    return [Double](unsafeUninitializedCapacity: values.count) { byWorld, size in
      values.withUnsafeBufferPointer { values in
        for column in 0..<count {
          for world in 0..<worlds {
            byWorld[world * count + column] = values[column * worlds + world]
          }
        }
      }
      size = values.count
    }
  }

  /// Products of columns, without a group's worlds.
  func products(without group: Int?) -> [Double] {
    guard let group else { return products }
    let area = count * count
    var rest = products
    rest.withUnsafeMutableBufferPointer { rest in
      productsOfGroup.withUnsafeBufferPointer { own in
        Product.add(own.baseAddress! + group * area, times: -1, to: rest.baseAddress!, area)
      }
    }
    return rest
  }

  /// The worlds without a group's, as consecutive ranges.
  func ranges(without group: Int?) -> [Range<Int>] {
    guard let group else { return [0..<worlds] }
    return [0..<groups[group].lowerBound, groups[group].upperBound..<worlds].filter { !$0.isEmpty }
  }

  func withColumn<Result>(_ index: Int, _ body: (UnsafePointer<Double>) -> Result) -> Result {
    values.withUnsafeBufferPointer { body($0.baseAddress! + index * worlds) }
  }

  func column(_ index: Int) -> ArraySlice<Double> { values[index * worlds..<(index + 1) * worlds] }
}

/// A figure to fit on a table's columns.
struct TableResponse: Sendable {
  /// By world, less their mean.
  let centred: [Double]
  let centre: Double
  /// With each column, and of the response with itself.
  private let cross: [Double]
  private let crossOfGroup: [[Double]]
  private let squares: Double
  private let squaresOfGroup: [Double]

  /// - Parameters:
  ///   - means: By world.
  ///   - byGroup: Whether fits without a group are asked for.
  init(_ means: [Double], _ table: ColumnTable, byGroup: Bool) {
    let centre = Moments(means).mean
    let centred = means.map { $0 - centre }
    self.centre = centre
    self.centred = centred
    func cross(_ range: Range<Int>) -> [Double] {
      centred.withUnsafeBufferPointer { response in
        (0..<table.count).map { column in
          table.withColumn(column) { Product.of($0, response.baseAddress!, range) }
        }
      }
    }
    func squares(_ range: Range<Int>) -> Double { Product.of(centred, centred, [range]) }
    self.cross = cross(0..<table.worlds)
    self.squares = squares(0..<table.worlds)
    crossOfGroup = byGroup ? table.groups.map(cross) : []
    squaresOfGroup = byGroup ? table.groups.map(squares) : []
  }

  func cross(without group: Int?) -> [Double] {
    guard let group else { return cross }
    var rest = cross
    for column in rest.indices { rest[column] -= crossOfGroup[group][column] }
    return rest
  }

  func squares(without group: Int?) -> Double {
    group.map { max(0, squares - squaresOfGroup[$0]) } ?? squares
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
        var sum = 0.0
        for range in ranges { sum += of(a.baseAddress!, b.baseAddress!, range) }
        return sum
      }
    }
  }

  /// Adds a multiple of `a` to `b`.
  @inline(__always)
  static func add(
    _ a: UnsafePointer<Double>, times factor: Double, to b: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    var index = 0
    while index + 8 <= count {
      let own = UnsafeRawPointer(a + index).loadUnaligned(as: SIMD8<Double>.self)
      let sum = UnsafeRawPointer(b + index).loadUnaligned(as: SIMD8<Double>.self) + factor * own
      UnsafeMutableRawPointer(b + index).storeBytes(of: sum, as: SIMD8<Double>.self)
      index += 8
    }
    while index < count {
      b[index] += factor * a[index]
      index += 1
    }
  }

  /// Adds multiples of what stands at four places after `a` to `b`.
  @inline(__always)
  static func add(
    _ a: UnsafePointer<Double>, _ places: SIMD4<Int>, times factors: SIMD4<Double>,
    to b: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    typealias Lanes = SIMD8<Double>
    @inline(__always)
    func lanes(_ place: Int) -> Lanes {
      UnsafeRawPointer(a + place).loadUnaligned(as: Lanes.self)
    }
    var index = 0
    while index + 8 <= count {
      var sum = UnsafeRawPointer(b + index).loadUnaligned(as: Lanes.self)
      sum += factors[0] * lanes(places[0] + index)
      sum += factors[1] * lanes(places[1] + index)
      sum += factors[2] * lanes(places[2] + index)
      sum += factors[3] * lanes(places[3] + index)
      UnsafeMutableRawPointer(b + index).storeBytes(of: sum, as: Lanes.self)
      index += 8
    }
    while index < count {
      for term in 0..<4 { b[index] += factors[term] * a[places[term] + index] }
      index += 1
    }
  }

  /// Adds a multiple of `a` to `b`.
  static func add(_ a: ArraySlice<Double>, times factor: Double, to b: inout [Double]) {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeMutableBufferPointer { b in
        add(a.baseAddress!, times: factor, to: b.baseAddress!, a.count)
      }
    }
  }
}
