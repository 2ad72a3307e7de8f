/// The arithmetic of odds: a formula is stated once and runs over one trial or sixteen.
///
/// Every operation rounds once, so a trial's figure has the same bits either way.
protocol OddsNumber {
  /// One trial's number.
  associatedtype Single: BinaryFloatingPoint

  static func * (a: Self, b: Self) -> Self
  static func * (a: Self, b: Single) -> Self
  static func / (a: Self, b: Self) -> Self
  static func / (a: Single, b: Self) -> Self
  static func + (a: Single, b: Self) -> Self
  static func - (a: Single, b: Self) -> Self
  /// `chance`, or 1 where odds are infinite.
  static func certain(whereInfinite odds: Self, else chance: Self) -> Self
}

extension Float: OddsNumber {
  typealias Single = Float

  @inline(__always)
  static func certain(whereInfinite odds: Float, else chance: Float) -> Float {
    odds == .infinity ? 1 : chance
  }
}

extension Double: OddsNumber {
  typealias Single = Double

  @inline(__always)
  static func certain(whereInfinite odds: Double, else chance: Double) -> Double {
    odds == .infinity ? 1 : chance
  }
}

extension SIMD16: OddsNumber where Scalar == Float {
  typealias Single = Float

  @inline(__always)
  static func certain(whereInfinite odds: Self, else chance: Self) -> Self {
    chance.replacing(with: 1, where: odds .== .infinity)
  }
}

/// Odds and chances: o = p / (1 - p).
enum Odds {
  /// Infinite for a certain event.
  static func of(_ chance: Double) -> Double { chance / (1 - chance) }

  @inline(__always)
  static func chance<Number: OddsNumber>(_ odds: Number) -> Number {
    Number.certain(whereInfinite: odds, else: odds / (1 + odds))
  }
}
