/// A column of a sum and the factor with which it counts.
public struct ColumnTerm: Hashable, Sendable {
  public let column: Column
  public let factor: Double

  public init(_ column: Column, times factor: Double = 1) {
    self.column = column
    self.factor = factor
  }
}
