import Foundation

/// The Cholesky decomposition of a symmetric positive definite matrix: A = L L'.
///
/// - Reference: Golub and Van Loan, "Matrix Computations", 4.2.
public struct Cholesky: Sendable {
  public let size: Int
  /// L, row by row; above the diagonal of no meaning.
  private let lower: [Double]

  /// - Parameter matrix: Row by row; only the lower triangle is read.
  /// - Returns: Nil if the matrix is not positive definite.
  public init?(of matrix: [Double], size: Int) {
    precondition(matrix.count == size * size, "a square matrix")
    var lower = matrix
    let isPositive = lower.withUnsafeMutableBufferPointer { l in
      for row in 0..<size {
        for column in 0...row {
          var sum = l[row * size + column]
          for k in 0..<column { sum -= l[row * size + k] * l[column * size + k] }
          if column < row {
            l[row * size + column] = sum / l[column * size + column]
          } else {
            guard sum > 0, sum.isFinite else { return false }
            l[row * size + row] = sum.squareRoot()
          }
        }
      }
      return true
    }
    guard isPositive else { return nil }
    self.lower = lower
    self.size = size
  }

  /// ln |A|.
  public var logDeterminant: Double {
    (0..<size).reduce(0) { $0 + 2 * log(lower[$1 * size + $1]) }
  }

  /// The solution x of A x = b.
  public func solve(_ b: [Double]) -> [Double] {
    var x = b
    for row in 0..<size {
      for k in 0..<row { x[row] -= lower[row * size + k] * x[k] }
      x[row] /= lower[row * size + row]
    }
    return solveTransposed(x)
  }

  /// The solution x of L' x = z: of independent standard normals, a draw with covariance A^-1.
  public func solveTransposed(_ z: [Double]) -> [Double] {
    var x = z
    for row in stride(from: size - 1, through: 0, by: -1) {
      x[row] /= lower[row * size + row]
      for k in 0..<row { x[k] -= lower[row * size + k] * x[row] }
    }
    return x
  }

  /// The diagonal of A^-1.
  public var inverseDiagonal: [Double] {
    (0..<size).map { index in
      var unit = [Double](repeating: 0, count: size)
      unit[index] = 1
      return solve(unit)[index]
    }
  }
}
