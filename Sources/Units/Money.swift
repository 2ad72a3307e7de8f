/// An amount of the scenario's currency.
///
/// Kept in whole units as `Double`: exact for cents up to 2^53/100, about 90 trillion. Arithmetic
/// never rounds; an amount is rounded once, by a named rule, when it is shown or paid.
public struct Money: Hashable, Comparable, Sendable {
  /// The amount in whole units of the currency; 1.5 is one and a half dollars.
  public var amount: Double

  public init(_ amount: Double) {
    self.amount = amount
  }

  public static let zero = Money(0)

  public static func < (a: Money, b: Money) -> Bool { a.amount < b.amount }
  public static func + (a: Money, b: Money) -> Money { Money(a.amount + b.amount) }
  public static func - (a: Money, b: Money) -> Money { Money(a.amount - b.amount) }
  public static func * (a: Money, factor: Double) -> Money { Money(a.amount * factor) }
  public static func * (factor: Double, a: Money) -> Money { Money(factor * a.amount) }
  public static func / (a: Money, divisor: Double) -> Money { Money(a.amount / divisor) }
  public static func / (a: Money, b: Money) -> Double { a.amount / b.amount }
  public static func += (a: inout Money, b: Money) { a.amount += b.amount }
  public static func -= (a: inout Money, b: Money) { a.amount -= b.amount }
  public static prefix func - (a: Money) -> Money { Money(-a.amount) }
}

extension Money {
  /// How an amount is rounded to cents.
  public enum Rounding: String, CaseIterable, Sendable {
    /// Half a cent rounds away from zero, as in most payrolls.
    case halfAwayFromZero = "half-away-from-zero"
    /// Half a cent rounds to the even cent, so many roundings do not drift.
    case halfToEven = "half-to-even"
  }

  /// The amount in whole cents.
  ///
  /// The amount is taken for the decimal that it was written as, and what misses half a cent by a
  /// millionth of one for half a cent, at any amount.
  public func rounded(_ rule: Rounding = .halfAwayFromZero) -> Money {
    Money(DoubleDouble(written: amount).rounded(rule, tolerance: 1e-6).high)
  }
}

extension DoubleDouble {
  /// In whole cents.
  ///
  /// - Parameter tolerance: In cents: what misses half a cent by no more is half a cent.
  public func rounded(_ rule: Money.Rounding, tolerance: Double = 1e-9) -> DoubleDouble {
    (self * DoubleDouble(100)).rounded(toEven: rule == .halfToEven, tolerance: tolerance)
      / DoubleDouble(100)
  }
}
