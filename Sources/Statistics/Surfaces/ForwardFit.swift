/// Least squares on columns that enter one at a time, from inner products alone.
///
/// Each column has its coordinates on an orthonormal basis of those that entered, so that what it
/// would explain is known without another look at the observations.
struct ForwardFit {
  /// The columns that entered, in order.
  private(set) var entered: [Int] = []
  /// The sum of the squares of what is left of the response.
  private(set) var rest: Double
  /// By entered column: the coordinate of every column on its basis vector.
  private var rows: [[Double]] = []
  /// By entered column: its own coordinates, the last above 0.
  private(set) var upper: [[Double]] = []
  /// By entered column: the response's coordinate.
  private(set) var responses: [Double] = []
  /// By column: its squares.
  private var whole: [Double]
  /// By column, what the basis leaves: of its squares, of its products with the next column, the
  /// one after that, and the response.
  private var squares: [Double]
  private var withNext: [Double]
  private var withSecond: [Double]
  private var cross: [Double]

  /// A column of which no more is left than this share of its squares is a combination of others.
  private static let negligible = 1e-12

  /// - Parameters:
  ///   - products: Of each column with each, row by row.
  ///   - cross: Of each column with the response.
  ///   - squares: Of the response.
  init(products: [Double], cross: [Double], squares: Double) {
    let count = cross.count
    rest = squares
    self.cross = cross
    whole = (0..<count).map { products[$0 * count + $0] }
    self.squares = whole
    withNext = (0..<count).map { $0 + 1 < count ? products[$0 * count + $0 + 1] : 0 }
    withSecond = (0..<count).map { $0 + 2 < count ? products[$0 * count + $0 + 2] : 0 }
  }

  var count: Int { whole.count }

  /// What some consecutive columns, three at most, would explain together: by a Cholesky
  /// decomposition of what is left of their products.
  func explained(by first: Int, count: Int) -> Double {
    /// The root of what is left of a column's squares.
    @inline(__always)
    func root(_ left: Double, _ column: Int) -> Double {
      left > Self.negligible * whole[column] ? left.squareRoot() : 0
    }
    @inline(__always)
    func ratio(_ a: Double, _ b: Double) -> Double { b > 0 ? a / b : 0 }
    let a = root(squares[first], first)
    let x = ratio(cross[first], a)
    guard count > 1 else { return x * x }
    let second = first + 1
    let ab = ratio(withNext[first], a)
    let b = root(squares[second] - ab * ab, second)
    let y = ratio(cross[second] - ab * x, b)
    guard count > 2 else { return x * x + y * y }
    let third = first + 2
    let ac = ratio(withSecond[first], a)
    let bc = ratio(withNext[second] - ab * ac, b)
    let c = root(squares[third] - ac * ac - bc * bc, third)
    let z = ratio(cross[third] - ac * x - bc * y, c)
    return x * x + y * y + z * z
  }

  /// Whether anything of a column is left that is no combination of those that entered.
  func isFree(_ column: Int) -> Bool { squares[column] > Self.negligible * whole[column] }

  /// Adds a column to those that entered, unless it is a combination of them.
  ///
  /// - Parameter products: Of the column with every other; those of columns that can enter no more
  ///   do not matter.
  mutating func enter(_ column: Int, _ products: UnsafePointer<Double>) -> Bool {
    guard isFree(column) else { return false }
    let length = squares[column].squareRoot()
    let count = count
    var row = Array(UnsafeBufferPointer(start: products, count: count))
    row.withUnsafeMutableBufferPointer { row in
      for before in rows {
        before.withUnsafeBufferPointer {
          Product.add($0.baseAddress!, times: -$0[column], to: row.baseAddress!, count)
        }
      }
      for index in 0..<count { row[index] /= length }
      row[column] = length
    }
    let response = cross[column] / length
    row.withUnsafeBufferPointer { row in
      Self.subtract(row, row, from: &squares)
      Self.subtract(row, UnsafeBufferPointer(rebasing: row[min(1, count)...]), from: &withNext)
      Self.subtract(row, UnsafeBufferPointer(rebasing: row[min(2, count)...]), from: &withSecond)
      cross.withUnsafeMutableBufferPointer {
        Product.add(row.baseAddress!, times: -response, to: $0.baseAddress!, count)
      }
    }
    entered.append(column)
    upper.append(rows.map { $0[column] } + [length])
    rows.append(row)
    responses.append(response)
    rest = max(0, rest - response * response)
    return true
  }

  /// Subtracts products, column by column.
  private static func subtract(
    _ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>, from left: inout [Double]
  ) {
    left.withUnsafeMutableBufferPointer { left in
      let (a, b, left, count) = (a.baseAddress!, b.baseAddress, left.baseAddress!, b.count)
      guard let b else { return }
      for index in 0..<count { left[index] -= a[index] * b[index] }
    }
  }

  /// A column that was not known before.
  struct Column {
    var squares: Double
    var cross: Double
    /// With each column that entered, in order.
    var products: [Double]
  }

  mutating func append(_ column: Column) {
    var (left, cross) = (column.squares, column.cross)
    var coordinates: [Double] = []
    coordinates.reserveCapacity(column.products.count)
    for (index, product) in column.products.enumerated() {
      let before = upper[index].withUnsafeBufferPointer { own in
        coordinates.withUnsafeBufferPointer { other in
          index > 0 ? Product.of(own.baseAddress!, other.baseAddress!, 0..<index) : 0
        }
      }
      let coordinate = (product - before) / upper[index][index]
      coordinates.append(coordinate)
      left -= coordinate * coordinate
      cross -= coordinate * responses[index]
    }
    for (row, coordinate) in coordinates.enumerated() { rows[row].append(coordinate) }
    whole.append(column.squares)
    squares.append(left)
    withNext.append(0)
    withSecond.append(0)
    self.cross.append(cross)
  }

  /// The coefficients of the columns that entered, solved backwards.
  func coefficients() -> [Double] {
    var coefficients = responses
    for index in coefficients.indices.reversed() {
      coefficients[index] /= upper[index][index]
      for before in 0..<index { coefficients[before] -= coefficients[index] * upper[index][before] }
    }
    return coefficients
  }
}
